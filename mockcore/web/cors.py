"""Which pages of a browser may read the answers: one form for the API and for everything behind it."""

from collections.abc import Iterable, Mapping

from mockcore.settings import Settings, names_in

EXPOSED = (
    "X-Rate-Limit-Limit, X-Rate-Limit-Remaining, X-Rate-Limit-Reset, Retry-After, Link, Total, Per-Page, X-Request-Id, "
    "Deprecation, Sunset, Allow, Mockcore-Contract"
)
ANY = "*"
_ALLOWED = "access-control-allow-origin"
_EXPOSING = ("access-control-expose-headers", EXPOSED)


def allowed_origins(settings: Settings) -> frozenset[str]:
    """The origins that the operator allows; ``*`` among them: any."""
    return names_in(settings.cors_origins)


def reply_headers(origins: Iterable[str], origin: str) -> tuple[tuple[str, str], ...]:
    """The headers by which a browser lets a page of that origin read an answer."""
    if ANY in origins:
        return ((_ALLOWED, ANY), _EXPOSING)
    if origin in origins:
        return ((_ALLOWED, origin), ("vary", "Origin"), _EXPOSING)
    return ()


def preflight_headers(origins: Iterable[str], headers: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What a browser is told that asks first whether a page may call; nothing for a page that may not."""
    allowed = reply_headers(origins, headers.get("origin", ""))
    names = headers.get("access-control-request-headers", ANY)
    method = headers.get("access-control-request-method", ANY)
    return (*allowed, ("access-control-allow-methods", method), ("access-control-allow-headers", names)) if allowed else ()
