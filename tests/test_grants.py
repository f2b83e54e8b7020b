"""The table of grants: what each kind of app may use, and who takes its values."""

from typing import get_args

import pytest

from mockcore.grants import APP_KINDS, BOTH, DMSA, GRANTS, SERVICE_ACCOUNT, USER_LOGIN, grants_of
from mockcore.oauth.apps import App
from mockcore.web import developer_portal


@pytest.mark.parametrize(
    ("kind", "grants"),
    [
        (DMSA, ("client_credentials",)),
        (SERVICE_ACCOUNT, ("client_credentials",)),
        (USER_LOGIN, ("authorization_code", "refresh_token")),
        (BOTH, ("client_credentials", "authorization_code", "refresh_token")),
    ],
)
def test_an_app_may_use_the_grants_of_its_kind(kind: str, grants: tuple[str, ...]) -> None:
    assert App("An app", "app", "secret", kind=kind).grants == grants_of(kind) == grants


def test_the_table_names_only_kinds_of_app() -> None:
    assert {kind for kinds in GRANTS.values() for kind in kinds} == set(APP_KINDS)


def test_what_is_no_kind_of_app_has_no_grants() -> None:
    with pytest.raises(KeyError):
        grants_of("client_credentials")


def test_the_portal_registers_every_kind_of_app() -> None:
    assert get_args(developer_portal.NewApp.model_fields["kind"].annotation) == APP_KINDS
