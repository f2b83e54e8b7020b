"""What the lifecycle says to apps."""

from dataclasses import replace
from typing import Any

import pytest

from mockcore.clock import instant
from mockcore.errors import Forbidden, InvalidToken, Unprocessable
from mockcore.gates.admission import NOBODY, Admission
from mockcore.gates.app_lifecycle import admit, granted, may_register, note
from mockcore.grants import SERVICE_ACCOUNT
from mockcore.oauth.apps import App
from mockcore.oauth.errors import OAuthError
from mockcore.oauth.registration import register
from mockcore.reference.lifecycle import parsed_all
from tests.tiny import Tiny

OLD, NEW = (App("An app", "app", "secret", kind=SERVICE_ACCOUNT, created_at=f"{year}-06-01T00:00:00Z") for year in (2019, 2026))


def announced(**row: Any) -> Tiny:
    tiny = Tiny()
    tiny.engine.timeline.replace(parsed_all([{"name": "ours", "title": "Ours", **row}], tiny.engine.catalog.nameable))
    return tiny


def call(tiny: Tiny, **changes: Any) -> Admission:
    register(tiny.engine.world, App("An app", "app", "secret"), "2019-06-01T00:00:00Z")
    context = tiny.admission(client_id="app", **changes)
    context.notice = tiny.engine.timeline.notice(context.operation, context.call.path, tiny.clock.epoch())
    return context


def test_a_deprecated_operation_is_closed_to_apps_that_are_too_new() -> None:
    admit(call(announced(operations="listWidgets", deprecated="2026-01-01")))
    with pytest.raises(Forbidden, match="closed to apps registered since 2018-01-01"):
        admit(call(announced(operations="listWidgets", deprecated="2018-01-01")))


def test_the_tokens_of_service_accounts_end_with_their_sunset() -> None:
    service = replace(NOBODY, service=True)
    admit(call(announced(grant=SERVICE_ACCOUNT, sunset="2026-02-01"), grant=service))
    with pytest.raises(InvalidToken, match="were sunset on 2026-01-01"):
        admit(call(announced(grant=SERVICE_ACCOUNT, sunset="2026-01-01"), grant=service))


def test_a_token_is_given_with_what_is_announced_and_not_after_its_time() -> None:
    deprecated = announced(grant=SERVICE_ACCOUNT, deprecated="2025-01-01").engine.timeline
    assert [notice.phase for notice in granted(deprecated, OLD, "client_credentials")] == ["deprecated"]
    assert note(deprecated, OLD) == ""
    with pytest.raises(OAuthError) as refused:
        granted(deprecated, NEW, "client_credentials")
    assert refused.value.error == "unauthorized_client"
    sunset = announced(grant=SERVICE_ACCOUNT, sunset="2026-01-01").engine.timeline
    with pytest.raises(OAuthError) as refused:
        granted(sunset, OLD, "client_credentials")
    assert refused.value.error == "invalid_client"
    assert "sunset" in note(sunset, OLD)


def test_nobody_registers_an_app_of_a_kind_that_is_closed() -> None:
    timeline = announced(grant=SERVICE_ACCOUNT, deprecated="2025-01-01").engine.timeline
    may_register(timeline, SERVICE_ACCOUNT, instant("2024-12-31"))
    with pytest.raises(Unprocessable):
        may_register(timeline, SERVICE_ACCOUNT, instant("2025-01-01"))
