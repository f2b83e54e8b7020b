"""The door of everything but the API: what a page that somebody visits can neither do nor read."""

import hmac
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mockcore.errors import ControlTokenMissing, CrossOrigin, MockError
from mockcore.reference import error_body
from mockcore.setting_sources import variable
from mockcore.settings import Settings, names_in
from mockcore.web import cors, token_endpoints
from mockcore.web.protocol import ARRIVED_HOST
from mockcore.web.request_body import body_of
from mockcore.web.trusted_hosts import TrustedHosts
from mockcore.webhooks.outbound_client import DELIVERY

CONTROL = "/_mockcore/"
# Asked by what watches over containers, which has no secrets.
HEALTH = "/_mockcore/health"
# Pages that are the same on every server. A browser that is sent there has no secrets either.
DOCS = "/_mockcore/docs"
# What clients are sent to by answers of the API, as to Procore's storage: anybody who has the address.
STORAGE = ("/_mockcore/storage/", "/_mockcore/files/")
# Says that a call was made in this process: by no browser, whatever host it names.
IN_PROCESS = "mockcore.in_process"
HARMLESS = frozenset({"GET", "HEAD", "OPTIONS"})
BODY = frozenset({"content-length", "transfer-encoding"})
Headers = Mapping[str, str]
Lines = tuple[tuple[str, str], ...]

_OWN_PAGES: Lines = (
    ("x-content-type-options", "nosniff"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
)
_POLICY = ("content-security-policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'")


class Area(NamedTuple):
    """What holds for some paths: which origins besides our own are at home there, and what no others may do."""

    origins: frozenset[str]
    reads_checked: bool = True
    writes_checked: bool = True

    def concerns(self, method: str, headers: Headers) -> bool:
        """Whether it matters which page asks."""
        if self.reads_checked:
            return not _is_link(method, headers)
        return self.writes_checked and (method not in HARMLESS or "access-control-request-method" in headers)


class Guard:
    """An ASGI application around another one, which sees only what may pass. Calls of the API do not come here."""

    def __init__(self, application: ASGIApp, settings: Settings) -> None:
        self._application = application
        self._hosts = TrustedHosts(settings)
        self._most_bytes = settings.max_body_bytes
        self._token = settings.control_token
        # Who steers a server is named.
        api, own = cors.allowed_origins(settings), names_in(settings.control_origins) - {cors.ANY}
        self._storage = Area(api, reads_checked=False)
        self._tokens = Area(api, reads_checked=False, writes_checked=False)
        self._own = Area(own)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or refuses it as JSON."""
        headers = {str(name, "latin-1"): str(value, "latin-1") for name, value in scope["headers"]}
        path = _route(scope)
        area = self._area(path)
        lines = cors.reply_headers(area.origins, headers.get("origin", ""))
        guarded = _with_headers(send, (*lines, *_OWN_PAGES) if area.reads_checked else lines, own=area.reads_checked)
        try:
            self._check(area, scope, headers)
            if "access-control-request-method" in headers and scope["method"] == "OPTIONS":
                # The lines for the origin itself are on every answer.
                await _answer(send, 204, b"", cors.preflight_headers(area.origins, headers))
                return
            if path.startswith(CONTROL) and not path.startswith(STORAGE):
                self._check_token(path, headers)
                if not BODY.isdisjoint(headers):
                    receive = _again(await body_of(headers, receive, self._most_bytes), receive)
        except MockError as error:
            await _answer(guarded, error.status, error_body.render(error), tuple(error.headers.items()))
            return
        await self._application(scope, receive, guarded)

    def _area(self, path: str) -> Area:
        if path.startswith(STORAGE):
            return self._storage
        return self._tokens if path.removesuffix("/") in token_endpoints.ENDPOINTS else self._own

    def _check(self, area: Area, scope: Scope, headers: Headers) -> None:
        """Raises: CrossOrigin for a webhook, a host that is not ours, or what a foreign page would change."""
        if DELIVERY in headers:
            # Whoever makes a hook chooses where it leads and most of its headers.
            raise CrossOrigin("A webhook does nothing here.")
        extensions = scope.get("extensions") or {}
        if IN_PROCESS not in extensions:
            # A page may name the host that a proxy would forward: both have to be ours.
            for host in (extensions.get(ARRIVED_HOST), headers.get("host")):
                if host and host not in self._hosts:
                    raise CrossOrigin(f"{host} is not a name of this server: {variable('trusted_hosts')} may list it.")
        if area.concerns(scope["method"], headers) and _is_foreign(area, headers):
            origin, name = headers.get("origin", "another origin"), "control_origins" if area is self._own else "cors_origins"
            raise CrossOrigin(f"Pages of {origin} may not do this here: {variable(name)} may list it.")

    def _check_token(self, path: str, headers: Headers) -> None:
        """Raises: ControlTokenMissing."""
        if self._token is None or path in (HEALTH, DOCS) or path.startswith(f"{DOCS}/"):
            return
        scheme, _, secret = headers.get("authorization", "").partition(" ")
        # Neither the time that it takes tells how much of a guess is right.
        if scheme.lower() != "bearer" or not hmac.compare_digest(secret.strip().encode("latin-1"), self._token.encode()):
            raise ControlTokenMissing


def _route(scope: Scope) -> str:
    """The path as the site routes it: without the prefix below which it is published, however often a client writes that."""
    root, path = str(scope.get("root_path") or ""), str(scope["path"])
    return path.removeprefix(root) if path.startswith(f"{root}/") else path


def _is_link(method: str, headers: Headers) -> bool:
    """Whether a call is what a page may do that leads here: shown to whoever follows it, and not to the page."""
    if method not in HARMLESS or "access-control-request-method" in headers:
        return False
    mode, destination = headers.get("sec-fetch-mode", "navigate"), headers.get("sec-fetch-dest", "document")
    return mode == "navigate" and destination == "document"


def _is_foreign(area: Area, headers: Headers) -> bool:
    """Whether a browser says that a page of a stranger asks. Who sends neither header is no browser."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if origin in area.origins or cors.ANY in area.origins:
        return False
    if site in ("cross-site", "same-site"):
        return True
    # Scripts cannot set Sec-Fetch-Site: "same-origin" holds also where a proxy has changed the host.
    return origin is not None and site != "same-origin" and not _is_own(origin, headers.get("host", ""))


def _is_own(origin: str, host: str) -> bool:
    return bool(host) and urlsplit(origin).netloc.lower() == host.lower()


def _with_headers(send: Send, lines: Lines, *, own: bool) -> Send:
    """Sends with these headers too; pages of our own that say nothing else load nothing and are in no frame."""
    raw = [(name.encode(), value.encode("latin-1")) for name, value in lines]
    policy = (_POLICY[0].encode(), _POLICY[1].encode())

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            names = {name.lower() for name, _ in message["headers"]} - {b"vary"}
            more = [line for line in (*raw, *([policy] if own else ())) if line[0] not in names]
            message = {**message, "headers": [*message["headers"], *more]}
        await send(message)

    return sent


def _again(body: bytes, receive: Receive) -> Receive:
    """The request as it came, after its body was read."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def received() -> Message:
        return waiting.pop() if waiting else await receive()

    return received


async def _answer(send: Send, status: int, body: bytes, lines: Lines) -> None:
    own = [(name.lower().encode(), value.encode("latin-1", "replace")) for name, value in lines]
    if body:
        own += [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": own})
    await send({"type": "http.response.body", "body": body})
