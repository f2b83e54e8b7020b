"""What the lifecycle says to apps: those that are too new for what is deprecated, and those of a kind whose time is over.

Source: documented, REST API lifecycle, traditional service accounts.
"""

from datetime import datetime

from mockcore.clock import instant
from mockcore.errors import Forbidden, InvalidToken, Unprocessable
from mockcore.gates.admission import Admission
from mockcore.gates.lifecycle import day, use
from mockcore.grants import SERVICE_ACCOUNT
from mockcore.oauth.apps import App
from mockcore.oauth.errors import OAuthError
from mockcore.reference.lifecycle import SUNSET, Row
from mockcore.reference.timeline import Notice, Timeline


def admit(context: Admission) -> None:
    """Lets an app call what is open to it.

    Raises: InvalidToken for the token of a traditional service account after their sunset; Forbidden for an app that was
    registered after the deprecation of the operation.
    """
    if context.grant.service:
        notice = context.services.timeline.grant(SERVICE_ACCOUNT)
        if notice is not None and notice.row is not None and _over(notice):
            raise InvalidToken(service_account_ended(notice.row))
    announced = context.notice
    if announced is None or announced.row is None or announced.closed is None:
        return
    app = context.services.apps.named(context.client_id)
    if app is not None and _closed_to(announced, instant(app.created_at)):
        since = day(announced.closed)
        row = announced.row
        raise Forbidden(f"{row.title}: deprecated, and closed to apps registered since {since}.{use(row.successor)}")


def granted(timeline: Timeline, app: App, grant_type: str) -> list[Notice]:
    """What has been announced for a token request. Raises: OAuthError when its time is over, or was for apps so new."""
    service = app.kind == SERVICE_ACCOUNT
    names = (SERVICE_ACCOUNT, grant_type) if service else (grant_type,)
    notices = [notice for name in names if (notice := timeline.grant(name)) is not None and notice.row is not None]
    for notice in notices:
        row = notice.row
        assert row is not None
        if _over(notice):
            if service:
                raise OAuthError("invalid_client", service_account_ended(row), 401)
            raise OAuthError("unsupported_grant_type", f"{row.title}: its time is over.{use(row.successor)}")
        if notice.closed is not None and _closed_to(notice, instant(app.created_at)):
            raise OAuthError("unauthorized_client", f"{row.title}: closed to apps registered since {day(notice.closed)}.")
    return notices


def note(timeline: Timeline, app: App) -> str:
    """What the operator should know of an app: that its time is over."""
    notice = timeline.grant(app.kind)
    over = notice is not None and notice.phase == SUNSET
    return ", sunset: works on an earlier clock only" if over else ""


def may_register(timeline: Timeline, kind: str, registered_at: datetime) -> None:
    """Raises: Unprocessable for a kind of app that nobody can register any more."""
    notice = timeline.grant(kind)
    if notice is not None and notice.row is not None and notice.closed is not None and _closed_to(notice, registered_at):
        since = day(notice.closed)
        message = f"No service account can be made since {since}: use a Developer Managed Service Account (DMSA)."
        raise Unprocessable(fields={"kind": [message]})


def service_account_ended(row: Row) -> str:
    """What the holder of a traditional service account is told after the sunset."""
    ended = f"were sunset on {day(row.dates[SUNSET])}" if SUNSET in row.dates else "are being sunset"
    return f"Traditional service accounts {ended}: use a Developer Managed Service Account (DMSA) instead."


def _over(notice: Notice) -> bool:
    return notice.phase == SUNSET or bool(notice.out_until)


def _closed_to(notice: Notice, registered_at: datetime) -> bool:
    return notice.closed is not None and registered_at.timestamp() >= notice.closed
