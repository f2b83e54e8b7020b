"""Where webhooks may go: to this machine, and to what the operator names. See decisions, Destinations of webhooks."""

import ipaddress
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

ANYWHERE = "*"
PORTS = {"http": 80, "https": 443}


class Destination(NamedTuple):
    """A host, and one port of it or any (None)."""

    host: str
    port: int | None

    @property
    def is_loopback(self) -> bool:
        """Whether it is this machine, whatever a name server says: by its address, or as ``localhost``."""
        try:
            return self.host == "localhost" or ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def admits(self, other: "Destination") -> bool:
        """Whether naming this one allows another; the loopback has several addresses and is one machine."""
        same = self.host == other.host or (self.is_loopback and other.is_loopback)
        return same and self.port in (None, other.port)


class Destinations:
    """The destinations that are allowed. Where a loopback destination is named, the other ports of the loopback are not."""

    def __init__(self, names: Iterable[str]) -> None:
        entries = [name.strip().lower() for name in names if name.strip()]
        self._anywhere = ANYWHERE in entries
        self._named = [_destination(f"//{entry}") for entry in entries if entry != ANYWHERE]
        self._loopback_named = any(destination.is_loopback for destination in self._named)

    def allow(self, scheme: str, host: str, port: int | None) -> bool:
        """Whether something may be sent there; without a port to that of the scheme."""
        if scheme not in PORTS or not host:
            return False
        destination = Destination(host.lower(), port or PORTS[scheme])
        if self._anywhere or any(named.admits(destination) for named in self._named):
            return True
        return destination.is_loopback and not self._loopback_named


def _destination(text: str) -> Destination:
    try:
        parts = urlsplit(text)
        return Destination(parts.hostname or "", parts.port)
    except ValueError:
        # An address of IPv6 without brackets has colons and no port.
        return Destination(text[2:], None)
