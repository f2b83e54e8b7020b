"""What a deletion does to the records that refer to the deleted one, as the document and its overlay say."""

from typing import Any

from mockcore.reference.belonging import belonging
from mockcore.reference.catalog import Catalog

KINDS: dict[str, dict[str, Any]] = {"meetings": {}, "topics": {}, "types": {}, "rooms": {}, "users": {"members": True}}
REFERENCES = {"meeting": "meetings", "type": "types", "room": "rooms", "user": "users"}


def of_topics(required: list[str], **hints: Any) -> dict[str, dict[str, list[str]]]:
    """What becomes of topics, which refer to a meeting, a type, a room, a person and a topic above them."""
    names = ("meeting_id", "type_id", "room_id", "user_id", "parent_id")
    schema = {"type": "object", "properties": {name: {"type": "integer"} for name in names}, "required": required}
    body = {"wrapper": None, "schema": schema, "attributes": schema["properties"], "context": []}
    entries = [{"kind": "topics", "rule": "create"}]
    return belonging(KINDS, entries, [{"body": body, "parameters": []}], REFERENCES, hints)


def test_a_record_goes_with_what_it_cannot_be_created_without_and_with_the_one_above_it() -> None:
    assert of_topics(["meeting_id", "user_id"])["goes"] == {"topics": ["meeting_id", "parent_id"]}


def test_what_is_in_use_is_kept_from_everywhere_or_by_one_attribute() -> None:
    of_all = of_topics(["type_id"], in_use={"types": "all"})
    assert (of_all["keeps"], of_all["goes"]) == ({"topics": ["type_id"]}, {"topics": ["parent_id"]})
    of_rooms = of_topics([], in_use={"rooms": ["topics.room_id"], "types": ["others.type_id"]})
    assert of_rooms["keeps"] == {"others": ["type_id"], "topics": ["room_id"]}


def test_the_overlay_says_what_goes_along_and_what_stays_nonetheless() -> None:
    hints = {"cascade": ["topics.room_id"], "detach": ["topics.meeting_id", "notes"]}
    own = of_topics(["meeting_id"], **hints)
    assert own["goes"] == {"topics": ["parent_id", "room_id"]}
    assert own["stays"] == {"": ["notes"]}
    assert own["followed"] == {"rooms": ["topics"], "topics": ["topics"]}


def test_an_object_of_the_name_stands_for_the_id_in_what_is_followed() -> None:
    followed = Catalog.load().belonging.attributes()
    assert {"meeting_id", "meeting"} <= set(followed["meeting_topics"])
    assert "rfis" not in followed or "assignee_ids" not in followed["rfis"]
