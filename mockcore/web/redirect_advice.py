"""What to do where an app has not registered the redirection URI of the developer who tries it."""

import json
import shlex

from mockcore.oauth.consent import UnregisteredRedirect
from mockcore.oauth.errors import OAuthError
from mockcore.oauth.redirects import absolute
from mockcore.setting_sources import option


def advice(error: OAuthError, server: str) -> list[str]:
    """The commands of which any one lets the app send people there, for a server at that address; none for another error."""
    if not isinstance(error, UnregisteredRedirect) or not absolute(error.redirect_uri):
        return []
    uri, app = error.redirect_uri, error.app
    change = shlex.quote(json.dumps({"redirect_uris": [uri]}))
    request = f"curl -X PATCH {server}/_mockcore/apps/{app.uid} -H 'Content-Type: application/json' -d {change}"
    start = f"mockcore serve {option('redirect_uris')} {shlex.quote(uri)}"
    return [start, request] if app.is_web else [request]
