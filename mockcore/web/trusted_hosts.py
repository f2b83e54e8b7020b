"""The names by which this server is reached, so that no stranger's name that leads here (DNS rebinding) passes for one."""

import ipaddress
import re

from mockcore.settings import Settings, names_in

# Source: documented (development environments, federal zone); app observed in js-sdk 2.
PROCORE_HOSTS = (
    "api.procore.com",
    "app.procore.com",
    "login.procore.com",
    "sandbox.procore.com",
    "login-sandbox.procore.com",
    "api-monthly.procore.com",
    "api-sandbox-monthly.procore.com",
    "login-sandbox-monthly.procore.com",
    "api.procoregov.com",
    "login.procoregov.com",
)
# Nobody can register a name below these, nor one without a dot.
_RESERVED = (".localhost", ".local", ".internal")
_LABEL = re.compile(r"[a-z0-9_-]+")
_AUTHORITY = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::[0-9]{1,5})?")


class TrustedHosts:
    """The host names that a page may show in a browser's address bar while it is ours."""

    def __init__(self, settings: Settings) -> None:
        listed = {name.lower() for name in names_in(settings.trusted_hosts)}
        self._names = frozenset({*PROCORE_HOSTS, settings.host.lower(), *listed})
        self._endings = (*_RESERVED, *(name[1:] for name in listed if name.startswith("*.")))

    def __contains__(self, authority: str) -> bool:
        """Whether a ``Host`` header, with or without a port, names this server."""
        match = _AUTHORITY.fullmatch(authority.lower())
        if match is None:
            return False
        name = match[1]
        if _LABEL.fullmatch(name) or _is_address(name.strip("[]")):
            return True
        name = name.removesuffix(".")
        return name in self._names or name.endswith(self._endings)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
