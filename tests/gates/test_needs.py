from typing import Any

from mockcore.gates.needs import changed, need
from mockcore.oauth.access_levels import ADMIN, READ_ONLY, STANDARD
from tests.tiny import catalog

CATALOG = catalog()


def operation(method: str, path: str) -> Any:
    return CATALOG.match(method, path)[0]


WIDGETS = "/rest/v1.0/projects/10/widgets"


def test_reading_creating_and_deleting_take_more_and_more() -> None:
    levels = [need(operation(*call), writes, {}).level for call, writes in (
        (("GET", WIDGETS), False), (("POST", WIDGETS), True), (("DELETE", f"{WIDGETS}/1"), True)
    )]  # fmt: skip
    assert levels == [READ_ONLY, STANDARD, ADMIN]


def test_the_table_opens_an_operation_or_names_another_tool() -> None:
    listing = operation("GET", WIDGETS)
    assert need(listing, False, {"operations": {listing.action: "open"}}).tool == ""
    assert need(listing, False, {"tools": {listing.slug: {"tool": "directory"}}}).tool == "directory"


def test_only_an_action_changes_the_record_above_it() -> None:
    assert changed(operation("PATCH", f"{WIDGETS}/1"), lambda kind: True, False) is None
    assert changed(operation("GET", WIDGETS), lambda kind: True, True) is None
