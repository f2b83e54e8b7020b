"""One project as those who work there see it: its calendar, its people, and what their records can refer to."""

from datetime import date
from typing import Any

from mockcore.fake import Fake
from mockcore.jobsite.calendar import Calendar, working_day
from mockcore.jobsite.roles import role_of
from mockcore.oauth.access_levels import active
from mockcore.store.query import Selection
from mockcore.store.records import Records, Stored

MOST = 300
# What of the directory takes part in projects.
MEMBERS = frozenset({"users", "vendors"})


class Site:
    """A project at work. ``world_name`` keys all that is drawn."""

    def __init__(self, records: Records, project: Stored, world_name: str) -> None:
        self.records = records
        self.project_id, self.company_id = project.id, project.company_id or 0
        self.city = str(project.body.get("city") or "")
        self.state = str(project.body.get("state_code") or "")
        zone = project.body.get("time_zone")
        self.calendar = Calendar(zone if isinstance(zone, str) else None)
        self.world_name = world_name
        self._choices: dict[str, list[Stored]] = {}

    @property
    def path(self) -> str:
        """The project's path in the API."""
        return f"/rest/v1.0/projects/{self.project_id}"

    @property
    def newer_path(self) -> str:
        """The same below v1.1."""
        return f"/rest/v1.1/projects/{self.project_id}"

    def fake(self, name: str, *key: str | int) -> Fake:
        """The stream of what somebody writes."""
        return Fake(self.world_name, "jobsite", self.project_id, name, *key)

    def choices(self, kind: str) -> list[Stored]:
        """The records that one may refer to: the project's own, else the company's; those of the beginning, up to 300."""
        rows = self._choices.get(kind)
        if rows is None:
            rows = self._choices[kind] = self._read(kind)
        return rows

    def _read(self, kind: str) -> list[Stored]:
        if kind in MEMBERS:
            return self.records.select(Selection(kind, company_id=self.company_id, member_of=self.project_id, limit=MOST))
        own = self.records.select(Selection(kind, company_id=self.company_id, project_id=self.project_id, limit=MOST))
        return own or self.records.select(Selection(kind, company_id=self.company_id, project_id=0, limit=MOST))

    def choose(self, kind: str, fake: Fake) -> int | None:
        """The id of one of the ``choices``, None where there is none."""
        rows = self.choices(kind)
        return fake.random.choice(rows).id if rows else None

    def forget(self) -> None:
        """Looks anew at what there is: with every day."""
        self._choices.clear()


class Day:
    """A local day of a site, the stream of one act on it, and which act of its kind it is, from 0."""

    __slots__ = ("date", "fake", "number", "site")

    def __init__(self, site: Site, day: date, fake: Fake, number: int = 0) -> None:
        self.site, self.date, self.fake, self.number = site, day, fake, number

    def later(self, days: int) -> str:
        """The date of the working day so many working days later."""
        return str(working_day(self.date, days))

    def person(self, role: str) -> int | None:
        """The id of an active person of that role, else of anybody; None where there is nobody."""
        people = [user for user in self.site.choices("users") if active(user)]
        fitting = [user for user in people if role_of(user.body.get("job_title")) == role] or people
        return self.fake.random.choice(fitting).id if fitting else None

    def choose(self, kind: str) -> int | None:
        """As ``Site.choose``, of this act's stream."""
        return self.site.choose(kind, self.fake)

    def present(self, **values: Any) -> dict[str, Any]:
        """The values that there are: what cannot be referred to is left out."""
        return {name: value for name, value in values.items() if value is not None}
