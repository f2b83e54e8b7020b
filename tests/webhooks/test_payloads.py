import pytest

from mockcore.webhooks.payloads import event, payload

PLACE = {"user_id": 5, "company_id": 7, "project_id": 9}
TOLD = event(3, 1_650_000_000.25, ("create", "RFIs", 562949953434271), PLACE, {"client_id": "app", "operation": "op-1"})


def test_an_event_has_numbers_and_says_where_it_came_from() -> None:
    assert TOLD["timestamp"] == "2022-04-15T05:20:00.250000Z"
    assert TOLD["metadata"] == {
        "source_user_id": 5,
        "source_project_id": 9,
        "source_operation_id": "op-1",
        "source_company_id": 7,
        "source_application_id": "app",
    }
    assert (TOLD["id"], TOLD["resource_id"], len(TOLD["ulid"])) == (3, 562949953434271, 26)


@pytest.mark.parametrize("version", ["v2", "v2.0", "v3", "v3.0"])
def test_the_version_is_told_as_the_hook_asked_for_it(version: str) -> None:
    sent = payload(TOLD, version, None)
    assert sent["api_version"] == version
    assert ("related_resources" in sent) == version.startswith("v3")


def test_v3_names_what_a_line_item_belongs_to() -> None:
    assert payload(TOLD, "v3", {"id": 1, "name": "Prime Contracts"})["related_resources"] == [
        {"id": 1, "name": "Prime Contracts"}
    ]


def test_v4_has_texts_for_ids_and_a_reason() -> None:
    sent = payload({**TOLD, "project_id": None}, "v4", None)
    assert sent == {
        "id": TOLD["ulid"],
        "timestamp": TOLD["timestamp"],
        "reason": "create",
        "company_id": "7",
        "project_id": None,
        "user_id": "5",
        "resource_type": "RFIs",
        "resource_id": "562949953434271",
    }
