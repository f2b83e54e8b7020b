"""What a caller may do in a company and its projects: the levels of each tool. Source: documented, user permissions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mockcore.errors import Forbidden, NotFound
from mockcore.oauth.apps import INSTALLATIONS, installation, user_of
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Records, Stored

NONE, READ_ONLY, STANDARD, ADMIN = 1, 2, 3, 4
LEVELS = {NONE: "None", READ_ONLY: "Read Only", STANDARD: "Standard", ADMIN: "Admin"}
EVERY_TOOL = "*"
DIRECTORY = "directory"
USERS, PROJECTS, TEMPLATES = "users", "projects", "permission_templates"
ASSIGNMENTS, TOOLS = "permission_template_assignments", "tools"
_BY_NAME = {name.casefold().replace(" ", "_"): number for number, name in LEVELS.items()}


def level_named(value: Any) -> int | None:
    """A level by number (1 to 4) or name, also inside the object that the API shows; None for what is neither."""
    if isinstance(value, Mapping):
        value = value.get("id") or value.get("name")
    if isinstance(value, int) and value in LEVELS:
        return value
    return _BY_NAME.get(str(value).strip().casefold().replace(" ", "_"))


def level_of(value: Any) -> int:
    """A known level; the level None for what is none."""
    return level_named(value) or NONE


def levels_of(levels: Any) -> dict[str, int]:
    """Levels by tool from what a template or manifest says; ``*`` stands for every other tool."""
    return {str(tool): level_of(value) for tool, value in levels.items()} if isinstance(levels, Mapping) else {}


@dataclass(slots=True)
class Access:
    """One caller in one company, and in one of its projects when one is asked about.

    ``projects`` None means every project of the company, else the ids of those that the caller sees.
    """

    user_id: int | None
    company: Mapping[str, int] = field(default_factory=dict)
    project: Mapping[str, int] = field(default_factory=dict)
    projects: frozenset[int] | None = None
    disabled: frozenset[str] = frozenset()

    def level(self, tool: str, in_project: bool) -> int:
        """The caller's level of a tool, in the company or in the project."""
        levels = self.project if in_project else self.company
        level = levels.get(tool)
        return levels.get(EVERY_TOOL, NONE) if level is None else level


@dataclass(frozen=True, slots=True)
class Permit:
    """What the permissions gate has found: the caller's level, and what changing others' records and deleting take."""

    level: int
    others: int = ADMIN
    removal: int = ADMIN


ALLOWED = Permit(ADMIN)


def user_in(records: Records, user_id: int, company_id: int) -> Stored | None:
    """A person's active user of a company: their own, or the one of the same login."""
    user = records.get(USERS, user_id)
    if user is not None and user.company_id != company_id:
        selection = Selection(USERS, company_id=company_id, conditions=[Condition("login", "eq", user.body.get("login"))])
        user = records.first(selection)
    return user if user is not None and active(user) else None


def assignment(records: Records, project_id: int | None, user_id: int) -> Stored | None:
    """The permission template that a user was given in a project."""
    return records.first(Selection(ASSIGNMENTS, project_id=project_id, conditions=[Condition("user_id", "eq", user_id)]))


def active(user: Stored) -> bool:
    """Whether a user may sign in."""
    return user.deleted_at is None and user.body.get("is_active") is not False


class Accesses:
    """The accesses of a world, remembered until anything that decides about them is written."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._cache: dict[tuple[str, int | None, int, int | None], Access] = {}
        records.remembered(self._cache.clear, INSTALLATIONS, USERS, PROJECTS, TEMPLATES, ASSIGNMENTS, TOOLS)

    def of(self, client_id: str, user_id: int | None, company_id: int, project_id: int | None) -> Access:
        """What an app (``user_id`` None: its service account) or a person may do there.

        Raises: Forbidden when the app is not connected, the person is no active user of the company, or the project is
        not permitted to the app; NotFound for a project that the person does not belong to.
        """
        key = (client_id, user_id, company_id, project_id)
        access = self._cache.get(key)
        if access is None:
            if len(self._cache) > 10_000:
                self._cache.clear()
            access = self._cache[key] = self._access(*key)
        return access

    def _access(self, client_id: str, user_id: int | None, company_id: int, project_id: int | None) -> Access:
        installed = installation(self._records, client_id, company_id)
        if installed is None:
            raise Forbidden("App is not connected to this company.")
        manifest = installed.body.get("manifest")
        person = user_id if user_id is not None else user_of(installed) if manifest is None else None
        access = self._app(installed, manifest or {}) if person is None else self._person(person, company_id, project_id)
        if project_id is not None:
            if access.projects is not None and project_id not in access.projects:
                raise NotFound() if person is not None else Forbidden("You do not have access to this project.")
            access.disabled = self._disabled(project_id)
        return access

    def _app(self, installed: Stored, manifest: Mapping[str, Any]) -> Access:
        """A managed service account: its manifest's levels, in the projects that whoever installed it permitted."""
        permitted = installed.body.get("permitted_project_ids")
        return Access(
            user_of(installed),
            levels_of(manifest.get("company_permissions")),
            levels_of(manifest.get("project_permissions")),
            frozenset(permitted) if isinstance(permitted, list) else None,
        )

    def _person(self, user_id: int, company_id: int, project_id: int | None) -> Access:
        user = user_in(self._records, user_id, company_id)
        if user is None:
            raise Forbidden("You do not have access to this company.")
        company = self._template(user.body.get("company_permission_template_id"), company_id)
        if Access(None, company).level(DIRECTORY, False) == ADMIN:
            # Whoever administers the directory could give themselves anything else.
            everything = {EVERY_TOOL: ADMIN}
            return Access(user.id, everything, everything)
        inside = frozenset(self._records.projects_of(USERS, user.id))
        return Access(user.id, company, self._in_project(user, company_id, project_id), inside)

    def _in_project(self, user: Stored, company_id: int, project_id: int | None) -> dict[str, int]:
        if project_id is None:
            return {}
        record = assignment(self._records, project_id, user.id)
        template_id = record.body.get("permission_template_id") if record else None
        return self._template(template_id or user.body.get("default_permission_template_id"), company_id)

    def _template(self, identifier: Any, company_id: int) -> dict[str, int]:
        template = self._records.get(TEMPLATES, identifier) if isinstance(identifier, int) else None
        if template is None or template.deleted_at is not None or template.company_id != company_id:
            return {}
        return levels_of(template.body.get("user_access_levels"))

    def _disabled(self, project_id: int) -> frozenset[str]:
        bodies = (tool.body for tool in self._records.select(Selection(TOOLS, project_id=project_id, limit=1000)))
        return frozenset(str(body.get("engine_name")) for body in bodies if body.get("is_active") is False)
