from datetime import UTC, datetime

import pytest

from mockcore.errors import OperatorError
from mockcore.oauth.apps import Apps
from mockcore.seeding.apps import administrator, register_all
from mockcore.seeding.scenario import Scenario
from mockcore.store.records import Records
from tests.tiny import blank, record


def scenario(*apps: dict[str, object]) -> Scenario:
    return Scenario("own", datetime(2026, 3, 2, tzinfo=UTC), [], list(apps))


def test_every_world_has_the_default_apps() -> None:
    records = Records(blank())
    register_all(records, scenario())
    assert Apps(records).named("mockcore-dmsa") is not None


def test_an_app_that_cannot_be_read_names_the_seed() -> None:
    with pytest.raises(OperatorError, match="seed own has an app that cannot be read"):
        register_all(Records(blank()), scenario({"client_id": "x"}))


def test_the_company_s_administrator_goes_before_its_first_person() -> None:
    template = record("permission_templates", 5, 1)
    first, admin = record("users", 1, 1), record("users", 2, 1, company_permission_template_id=5)
    assert administrator([first, admin], template) is admin
    assert administrator([first], template) is first
    assert administrator([], None) is None
