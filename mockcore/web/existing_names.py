"""What there is in a server beside the document, for whoever names it: apps, companies, fault rules."""

from collections.abc import Callable, Iterable

from mockcore.engine import Engine
from mockcore.oauth.apps import CREDENTIALS
from mockcore.store.query import Selection

# Of so many companies the close names are looked for.
MOST = 1_000


def _is_company(engine: Engine, value: str) -> bool:
    # More digits than an id of the database has.
    return len(value) < 19 and engine.world.get("companies", int(value)) is not None


def _companies(engine: Engine) -> list[str]:
    return [str(company.id) for company in engine.world.select(Selection("companies", limit=MOST))]


def _rules(engine: Engine) -> list[str]:
    return [*(rule.name for rule in engine.faults.rules), *(["header"] if engine.settings.fault_header else [])]


_HAS: dict[str, Callable[[Engine, str], bool]] = {
    "client_id": lambda engine, value: engine.world.by_key(CREDENTIALS, value) is not None,
    "company_id": _is_company,
    "sandbox": _is_company,
    "fault": lambda engine, value: value in _rules(engine),
}
_CHOICES: dict[str, Callable[[Engine], Iterable[str]]] = {
    "client_id": lambda engine: [app.client_id for app in engine.apps.all()],
    "company_id": _companies,
    "sandbox": _companies,
    "fault": _rules,
}


class ExistingNames:
    """Those of one server, as they are now, by the criterion of a claim that names them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def has(self, criterion: str, value: str) -> bool:
        """Whether there is one of that name; ids of companies are digits."""
        return _HAS[criterion](self._engine, value)

    def choices(self, criterion: str) -> Iterable[str]:
        """The names that there are."""
        return _CHOICES[criterion](self._engine)
