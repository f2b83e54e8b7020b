"""Asks a running server for a token, for the command `mockcore token`."""

import httpx

from mockcore.errors import OperatorError
from mockcore.oauth.apps import DEFAULT_APPS


def access_token(url: str, client_id: str | None = None, client_secret: str | None = None) -> str:
    """Return an access token by client credentials; without an id, of the first default app.

    Raises: OperatorError when the server does not answer or refuses.
    """
    secrets = {app.client_id: app.client_secret for app in DEFAULT_APPS}
    name = client_id or next(iter(secrets))
    form = {
        "grant_type": "client_credentials",
        "client_id": name,
        "client_secret": client_secret or secrets.get(name, ""),
    }
    try:
        # The server may have an authority of another machine or container, and the credentials are public.
        answer = httpx.post(f"{url.rstrip('/')}/oauth/token", data=form, timeout=10, verify=False)  # noqa: S501
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise OperatorError(f"No server answers at {url}: {error}. Start one, or give the address of another.") from None
    if answer.status_code != 200:
        raise OperatorError(f"{url} refused with {answer.status_code}: {answer.text}")
    return str(answer.json()["access_token"])
