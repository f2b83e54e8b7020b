"""The numbers of a list of items."""

from mockcore.domain.inspections import COUNTED, RESPONSES


def test_every_status_that_a_response_gives_an_item_is_counted() -> None:
    assert set(RESPONSES.values()) <= set(COUNTED)
    assert COUNTED["no"] == ("deficient_item_count",)
