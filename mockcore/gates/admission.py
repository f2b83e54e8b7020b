"""A call on its way in: what the gates hand on to each other, and what they look things up in."""

from collections.abc import Callable
from dataclasses import dataclass

from mockcore.errors import BadRequest, Unprocessable
from mockcore.gates.fault_strikes import Faults
from mockcore.gates.needs import Need
from mockcore.gates.places import Places
from mockcore.gates.quotas import Limits
from mockcore.oauth.access_levels import Accesses
from mockcore.oauth.apps import Apps
from mockcore.oauth.tokens import Grant, Tokens
from mockcore.reference.timeline import Notice, Timeline
from mockcore.request.context import Context
from mockcore.verbs.answer import Answer

# Who calls before the token is read.
NOBODY = Grant("", "", None, 0, 0, "")


@dataclass(frozen=True, slots=True)
class Services:
    """What the gates of one server ask: tokens, apps, who may do what, announcements, quotas and fault rules."""

    tokens: Tokens
    apps: Apps
    accesses: Accesses
    places: Places
    timeline: Timeline
    limits: Limits
    faults: Faults


@dataclass(frozen=True, slots=True)
class Plan:
    """How an operation is answered: its gates, its rule or action, whether it may write, and the records of its path.

    ``before`` are the gates that need no record, ``within`` those of the turn. ``parents`` are (resources, parameter): the
    record is one of any of those; ``named`` are those that are no parents; ``queried`` the parameters of a query by which a
    write names records; ``announced``: the lifecycle has rows about it.
    """

    answer: Callable[[Context], Answer]
    writes: bool
    parents: list[tuple[tuple[str, ...], str]]
    need: Need
    changed: tuple[str, str] | None = None
    named: tuple[tuple[str, ...], str] | None = None
    queried: tuple[str, ...] = ()
    announced: bool = True
    before: tuple["Gate", ...] = ()
    within: tuple["Gate", ...] = ()


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Admission(Context):
    """The context that rules get later, with what is the business of gates only.

    ``segments`` are the values of the path, ``notice`` what has been announced for the operation, ``grant`` the token;
    ``unreadable`` is why the input cannot be read, which is not said to whoever may not ask; ``act`` gives the answer.
    """

    services: Services
    plan: Plan
    segments: list[str]
    grant: Grant = NOBODY
    act: Callable[[Context], Answer]
    notice: Notice | None = None
    unreadable: BadRequest | Unprocessable | None = None


Gate = Callable[[Admission], None]
