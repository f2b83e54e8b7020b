"""A company's standard cost codes become cost codes of a project: all of a list, some of it, or with the project.

Source: reference. That codes which the project has already are left out is assumed.
"""

from collections.abc import Callable
from typing import Any

from mockcore.domain.references import referenced
from mockcore.domain.templates import template_for
from mockcore.reference.schema import properties
from mockcore.request.context import Context
from mockcore.request.declare import action, after
from mockcore.store.query import Selection
from mockcore.store.records import Stored

LISTS, CODES, PROJECTS, STANDARD = "standard_cost_code_lists", "cost_codes", "projects", "standard_cost_code_id"
SUB_JOBS = "sub_jobs"


@action("POST cost_codes/copy_from_standard_list")
def copy_list(context: Context) -> list[Stored]:
    """The codes of a list, copied to the project. Raises: Unprocessable for no such list or sub job."""
    return _copied(context, _project(context), _list(context), lambda _: True)


@action("POST cost_codes/copy_subset_from_standard_list")
def copy_some(context: Context) -> dict[str, Any]:
    """Those of a list that the body names; of which that failed. Raises: Unprocessable for no such list or sub job."""
    numbers = context.parameter("standard_cost_code_ids") or []
    standard = _list(context)
    rows = context.every(Selection("standard_cost_codes", company_id=context.company_id))
    listed = {row.id for row in rows if row.body.get("standard_cost_code_list_id") == standard.id}
    copies = _copied(context, _project(context), standard, lambda code: code.id in numbers)
    shown = properties(context.operation.response or {})["successes"].get("items", {})
    resolve = context.projector.item(shown, CODES)
    failures = [str(number) for number in numbers if number not in listed]
    return {"failures": failures, "successes": [resolve(copy, context) for copy in copies]}


@after(PROJECTS, "create")
def copy_to_project(context: Context, project: Stored) -> None:
    """A project may begin with the standard cost codes of the list for new projects, else of the company's first list."""
    if project.body.get("enable_copy_of_standard_cost_codes"):
        lists = context.every(Selection(LISTS, company_id=context.company_id))
        marked = [record for record in lists if record.body.get("available_to_use_on_new_projects")]
        for standard in (marked or lists)[:1]:
            _copied(context, project, standard, lambda _: True)


def _project(context: Context) -> Stored:
    return context.locate(PROJECTS, context.project_id or 0)


def _list(context: Context) -> Stored:
    name = "standard_cost_code_list_id"
    return referenced(context, LISTS, context.parameter(name), name)


def _copied(context: Context, project: Stored, standard: Stored, chosen: Callable[[Stored], bool]) -> list[Stored]:
    """Copies codes that the project does not have, below the copies of their parents.

    Raises: Unprocessable for a sub job that does not exist.
    """
    sub_job = context.parameter("sub_job_id")
    if sub_job is not None:
        sub_job = referenced(context, SUB_JOBS, sub_job, "sub_job_id").id
    template = template_for(context, context.catalog.kind(PROJECTS), standard)
    there = {code.body.get(STANDARD): code.id for code in _codes(context, project)}
    copies = template.fill(context, project, lambda code: code.id not in there and chosen(code))
    there |= {copy.body[STANDARD]: copy.id for copy in copies}
    own = set(there.values())
    for copy in copies:
        above = copy.body.get("parent_id")
        changes = {} if above is None or above in own else {"parent_id": there.get(above)}
        changes |= {} if sub_job is None else {"sub_job_id": sub_job}
        if changes:
            context.change(copy, changes)
    return copies


def _codes(context: Context, project: Stored) -> list[Stored]:
    return context.every(Selection(CODES, company_id=context.company_id, project_id=project.id))
