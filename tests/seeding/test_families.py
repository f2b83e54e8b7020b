from mockcore.seeding.families import below
from tests.tiny import record


def test_records_are_found_by_what_is_above_them() -> None:
    one, two, other = (record("rfis/replies", number, 1) for number in (11, 12, 13))
    one.parent_id = two.parent_id = 1
    other.parent_id = 2
    replies = below({"rfis/replies": [one, two, other]}, "rfis/replies")
    assert (replies[1], replies[2], replies[3]) == ([one, two], [other], [])
    assert below({}, "rfis/replies")[1] == []
