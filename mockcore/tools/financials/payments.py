"""Payments: which projects pay, with whose account, fees and early pay program; programs end, beneficiaries are approved.

Source: reference (paths and fields); that the list has every project of the company, and what each command changes, is assumed.
"""

from typing import Any

from mockcore.domain.references import referenced
from mockcore.request.context import Context
from mockcore.request.declare import action, before
from mockcore.request.filtering import filters
from mockcore.request.states import forbid
from mockcore.store.query import Selection
from mockcore.store.records import Stored

SETTINGS, PROGRAMS, BENEFICIARIES = "payments/projects", "payments/early_pay_programs", "payments/beneficiaries"
PROJECTS, PROJECT = "projects", "of_project_id"
DEFAULTS = {"enabled": False, "payorPaysFees": False, "programId": None}
ACCOUNT = ("bankAccountId", "bankAccountType", "businessId")


@action("GET payments/projects")
def projects(context: Context) -> list[dict[str, Any]]:
    """Every project of the company that a search does not leave out, and how it pays."""
    settings = {row.body.get(PROJECT): row.body for row in context.every(Selection(SETTINGS, company_id=context.company_id))}
    selection = context.scoped(PROJECTS)
    selection.conditions += filters(context, context.catalog.kind(PROJECTS))
    return [_row(project, settings.get(project.id, {})) for project in context.every(selection)]


def _row(project: Stored, settings: dict[str, Any]) -> dict[str, Any]:
    values = {name: settings.get(name, default) for name, default in DEFAULTS.items()}
    return {"id": project.id, "name": project.body.get("name"), **values, **{name: settings.get(name) for name in ACCOUNT}}


def _set(context: Context, number: Any, values: dict[str, Any]) -> Stored:
    project = referenced(context, PROJECTS, number, "projectIds")
    settings = context.first(SETTINGS, **{PROJECT: project.id})
    return context.change(settings, values) if settings is not None else context.put(SETTINGS, {PROJECT: project.id, **values})


def _set_all(context: Context, values: dict[str, Any]) -> dict[str, Any]:
    for number in context.attributes.get("projectIds") or ():
        _set(context, number, values)
    return {}


@action("PATCH payments/projects/enable")
def enable(context: Context) -> dict[str, Any]:
    """The projects pay by this tool. Raises: Unprocessable for a project of nobody."""
    return _set_all(context, {"enabled": True})


@action("PATCH payments/projects/disable")
def disable(context: Context) -> dict[str, Any]:
    """The projects do not any more. Raises: Unprocessable for a project of nobody."""
    return _set_all(context, {"enabled": False})


@action("PATCH payments/projects/payor_pays")
def payor_pays(context: Context) -> dict[str, Any]:
    """Who pays the fees of the projects. Raises: Unprocessable for a project of nobody."""
    return _set_all(context, {"payorPaysFees": bool(context.attributes.get("payorPaysFees"))})


@action("PATCH payments/projects/earlyPayPrograms")
def set_program(context: Context) -> dict[str, Any]:
    """The program of the projects, or none. Raises: Unprocessable for a project or program of nobody."""
    number = context.attributes.get("programId")
    program = referenced(context, PROGRAMS, number, "programId") if number else None
    return _set_all(context, {"programId": str(program.id) if program is not None else None})


@before(PROGRAMS, "create")
def begin(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A new program is active."""
    values["isActive"] = True


@action("PATCH payments/early_pay_programs/{}/deactivate")
def deactivate(context: Context) -> Stored:
    """The program ends. Raises: Conflict for one that has ended."""
    program = context.record(PROGRAMS)
    if program.body.get("isActive") is False:
        forbid(PROGRAMS, "inactive", "it cannot be deactivated again")
    return context.change(program, {"isActive": False, "deactivatedAt": context.now(), "deactivatedBy": str(context.user_id)})


@action("PATCH payments/beneficiaries/{}/approve")
def approve(context: Context) -> Stored:
    """The beneficiary may be paid, to the account that is named."""
    beneficiary = context.record(BENEFICIARIES)
    return context.change(beneficiary, {"status": "approved", **context.attributes})
