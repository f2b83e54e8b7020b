"""What a deprecation or sunset does to a call: headers while it works, a refusal when it is over.

Source: documented, REST API lifecycle (deprecated operations work, new apps are refused); RFC 9745, RFC 8594, RFC 8288 for
the headers; decisions, Headers of a deprecation; decisions, After a sunset.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import quote

from mockcore.call import Call
from mockcore.clock import stamp
from mockcore.errors import BrownOut, Gone, UnknownRoute
from mockcore.gates.admission import Admission
from mockcore.reference.lifecycle import SUNSET, VAPID, Row
from mockcore.reference.timeline import Notice
from mockcore.settings import Settings

ANNOUNCEMENTS = "/_mockcore/lifecycle"
_REST = "/rest/v1.0/"

Values = Mapping[str, object]


def announce(context: Admission) -> None:
    """Finds what has been announced for the operation, and what its answer has to say of it. Raises: as ``pass_on``."""
    call, operation = context.call, context.operation
    context.notice = notice = context.services.timeline.notice(operation, call.path, call.at)
    if notice is not None:
        pass_on(call, notice, dict(zip(operation.path_names, context.segments, strict=True)), context.settings)


def pass_on(call: Call, notice: Notice, values: Values, settings: Settings) -> None:
    """Notes on the call what its answer has to tell; ``values`` are those of the path.

    Raises: Gone after a sunset (UnknownRoute by a switch), BrownOut while it is in progress.
    """
    row = notice.row
    if row is None:
        return
    call.lifecycle = notice.phase
    use = f", use {row.successor}" if row.successor else ""
    call.findings = [{"code": "deprecated-operation", "detail": f"{row.title}{use}"}]
    if notice.phase == SUNSET and settings.sunset == "not_found":
        raise UnknownRoute()
    if settings.lifecycle_headers:
        call.reply_headers = [*call.reply_headers, *headers(notice, call, values)]
    if notice.phase == SUNSET:
        raise Gone(_ended(row, call, values))
    if notice.out_until:
        seconds = str(notice.out_until - call.at)
        raise BrownOut(f"{row.title}: a brown-out before the sunset.", headers={"Retry-After": seconds})


def headers(notice: Notice, call: Call, values: Values) -> list[tuple[str, str]]:
    """``Deprecation``, ``Sunset`` and ``Link`` for an announcement in force."""
    assert notice.row is not None
    links = []
    if notice.row.successor:
        links.append(f'<{_successor(notice.row, call, values)}>; rel="successor-version"')
    links.append(f'<{call.url}{ANNOUNCEMENTS}/{notice.row.name}>; rel="deprecation"; type="application/json"')
    return [*notice.dates, ("Link", ", ".join(links))]


def _ended(row: Row, call: Call, values: Values) -> str:
    target = _successor(row, call, values, whole=False) if row.successor else ""
    return f"{row.title}: sunset on {day(row.dates[SUNSET])}.{use(target)}"


def _successor(row: Row, call: Call, values: Values, *, whole: bool = True) -> str:
    """The address that replaces the call's: its own one below /rest for /vapid, else the row's, with the path's ids."""
    target = row.successor.partition(" ")[2] or row.successor
    if "://" in target:
        return target
    base = call.url if whole else ""
    if row.namespace and call.path.startswith(VAPID):
        query = f"?{call.query}" if call.query and whole else ""
        return f"{base}{_REST}{call.path.removeprefix(VAPID)}{query}"
    for name, value in values.items():
        target = target.replace(f"{{{name}}}", quote(str(value), safe=""))
    return base + quote(target, safe="/?=&%") if whole else target


def use(successor: str) -> str:
    """The sentence that names a successor, where there is one."""
    return f" Use {successor}." if successor else ""


def day(at: int) -> str:
    """The date of a time in seconds since 1970."""
    return stamp(datetime.fromtimestamp(at, UTC))[:10]
