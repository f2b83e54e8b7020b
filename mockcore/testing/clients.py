"""Clients of a running server: signed in, naming the company, over a socket or without one."""

import ssl
from collections.abc import Generator
from functools import cached_property
from pathlib import Path
from typing import Any

import httpx

from mockcore.oauth.apps import DEFAULT_APPS, WEB
from mockcore.testing.controls import json_of
from mockcore.testing.server_thread import ServerThread
from mockcore.testing.transport import AsyncTransport, Bridge, Transport
from mockcore.web.application import Application
from mockcore.web.guard import CONTROL


class ControlToken(httpx.Auth):
    """Sends the token of the control API with the calls of it, and with no others."""

    def __init__(self, token: str | None) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """One request."""
        if self._token is not None and request.url.path.startswith(CONTROL):
            request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


class Clients:
    """Makes clients for the server at ``url``, which is this process; ``ca_file`` is whom they trust where it serves https."""

    def __init__(self, application: Application, thread: ServerThread, url: str, ca_file: Path | None, company_id: int) -> None:
        self.client_id, self.client_secret = DEFAULT_APPS[0].client_id, DEFAULT_APPS[0].client_secret
        self._application = application
        self._thread = thread
        self._url = url
        self._ca_file = ca_file
        self._company_id = company_id
        self._own: httpx.Client | None = None
        # Reading whom to trust takes longer than all the rest, and there is nobody to trust without TLS.
        trust = self._trust if ca_file else False
        own, control = {"User-Agent": "mockcore-fixture"}, ControlToken(application.engine.settings.control_token)
        self.operator = httpx.Client(base_url=url, timeout=300, trust_env=False, headers=own, verify=trust, auth=control)

    def token(self, login: str | None = None) -> str:
        """An access token: of the default app's service account, or of the person with that login."""
        if login is None:
            form = {"grant_type": "client_credentials", "client_id": self.client_id, "client_secret": self.client_secret}
            return str(json_of(self.operator.post("/oauth/token", data=form))["access_token"])
        web = {"client_id": WEB, "redirect_uri": self._way_back()}
        code = json_of(self.operator.post("/_mockcore/authorize", json={**web, "login": login}))["code"]
        form = {"grant_type": "authorization_code", "code": code, "client_secret": DEFAULT_APPS[1].client_secret, **web}
        return str(json_of(self.operator.post("/oauth/token", data=form))["access_token"])

    def _way_back(self) -> str:
        """Where the app with user login may send people back to, also after a test has changed it."""
        apps, uris = self._application.engine.apps, list[str]()
        self._thread.between_requests(lambda: uris.extend(app.redirect_uris if (app := apps.of_uid(WEB)) else ()))
        return uris[0] if uris else DEFAULT_APPS[1].redirect_uris[0]

    def client(self, login: str | None, **options: Any) -> httpx.Client:
        """A client that is signed in and names the company."""
        return httpx.Client(**{**self._usual(login), **options})

    def async_client(self, login: str | None, **options: Any) -> httpx.AsyncClient:
        """The same for asyncio and anyio."""
        return httpx.AsyncClient(**{**self._usual(login), **options})

    def _usual(self, login: str | None) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self.token(login)}", "Procore-Company-Id": str(self._company_id)}
        # Many processes of tests on few cores may keep each other waiting.
        return {"base_url": self._url, "headers": headers, "trust_env": False, "verify": self._trust, "timeout": 30}

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        """Whom the clients trust, read once for all of them."""
        return ssl.create_default_context(cafile=self._ca_file) if self._ca_file else httpx.create_ssl_context(trust_env=False)

    @property
    def transport(self) -> Transport:
        """An httpx transport that answers without a socket."""
        return Transport(Bridge(self._application, self._thread.loop))

    @property
    def async_transport(self) -> AsyncTransport:
        """The same for asynchronous clients."""
        return AsyncTransport(Bridge(self._application, self._thread.loop))

    @property
    def signed_in(self) -> httpx.Client:
        """One client for whatever a test does by the server's own methods."""
        if self._own is None:
            self._own = self.client(None)
        else:
            self._thread.between_requests(self._sign_in_again)
        return self._own

    def _sign_in_again(self) -> None:
        """With another token when the clock has left the last one behind, or a snapshot knows nothing of it."""
        tokens, own = self._application.engine.tokens, self._own
        if own is not None and tokens.access(own.headers["Authorization"].removeprefix("Bearer ")) is None:
            own.headers["Authorization"] = f"Bearer {tokens.issue(self.client_id, None).token}"

    def sign_out(self) -> None:
        """Ends ``signed_in``: the next one signs in anew."""
        own, self._own = self._own, None
        if own is not None:
            own.close()

    def close(self) -> None:
        """Closes the clients that are not a test's own."""
        self.sign_out()
        self.operator.close()
