"""Access and refresh tokens: issued, recognised, rotated, revoked. Lifetimes run on the clock.

Access tokens are signed and not stored: a worker verifies each once and remembers it. The key lies in the database, so
that workers which share a file accept each other's tokens; a reset renews it, which ends every token of the world before.
"""

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mockcore.clock import Clock
from mockcore.store.facts import fact
from mockcore.store.storage import Row, Storage

if TYPE_CHECKING:
    from mockcore.oauth.keys import Key

ACCESS_SECONDS = 5_400
REMEMBERED = 10_000
_KEY = "signing_key"


@dataclass(frozen=True, slots=True)
class Grant:
    """An access token. Times are Unix seconds; ``expires_at`` 0: it does not expire. ``pair`` names it where it is revoked."""

    token: str = field(repr=False)
    client_id: str
    user_id: int | None
    created_at: int
    expires_at: int
    pair: str
    service: bool = False

    def seconds_left(self, now: int) -> int:
        """The rest of its life, never negative nor longer than all of it, wherever the clock was set."""
        return max(0, min(self.expires_at - now, self.expires_at - self.created_at))


class Tokens:
    """The tokens of one world."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self.storage = storage
        self.clock = clock
        self._cache: dict[str, Grant] = {}
        self._key: Key | None = None
        self._seen = -1
        self._state: list[Row] = []

    def issue(self, client_id: str, user_id: int | None, seconds: int = ACCESS_SECONDS, *, service: bool = False) -> Grant:
        """A new access token; 0 seconds: it does not expire. ``service``: of a traditional service account."""
        now = self.clock.epoch()
        pair = secrets.token_hex(16)
        claims: dict[str, Any] = {"aid": client_id, "sub": str(user_id or client_id), "uid": user_id, "iat": now, "jti": pair}
        if service:
            claims["svc"] = True
        if seconds:
            claims["exp"] = now + seconds
        token = self._signing_key().signed(claims)
        return self._remember(_grant(token, claims))

    def begin(self, client_id: str, user_id: int | None, code: str) -> tuple[Grant, str]:
        """An access token and its refresh token, 64 hexadecimal digits. The caller holds the transaction."""
        access = self.issue(client_id, user_id)
        refresh = secrets.token_hex(32)
        values = {"token": refresh, "client_id": client_id, "user_id": user_id, "pair": access.pair, "code": code}
        self.storage.write("insert_refresh", values)
        return access, refresh

    def rotate(self, refresh: str, client_id: str) -> tuple[Grant, str] | None:
        """A new pair for a refresh token, which dies with its access token; None when it is not good (any more)."""
        with self.storage.transaction(write=True):
            rows = self.storage.read("find_refresh", {"token_": refresh})
            if not rows or rows[0][1] != client_id:
                return None
            _, _, user_id, pair, code = rows[0]
            self._end(pair)
            return self.begin(client_id, user_id, code)

    def access(self, token: str) -> Grant | None:
        """The live access token, or None."""
        if self.storage.shared:
            self._notice()
        grant = self._cache.get(token) or self._verified(token)
        if grant is None or (grant.expires_at and self.clock.epoch() >= grant.expires_at):
            return None
        return grant

    def client_of(self, token: str) -> str:
        """The client_id of the app that an access token was issued to, live or not; "" for what is none."""
        grant = self._cache.get(token) or self._verified(token)
        return grant.client_id if grant else ""

    def revoke(self, token: str, client_id: str) -> None:
        """Ends an access or refresh token and the other of its pair, where it is the app's own."""
        with self.storage.transaction(write=True):
            rows = self.storage.read("find_refresh", {"token_": token})
            grant = None if rows else self._verified(token)
            owner, pair = (rows[0][1], rows[0][3]) if rows else (grant.client_id, grant.pair) if grant else ("", "")
            if owner == client_id:
                self._end(pair)

    def end_code(self, code: str) -> None:
        """Ends the tokens that came of an authorization code. The caller holds the transaction."""
        for (pair,) in self.storage.read("pairs_of_code", {"code_": code}):
            self._end(pair)

    def forget(self) -> None:
        """Drops what is remembered: after a reset, or what another process has changed."""
        self._cache.clear()
        self._key = None

    def _end(self, pair: str) -> None:
        self.storage.write("take_refresh", {"pair_": pair})
        self.storage.write("revoke", {"pair": pair})
        for token in [token for token, grant in self._cache.items() if grant.pair == pair]:
            del self._cache[token]

    def _notice(self) -> None:
        seen = self.storage.version()
        if seen != self._seen:
            self._seen = seen
            state = self.storage.read("signing_state", {"key_": _KEY})
            if state != self._state:
                self._state = state
                self.forget()

    def _verified(self, token: str) -> Grant | None:
        pem = None if self._key else fact(self.storage, _KEY)
        if pem:
            self._key = _key(pem)
        claims = self._key.claims(token) if self._key else None
        if claims is None or self.storage.read("is_revoked", {"pair_": claims["jti"]}):
            return None
        return self._remember(_grant(token, claims))

    def _signing_key(self) -> "Key":
        if self.storage.shared:
            self._notice()
        if self._key is None:
            pem = fact(self.storage, _KEY)
            if pem is None:
                # Of two workers that begin at once, both go on with the key that was kept first.
                self.storage.write("keep_fact", {"name": _KEY, "value": _generated()})
                pem = fact(self.storage, _KEY)
            self._key = _key(str(pem))
        return self._key

    def _remember(self, grant: Grant) -> Grant:
        if len(self._cache) >= REMEMBERED:
            del self._cache[next(iter(self._cache))]
        self._cache[grant.token] = grant
        return grant


def _grant(token: str, claims: dict[str, Any]) -> Grant:
    return Grant(
        token, claims["aid"], claims["uid"], claims["iat"], claims.get("exp", 0), claims["jti"], bool(claims.get("svc"))
    )


def _key(pem: str) -> "Key":
    from mockcore.oauth import keys  # noqa: PLC0415 - PyJWT and cryptography are slow to import: see keys

    return keys.Key(pem)


def _generated() -> str:
    from mockcore.oauth import keys  # noqa: PLC0415 - PyJWT and cryptography are slow to import: see keys

    return keys.generated()
