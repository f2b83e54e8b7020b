"""Which pages of a browser may read the answers: one rule for the API and for everything behind it."""

from collections.abc import Iterable

from mockcore.settings import Settings

EXPOSED = (
    "X-Rate-Limit-Limit, X-Rate-Limit-Remaining, X-Rate-Limit-Reset, Retry-After, Link, Total, Per-Page, X-Request-Id, "
    "Deprecation, Sunset, Allow, Mockcore-Contract"
)
ANY = "*"
_ALLOWED = "access-control-allow-origin"
_EXPOSING = ("access-control-expose-headers", EXPOSED)


def allowed_origins(settings: Settings) -> frozenset[str]:
    """The origins that the operator allows; ``*`` among them: any."""
    return frozenset(origin.strip() for origin in settings.cors_origins.split(",") if origin.strip())


def reply_headers(origins: Iterable[str], origin: str) -> tuple[tuple[str, str], ...]:
    """The headers by which a browser lets a page of that origin read an answer of the API."""
    if ANY in origins:
        return ((_ALLOWED, ANY), _EXPOSING)
    if origin in origins:
        return ((_ALLOWED, origin), ("vary", "Origin"), _EXPOSING)
    return ()
