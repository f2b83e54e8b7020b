"""What there is in a server beside the document, as claims and rules name it."""

import pytest

from mockcore.oauth.apps import DEFAULT_APPS
from mockcore.oauth.registration import register
from mockcore.web.existing_names import ExistingNames
from tests.tiny import AT, COMPANY, Tiny


@pytest.mark.parametrize(
    ("criterion", "there", "nowhere"),
    [
        ("company_id", str(COMPANY), "999"),
        ("sandbox", str(COMPANY), "1" * 30),
        ("fault", "slow", "solw"),
        ("fault", "header", "haeder"),
    ],
)
def test_it_is_there_or_not(criterion: str, there: str, nowhere: str) -> None:
    engine = Tiny(fault_header=True).engine
    engine.faults.add({"id": "slow", "effect": {"latency_ms": 5}})
    names = ExistingNames(engine)
    assert names.has(criterion, there)
    assert there in names.choices(criterion)
    assert not names.has(criterion, nowhere)


def test_an_app_is_there_by_its_credentials_of_either_environment() -> None:
    engine = Tiny().engine
    names = ExistingNames(engine)
    assert not names.has("client_id", "mockcore-web")
    register(engine.world, DEFAULT_APPS[1], AT)
    assert names.has("client_id", "mockcore-web")
    assert names.has("client_id", "mockcore-web-production")
    assert list(names.choices("client_id")) == ["mockcore-web"]
