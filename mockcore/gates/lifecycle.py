"""What a deprecation or sunset does to a call: headers while it works, a refusal when it is over.

Source: documented, REST API lifecycle (deprecated operations work, new apps are refused); RFC 9745, RFC 8594, RFC 8288 for
the headers; decisions, Headers of a deprecation; decisions, After a sunset.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import quote

from mockcore.call import Call
from mockcore.clock import instant, stamp
from mockcore.errors import BadRequest, BrownOut, Forbidden, Gone, InvalidToken, UnknownRoute, Unprocessable
from mockcore.oauth.apps import SERVICE_ACCOUNT, App, Apps
from mockcore.oauth.errors import OAuthError
from mockcore.reference.inputs import Inputs
from mockcore.reference.lifecycle import SUNSET, VAPID, Row
from mockcore.reference.timeline import Notice, Timeline
from mockcore.settings import Settings

ANNOUNCEMENTS = "/_mockcore/lifecycle"
_REST = "/rest/v1.0/"


Values = Mapping[str, object]


def pass_on(call: Call, held: Notice, values: Values, settings: Settings) -> None:
    """Notes on the call what its answer has to tell; ``values`` are those of the path.

    Raises: Gone after a sunset (UnknownRoute by a switch), BrownOut while it is in progress.
    """
    if held.row is None:
        return
    call.lifecycle = held.phase
    use = f", use {held.row.successor}" if held.row.successor else ""
    call.findings = [{"code": "deprecated-operation", "detail": f"{held.row.title}{use}"}]
    if held.phase == SUNSET and settings.sunset == "not_found":
        raise UnknownRoute()
    if settings.lifecycle_headers:
        call.reply_headers = [*call.reply_headers, *headers(held, call, values)]
    if held.phase == SUNSET:
        raise Gone(_ended(held.row, call, values))
    if held.out_until:
        raise BrownOut(
            f"{held.row.title}: a brown-out before the sunset.", headers={"Retry-After": str(held.out_until - call.at)}
        )


def registered(held: Notice, apps: Apps, client_id: str) -> None:
    """Raises: Forbidden for an app that was registered after the deprecation. Source: documented, REST API lifecycle."""
    app, row = apps.named(client_id), held.row
    if app is None or row is None or held.closed is None or instant(app.created_at).timestamp() < held.closed:
        return
    raise Forbidden(f"{row.title}: deprecated, and closed to apps registered since {_day(held.closed)}.{_use(row.successor)}")


def in_service(timeline: Timeline) -> None:
    """Raises: InvalidToken for the token of a traditional service account after their sunset."""
    held = timeline.grant(SERVICE_ACCOUNT)
    if held is not None and held.row is not None and (held.phase == SUNSET or held.out_until):
        raise InvalidToken(service_account_ended(held.row))


def granted(timeline: Timeline, app: App, grant_type: str) -> list[Notice]:
    """What has been announced for a token request. Raises: OAuthError when its time is over, or was for apps so new."""
    service = app.kind == SERVICE_ACCOUNT
    names = (SERVICE_ACCOUNT, grant_type) if service else (grant_type,)
    found = [held for name in names if (held := timeline.grant(name)) is not None and held.row is not None]
    for held in found:
        row = held.row
        assert row is not None
        if held.phase == SUNSET or held.out_until:
            if service:
                raise OAuthError("invalid_client", service_account_ended(row), 401)
            raise OAuthError("unsupported_grant_type", f"{row.title}: its time is over.{_use(row.successor)}")
        if held.closed is not None and instant(app.created_at).timestamp() >= held.closed:
            raise OAuthError("unauthorized_client", f"{row.title}: closed to apps registered since {_day(held.closed)}.")
    return found


def note(timeline: Timeline, app: App) -> str:
    """What the operator should know of an app: that its time is over."""
    held = timeline.grant(app.kind)
    over = held is not None and held.phase == SUNSET
    return ", sunset: works on an earlier clock only" if over else ""


def may_register(timeline: Timeline, kind: str, registered_at: datetime) -> None:
    """Raises: Unprocessable for a kind of app that nobody can register any more."""
    held = timeline.grant(kind)
    if held is not None and held.row is not None and held.closed is not None and registered_at.timestamp() >= held.closed:
        message = f"No service account can be made since {_day(held.closed)}: use a Developer Managed Service Account (DMSA)."
        raise Unprocessable(fields={"kind": [message]})


def parameters(call: Call, held: Notice, inputs: Inputs, settings: Settings) -> None:
    """Tells of deprecated parameters that a call uses. Raises: BadRequest for one after its sunset."""
    for part in held.parameters:
        row = part.row
        if row is None or not any(row.parameter in given for given in (inputs.query, inputs.attributes, inputs.context)):
            continue
        call.lifecycle = part.phase
        call.findings = [*call.findings, {"code": "deprecated-parameter", "detail": row.parameter}]
        if settings.lifecycle_headers:
            call.reply_headers = [*call.reply_headers, *headers(part, call, inputs.path)]
        if part.phase == SUNSET:
            raise BadRequest(fields={row.parameter: [f"was sunset on {_day(row.dates[SUNSET])}.{_use(row.successor)}"]})


def headers(held: Notice, call: Call, values: Values) -> list[tuple[str, str]]:
    """``Deprecation``, ``Sunset`` and ``Link`` for what holds."""
    assert held.row is not None
    links = []
    if held.row.successor:
        links.append(f'<{_successor(held.row, call, values)}>; rel="successor-version"')
    links.append(f'<{call.url}{ANNOUNCEMENTS}/{held.row.name}>; rel="deprecation"; type="application/json"')
    return [*held.dates, ("Link", ", ".join(links))]


def service_account_ended(row: Row) -> str:
    """What the holder of a traditional service account is told after the sunset."""
    ended = f"were sunset on {_day(row.dates[SUNSET])}" if SUNSET in row.dates else "are being sunset"
    return f"Traditional service accounts {ended}: use a Developer Managed Service Account (DMSA) instead."


def _ended(row: Row, call: Call, values: Values) -> str:
    target = _successor(row, call, values, whole=False) if row.successor else ""
    return f"{row.title}: sunset on {_day(row.dates[SUNSET])}.{_use(target)}"


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


def _use(successor: str) -> str:
    return f" Use {successor}." if successor else ""


def _day(at: int) -> str:
    return stamp(datetime.fromtimestamp(at, UTC))[:10]
