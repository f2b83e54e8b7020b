"""Where an app may be sent back to: one of its registered redirection URIs, and nowhere else."""

import re
from collections.abc import Iterable

_LOOPBACK = re.compile(r"(http://(?:localhost|127\.0\.0\.1|\[::1\]))(?::([0-9]{1,5}))?((?:[/?#].*)?)")
_LAST_PORT = 65_535
_ABSOLUTE = re.compile(r"(?!javascript:|data:)[a-z][a-z0-9+.-]*:[!$-;=?-\[\]_a-z~]+", re.IGNORECASE)


def absolute(uri: str) -> bool:
    """Whether an app may register the URI: absolute and without a fragment. Source: RFC 6749 §3.1.2."""
    return _ABSOLUTE.fullmatch(uri) is not None


def registered(redirect_uri: str, uris: Iterable[str]) -> bool:
    """Whether an app registered the URI, character by character; a loopback host may have any port.

    Source: documented, troubleshooting; RFC 6749 §3.1.2.3; RFC 8252 §7.3.
    """
    own = tuple(uris)
    target = _without_port(redirect_uri)
    return redirect_uri in own or (target is not None and target in (_without_port(uri) for uri in own))


def _without_port(uri: str) -> tuple[str, str] | None:
    match = _LOOPBACK.fullmatch(uri)
    if match is None or int(match[2] or 0) > _LAST_PORT:
        return None
    return match[1], match[3]
