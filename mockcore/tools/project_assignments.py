"""The projects of a company as one person's assignments: which they take part in, with their template and roles there.

Source: reference; that the list tells of all projects unless asked otherwise is assumed.
"""

from typing import Any

from mockcore.domain.references import referred
from mockcore.oauth.access_levels import assignment
from mockcore.request.context import Context
from mockcore.request.declare import action
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored

USERS, PROJECTS, TEMPLATES = "users", "projects", "permission_templates"
ROLES, PROJECT_ROLES = "roles", "project_roles"
# What a project refers to: resource, and where the project keeps its id.
ABOUT = {
    "stage": ("project_stages", ("project_stage_id", "stage_id")),
    "region": ("project_regions", ("project_region_id", "region_id")),
    "program": ("programs", ("program_id",)),
    "project_type": ("project_types", ("project_type_id", "type_id")),
}
OPTIONS = {"stages": "stage", "regions": "region", "programs": "program", "project_types": "project_type"}
FILTERS = {
    "name": "name",
    "by_stage": "stage_key",
    "by_type": "project_type_key",
    "by_program": "program_key",
    "by_region": "region_key",
    "project_permission_templates": "permission_template_key",
    "project_roles": "roles_key",
}
Row = dict[str, Any]


@action("GET users/{}/project_assignments")
def assignments(context: Context) -> list[Row]:
    """A row for each project, filtered and sorted as asked."""
    query = context.inputs.query
    rows = [row for row in _rows(context) if _fits(row, query)]
    if query.get("sort"):
        name = {"assignment_status": "is_assigned", "project_role_name": "roles"}.get(query["sort"], query["sort"])
        rows.sort(key=lambda row: str(row.get(name) or "").casefold(), reverse=query.get("direction") == "desc")
    return [{name: value for name, value in row.items() if not name.endswith("_key")} for row in rows]


def _rows(context: Context) -> list[Row]:
    number = context.inputs.path["user_id"]
    selection = Selection(PROJECTS, company_id=context.company_id)
    projects = context.access.projects if context.access else None
    if projects is not None:
        selection.conditions.append(Condition("id", "in", sorted(projects)))
    mine = set(context.records.projects_of(USERS, number))
    return [_row(context, project, number, project.id in mine) for project in context.every(selection)]


def _row(context: Context, project: Stored, user_id: int, assigned: bool) -> Row:
    body = project.body
    related = {name: _about(context, body, name) for name in ABOUT}
    template = _template(context, project.id, user_id) if assigned else None
    roles = _roles(context, project.id, user_id) if assigned else []
    return {
        "project_id": project.id,
        "name": body.get("name"),
        "project_number": body.get("project_number"),
        "address": body.get("address"),
        "is_assigned": assigned,
        "active": bool(body.get("active", True)),
        "roles": [role.body["name"] for role in roles],
        "roles_key": [role.id for role in roles],
        "permission_template_name": template.body.get("name") if template else None,
        "permission_template_key": template.id if template else None,
        **{name: record.body.get("name") if record else None for name, record in related.items()},
        **{f"{name}_key": record.id if record else None for name, record in related.items()},
    }


def _about(context: Context, body: Row, name: str) -> Stored | None:
    kind, keys = ABOUT[name]
    number = next((body[key] for key in keys if isinstance(body.get(key), int)), None)
    return context.find(kind, number) if number is not None else None


def _template(context: Context, project_id: int, user_id: int) -> Stored | None:
    record = assignment(context.records, project_id, user_id)
    number = record.body.get("permission_template_id") if record else None
    return referred(context, TEMPLATES, number)


def _roles(context: Context, project_id: int, user_id: int) -> list[Stored]:
    selection = Selection(PROJECT_ROLES, company_id=context.company_id, project_id=project_id)
    selection.conditions = [Condition("user_id", "eq", user_id)]
    names = {record.body.get("role") for record in context.every(selection)}
    roles = context.every(Selection(ROLES, company_id=context.company_id)) if names else []
    return [role for role in roles if role.body.get("name") in names]


def _fits(row: Row, query: Row) -> bool:
    status = {"assigned": True, "unassigned": False}.get(str(query.get("filters[assignment_status]")))
    state = {"Active": True, "Inactive": False}.get(str(query.get("filters[by_status]")), query.get("filters[active]"))
    flags = ((status, row["is_assigned"]), (state, row["active"]))
    if any(isinstance(flag, bool) and flag is not value for flag, value in flags):
        return False
    return all(_among(query.get(f"filters[{name}]"), row[key]) for name, key in FILTERS.items())


def _among(choice: Any, value: Any) -> bool:
    if choice is None:
        return True
    choices = {str(text) for text in (choice if isinstance(choice, list) else [choice])}
    return not choices.isdisjoint(str(text) for text in (value if isinstance(value, list) else [value]))


def _options(pairs: list[tuple[Any, Any]]) -> list[Row]:
    options = dict.fromkeys((key, text) for key, text in pairs if key is not None)
    ordered = sorted(options, key=lambda pair: str(pair[1]).casefold())
    return [{"filter_value": key, "label": str(text)} for key, text in ordered]


def _scope(context: Context) -> list[Row]:
    """The person's own projects; those of the whole company for ``scope=company``."""
    company = context.inputs.query.get("scope") == "company"
    return [row for row in _rows(context) if company or row["is_assigned"]]


@action(*(f"GET users/{{}}/project_assignments/filter_options/{name}" for name in OPTIONS))
def options(context: Context) -> list[Row]:
    """The stages, regions, programs or types of the projects."""
    name = OPTIONS[context.operation.tail]
    return _options([(row[f"{name}_key"], row[name]) for row in _scope(context)])


@action(
    "GET users/{}/project_assignments/filter_options/names", "GET users/{}/project_assignments/filter_options/project_numbers"
)
def names(context: Context) -> list[Row]:
    """The names or the numbers of the projects."""
    name = "name" if context.operation.tail == "names" else "project_number"
    return _options([(row[name], row[name]) for row in _scope(context)])


@action("GET users/{}/project_assignments/filter_options/permission_templates")
def templates(context: Context) -> list[Row]:
    """The templates that the person has in projects."""
    return _options([(row["permission_template_key"], row["permission_template_name"]) for row in _scope(context)])


@action("GET users/{}/project_assignments/filter_options/roles")
def roles(context: Context) -> list[Row]:
    """The roles that the person has in projects."""
    return _options([pair for row in _scope(context) for pair in zip(row["roles_key"], row["roles"], strict=True)])
