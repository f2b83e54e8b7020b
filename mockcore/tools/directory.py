"""People, companies and projects: names put together, access to a project, active or not. Source: reference."""

from typing import Any

from mockcore.domain.project_participation import assign, leave_distribution, let_in, take_out
from mockcore.errors import Reason, Unprocessable
from mockcore.oauth.apps import installation
from mockcore.request.context import Context
from mockcore.request.declare import action, after, before, computed, narrow
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored


@before("users", "create", "update")
def name_person(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A person is called by first and last name and signs in by e-mail address."""
    old = record.body if record else {}
    if "first_name" in values or "last_name" in values:
        parts = (values.get(key, old.get(key)) for key in ("first_name", "last_name"))
        values.setdefault("name", " ".join(str(name_part) for name_part in parts if name_part))
    if values.get("email_address"):
        values["login"] = values.get("login") or values["email_address"]
        _check_address(str(values["email_address"]))
    if record is None:
        for name, value in (("is_active", True), ("is_employee", False)):
            if values.get(name) is None:
                values[name] = value


def _check_address(address: str) -> None:
    """Raises: Unprocessable for what is no address. Whether it is another person's is asked where numbers are, too."""
    if "@" not in address.strip("@"):
        raise Unprocessable(fields={"email_address": [Reason.INVALID]})


@computed("users", "initials")
def initials(user: Stored, context: Context) -> str | None:
    """``JD``, where none were given."""
    names = (str(user.body.get(key) or "") for key in ("first_name", "last_name"))
    return user.body.get("initials") or "".join(name[:1] for name in names) or None


@computed("users", "user_id")
def user_id(user: Stored, context: Context) -> int | None:
    """A person of the directory is a user: the same id, but for one who is shown as a party. Source: assumed."""
    return user.body.get("user_id", user.id) or None


@computed("users", "contact")
def contact(user: Stored, context: Context) -> dict[str, Any]:
    """Whether a person is active, and their address."""
    return {"is_active": bool(user.body.get("is_active", True)), "email": user.body.get("email_address")}


@narrow("users")
def active_people(context: Context, selection: Selection) -> None:
    """Who was deactivated is in no list of a project's people, and no choice of assignees; the company's list has everybody.

    A list that is asked for either by ``filters[active]`` gives what was asked for. Source: reference (there are lists of the
    inactive beside them); that the plain lists of a project leave them out is assumed.
    """
    if context.operation.rule != "list" or context.project_id is None:
        return
    if not any("active" in name for name in context.inputs.query):
        selection.conditions.append(Condition("is_active", "unless", 1))


@action("PATCH users/{}/invite")
def invite(context: Context) -> dict[str, Any]:
    """Sends the welcome e-mail: ``welcome_email_sent_at`` says when, of the last one. Source: reference."""
    context.change(context.record("users"), {"welcome_email_sent_at": context.now()})
    return {}


@after("users", "update")
def leave_groups(context: Context, person: Stored) -> None:
    """Who is deactivated leaves the distribution groups of all projects. Source: assumed."""
    if person.body.get("is_active") is False:
        leave_distribution(context, person.id, None)


@before("vendors", "create")
def activate(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A new company in the directory is active."""
    if values.get("is_active") is None:
        values["is_active"] = True


@before("projects", "create")
def begin_project(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A new project is active, in a time zone, in the default stage."""
    if values.get("active") is None:
        values["active"] = True
    values.setdefault("time_zone", "US/Pacific")


@after("projects", "create")
def begin_membership(context: Context, project: Stored) -> None:
    """Whoever makes a project sees it: a person as its member, a service account by its permitted projects. Source: assumed."""
    if context.access is None or context.access.projects is None:
        return
    app = installation(context.records, context.client_id, project.company_id or 0)
    if app is not None and isinstance(app.body.get("permitted_project_ids"), list) and app.body.get("manifest"):
        context.change(app, {"permitted_project_ids": sorted({*app.body["permitted_project_ids"], project.id})})
    elif context.user_id is not None:
        context.records.add_member("users", project.id, context.user_id)


@computed("vendors", "project_ids")
@computed("users", "project_ids")
def project_ids(party: Stored, context: Context) -> list[int]:
    """The projects that a company or person of the directory takes part in."""
    return context.records.projects_of(party.kind, party.id)


@computed("vendors", "projects_count")
def projects_count(vendor: Stored, context: Context) -> int:
    """How many projects a company takes part in."""
    return len(context.records.projects_of(vendor.kind, vendor.id))


@computed("projects", "display_name")
def display_name(project: Stored, context: Context) -> str:
    """``1234 - Sandbox Test Project``."""
    number, name = project.body.get("project_number"), project.body.get("name")
    return f"{number} - {name}" if number else str(name)


@narrow("projects")
def by_status(context: Context, selection: Selection) -> None:
    """``filters[by_status]``: Active, Inactive or All."""
    state = str(context.inputs.query.get("filters[by_status]") or "").lower()
    if state in ("active", "inactive"):
        selection.conditions.append(Condition("active", "eq", 1 if state == "active" else 0))


@action("POST users/{}/actions/add", "POST vendors/{}/actions/add")
def join(context: Context) -> Stored:
    """Lets a person or company of the directory take part in the project."""
    kind = context.operation.path.split("/")[5]
    scope, context.project_id = context.project_id, None
    record = context.record(kind)
    context.project_id = scope
    let_in(context, kind, record.id)
    if kind == "users" and context.attributes.get("permission_template_id") is not None:
        assign(context, record.id, context.attributes["permission_template_id"])
    return record


@action("DELETE users/{}/actions/remove", "DELETE vendors/{}/actions/remove")
def leave(context: Context) -> Any:
    """Takes them out of the project; they stay in the directory."""
    kind = context.operation.path.split("/")[5]
    record = context.record(kind)
    take_out(context, kind, record.id)
    return {}
