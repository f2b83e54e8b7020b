"""OAuth's grant types, and which kinds of app may use them at the token endpoint.

Source: RFC 6749 §1.3 and §6; documented, Data Connector components.
"""

DMSA, USER_LOGIN, BOTH, SERVICE_ACCOUNT = "dmsa", "user_login", "both", "service_account"
APP_KINDS = (DMSA, USER_LOGIN, BOTH, SERVICE_ACCOUNT)

# Grant type → the kinds of app, by their Data Connector component, that may use it.
GRANTS = {
    "client_credentials": (DMSA, SERVICE_ACCOUNT, BOTH),
    "authorization_code": (USER_LOGIN, BOTH),
    "refresh_token": (USER_LOGIN, BOTH),
}
_BY_KIND = {kind: tuple(grant for grant, kinds in GRANTS.items() if kind in kinds) for kind in APP_KINDS}


def grants_of(kind: str) -> tuple[str, ...]:
    """The grant types that an app of a kind may use, in the order of the table. Raises: KeyError for no kind of app."""
    return _BY_KIND[kind]
