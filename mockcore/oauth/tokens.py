"""Access tokens, refresh tokens and codes: issued, looked up, revoked. Lifetimes run on the clock."""

import secrets
from dataclasses import dataclass

from mockcore.clock import Clock
from mockcore.store.database import Database
from mockcore.store.wanted import GRANT_COLUMNS

ACCESS_SECONDS = 5_400
CODE_SECONDS = 600


@dataclass(slots=True)
class Grant:
    """A token or code. ``created_at`` and ``expires_at`` are Unix seconds; 0 means that it does not expire by time."""

    token: str
    purpose: str
    client_id: str
    user_id: int | None
    created_at: int
    expires_at: int
    pair: str
    redirect_uri: str = ""

    def live(self, now: int) -> bool:
        """Whether it has not expired."""
        return not self.expires_at or now < self.expires_at


class Tokens:
    """The issued tokens, kept in the database; those in use are remembered."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database = database
        self.clock = clock
        self._known: dict[str, Grant] = {}

    def issue(
        self, purpose: str, client_id: str, user_id: int | None, seconds: int, pair: str = "", redirect_uri: str = ""
    ) -> Grant:
        """A new token: 64 hexadecimal digits. ``pair`` joins those that are revoked together."""
        now = self.clock.epoch()
        token = secrets.token_hex(32)
        grant = Grant(token, purpose, client_id, user_id, now, now + seconds if seconds else 0, pair or token, redirect_uri)
        values = {name: getattr(grant, name) for name in GRANT_COLUMNS}
        self.database.run("insert_token", values)
        return grant

    def access(self, token: str) -> Grant | None:
        """The live access token, or None."""
        known = self._known.get(token)
        if known is None:
            known = self.find(token)
            if known is None or known.purpose != "access":
                return None
            if len(self._known) > 10_000:
                self._known.clear()
            self._known[token] = known
        return known if known.live(self.clock.epoch()) else None

    def find(self, token: str) -> Grant | None:
        """Any token or code as issued."""
        row = self.database.one("find_token", {"token_": token})
        return Grant(*row) if row else None

    def revoke(self, grant: Grant) -> None:
        """Kills the token and all that were issued with it."""
        self.database.run("revoke", {"pair_": grant.pair})
        self.forget()

    def discard(self, grant: Grant) -> None:
        """Kills one token only."""
        self.database.run("discard", {"token_": grant.token})
        self._known.pop(grant.token, None)

    def forget(self) -> None:
        """Drops what is remembered, after a revocation or a reset."""
        self._known.clear()
