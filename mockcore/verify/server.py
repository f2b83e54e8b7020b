"""A server that is asked: Procore's sandbox with somebody's token, or a mockcore."""

import ssl
import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

import httpx

from mockcore.errors import OperatorError
from mockcore.settings import load_here
from mockcore.token_request import access_token
from mockcore.verify.exchange import Answer, read

TIMEOUT_SECONDS = 30
# A spike passes within seconds and is waited for; an hour's quota is not.
PATIENCE_SECONDS = 60
SPIKE_SECONDS = 10


class QuotaSpent(Exception):
    """The server answered 429: nothing more is asked."""


class Server:
    """Asks with one token. Without one it asks a mockcore for the token of its default app, with the first request."""

    def __init__(self, url: str, token: str | None = None, pause: Callable[[float], object] = time.sleep) -> None:
        self.url = url.rstrip("/")
        self._token, self._pause = token, pause
        headers = {"Accept": "application/json"}
        self._http = httpx.Client(base_url=self.url, headers=headers, timeout=TIMEOUT_SECONDS, verify=_trust(self.url))

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._http.close()

    def ask(self, method: str, path: str, query: str = "", company: str | None = None, body: Any = None) -> Answer:
        """The answer to one request, after a pause where that is asked. Raises: QuotaSpent, OperatorError for no answer."""
        self._token = self._token or access_token(self.url)
        headers = {"Authorization": f"Bearer {self._token}", **({"Procore-Company-Id": company} if company else {})}
        address = f"{path}?{query}" if query else path
        response = self._send(method, address, headers=headers, json=body)
        if response.status_code == 429:
            after = response.headers.get("retry-after", "")
            seconds = int(after) if after.isdigit() else SPIKE_SECONDS
            if seconds > PATIENCE_SECONDS:
                raise QuotaSpent
            self._pause(seconds)
            response = self._send(method, address, headers=headers, json=body)
        if response.status_code == 429:
            raise QuotaSpent
        return answer_of(response.status_code, response.headers, response.content)

    def journal(self) -> list[Mapping[str, Any]]:
        """What a mockcore has recorded. Raises: OperatorError for a server that keeps no journal."""
        token = load_here().control_token
        control = {"Authorization": f"Bearer {token}"} if token else {}
        response = self._send("GET", "/_mockcore/requests?limit=100000", headers=control)
        if response.is_error:
            raise OperatorError(f"{self.url} has no journal ({response.status_code}): name a running mockcore, or a HAR file.")
        rows: list[Mapping[str, Any]] = response.json()
        return rows

    def _send(self, method: str, address: str, **sent: Any) -> httpx.Response:
        try:
            return self._http.request(method, address, **sent)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise OperatorError(f"{self.url} does not answer: {error}.") from None


def _trust(url: str) -> ssl.SSLContext | bool:
    """Whom to trust: on this machine the authority of `serve --tls`, too."""
    address = urlsplit(url)
    if address.scheme != "https" or address.hostname not in ("localhost", "127.0.0.1", "::1"):
        return True
    from mockcore.web.certificate import authority_file  # noqa: PLC0415 - cryptography is slow to import and rarely needed

    context = ssl.create_default_context()
    context.load_verify_locations(authority_file())
    return context


def answer_of(status: int, headers: Mapping[str, str], content: bytes) -> Answer:
    """An answer as it came."""
    bare = Answer(status, {name.lower(): value for name, value in headers.items()})
    return Answer(bare.status, bare.headers, read(content, bare.media))
