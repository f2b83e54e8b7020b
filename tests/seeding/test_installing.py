from datetime import UTC, datetime

import pytest

from mockcore.errors import OperatorError
from mockcore.fake import Fake
from mockcore.oauth.apps import installations
from mockcore.seeding.apps import register_all
from mockcore.seeding.installing import install_app
from mockcore.seeding.scenario import Place, Scenario
from mockcore.seeding.world_records import WorldRecords
from mockcore.store.records import Records
from tests.tiny import blank, catalog

NOW = datetime(2026, 3, 2, tzinfo=UTC)
SCENARIO = Scenario("own", NOW, [], [])


@pytest.fixture
def world() -> WorldRecords:
    records = Records(blank())
    register_all(records, SCENARIO)
    return WorldRecords(records, catalog(), Fake("test"), NOW)


def test_an_app_is_installed_in_the_company(world: WorldRecords) -> None:
    install_app(world, SCENARIO, "mockcore-dmsa", Place(1, {}))
    assert [installation.company_id for installation in installations(world.store, "mockcore-dmsa")] == [1]


def test_an_app_that_does_not_exist_is_refused(world: WorldRecords) -> None:
    with pytest.raises(OperatorError, match="'nobody', among the apps of company 1: known are mockcore-dmsa"):
        install_app(world, SCENARIO, "nobody", Place(1, {}))
