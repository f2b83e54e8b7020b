"""Who acts: the people of a project by their roles, and by what their permissions let them do."""

from mockcore.errors import MockError
from mockcore.jobsite.chance import whole
from mockcore.jobsite.roles import role_of
from mockcore.jobsite.site import Site
from mockcore.oauth.access_levels import Access, Accesses, active
from mockcore.oauth.apps import INSTALLATIONS, connected
from mockcore.store.query import Selection
from mockcore.store.records import Records

# People sign in by the app for people; where a company has another one alone, that.
PREFERRED = ("mockcore-web", "mockcore-dmsa")


class Actors:
    """The people of a world, remembered until the directory changes."""

    def __init__(self, records: Records) -> None:
        self._records = records
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

    def chosen(self, site: Site, tool: str, level: int, role: str, people: tuple[int, ...], *key: str | int) -> int | None:
        """Who makes a call: the first of those who ought to, else somebody of the role, else anybody; None: nobody may."""
        by_role = self.people(site)
        present = [number for number in people if number in by_role[""]]
        for group in (present, self._shuffled(by_role.get(role, []), *key), self._shuffled(by_role[""], *key)):
            for number in group:
                if self._may(site, number, tool, level):
                    return number
        return None

    @staticmethod
    def _shuffled(group: list[int], *key: str | int) -> list[int]:
        first = whole(0, len(group) - 1, *key) if group else 0
        return group[first:] + group[:first]

    def _may(self, site: Site, number: int, tool: str, level: int) -> bool:
        access = self._access(site, number)
        return access is not None and tool not in access.disabled and access.level(tool, True) >= level

    def _access(self, site: Site, number: int) -> Access | None:
        client_id = self.app(site.company_id)
        if client_id is None:
            return None
        try:
            return self._accesses.of(client_id, number, site.company_id, site.project_id)
        except MockError:
            return None
