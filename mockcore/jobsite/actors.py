"""Who acts: the people of a project by their roles, and by what their permissions let them do."""

from mockcore.errors import MockError
from mockcore.jobsite.chance import whole
from mockcore.jobsite.errand import Act, Errand
from mockcore.jobsite.roles import role_of
from mockcore.jobsite.site import Site
from mockcore.oauth.access_levels import ADMIN, Access, Accesses, active
from mockcore.oauth.apps import INSTALLATIONS, connected
from mockcore.reference.catalog import Catalog
from mockcore.reference.references import References
from mockcore.request.private_records import is_open
from mockcore.store.query import Selection
from mockcore.store.records import Records, Stored

# People sign in by the app for people; where a company has another one alone, that.
PREFERRED = ("mockcore-web", "mockcore-dmsa")


class Actors:
    """The people of a world, remembered until the directory changes."""

    def __init__(self, records: Records, catalog: Catalog, references: References) -> None:
        self._records, self._catalog, self._references = records, catalog, references
        self._accesses = Accesses(records)
        self._by_role: dict[int, dict[str, list[int]]] = {}
        self._apps: dict[int, list[str]] = {}
        records.remembered(self.forget, "users", INSTALLATIONS)

    def forget(self) -> None:
        """Looks anew at who there is."""
        self._by_role.clear()
        self._apps.clear()

    def app(self, company_id: int) -> str | None:
        """The client_id by which people of a company sign in, None for a company without an app."""
        return next(iter(self._connected(company_id)), None)

    def service(self, company_id: int) -> str | None:
        """The app that acts for people who may not: the company's data connection, where it has one."""
        return next((uid for uid in self._connected(company_id) if uid.startswith("mockcore-dmsa")), None)

    def _connected(self, company_id: int) -> list[str]:
        if company_id not in self._apps:
            installed = self._records.select(Selection(INSTALLATIONS, company_id=company_id, limit=100))
            uids = [str(record.body.get("app_uid")) for record in installed if connected(record)]
            self._apps[company_id] = sorted(uids, key=lambda uid: (not uid.startswith(PREFERRED[0]), uid))
        return self._apps[company_id]

    def people(self, site: Site) -> dict[str, list[int]]:
        """The ids of the project's active people by role; under "" everybody."""
        by_role = self._by_role.get(site.project_id)
        if by_role is None:
            by_role = self._by_role[site.project_id] = {"": []}
            for user in site.records.select(Selection("users", member_of=site.project_id, limit=1_000)):
                if active(user):
                    by_role[""].append(user.id)
                    by_role.setdefault(role_of(user.body.get("job_title")), []).append(user.id)
        return by_role

    def chosen(self, act: Act, errand: Errand) -> int | None:
        """Who makes a call: the first of those who ought to, else somebody of the role, else anybody; None: nobody may."""
        site, key = act.site, (act.site.world_name, act.name, act.moment)
        by_role = self.people(site)
        present = [number for number in errand.people if number in by_role[""]]
        for group in (present, self._shuffled(by_role.get(errand.role, []), *key), self._shuffled(by_role[""], *key)):
            for number in group:
                if self._may(act, number, errand.level):
                    return number
        return None

    @staticmethod
    def _shuffled(group: list[int], *key: str | int) -> list[int]:
        first = whole(0, len(group) - 1, *key) if group else 0
        return group[first:] + group[:first]

    def _may(self, act: Act, number: int, level: int) -> bool:
        access = self._access(act.site, number)
        if access is None or act.tool in access.disabled or access.level(act.tool, True) < level:
            return False
        return act.about is None or self._sees(act.about, number, access)

    def _sees(self, record: Stored, number: int, access: Access) -> bool:
        """Whether a person sees a record and the one above it."""
        kind = self._catalog.kind(record.kind)
        above = self._records.get(kind.parent, record.parent_id) if kind.parent and record.parent_id else None
        if above is not None and not self._sees(above, number, access):
            return False
        return access.level(kind.slug, True) >= ADMIN or is_open(self._records, record, kind, self._references, number)

    def _access(self, site: Site, number: int) -> Access | None:
        client_id = self.app(site.company_id)
        if client_id is None:
            return None
        try:
            return self._accesses.of(client_id, number, site.company_id, site.project_id)
        except MockError:
            return None
