"""A tour's addresses are made of what the lists before have shown."""

from typing import cast

import pytest

from mockcore.errors import OperatorError
from mockcore.reference.catalog import Catalog
from mockcore.verify.exchange import Answer
from mockcore.verify.server import Server
from mockcore.verify.tour import Visitor


class Lists:
    url = "http://there"

    def __init__(self, rows: list[dict[str, int]]) -> None:
        self.rows = rows

    def ask(self, *_: object) -> Answer:
        return Answer(200, {}, self.rows)


def visitor(*ids: int) -> Visitor:
    return Visitor(cast(Server, Lists([{"id": number} for number in ids])))


def test_the_first_company_and_project_are_visited_unless_others_are_named() -> None:
    first, named = visitor(5, 6), visitor(5, 6)
    first.arrive(None, None)
    named.arrive("7", "8")
    assert [(one.company, one.project) for one in (first, named)] == [("5", "5"), ("7", "8")]


def test_a_server_that_shows_no_company_is_not_toured() -> None:
    with pytest.raises(OperatorError, match="shows nothing"):
        visitor().arrive(None, None)


def test_one_record_is_visited_after_its_list() -> None:
    catalog = Catalog.load()
    rfis, rfi = catalog.named("listRfis"), catalog.named("getRfi")
    one = visitor()
    one.company, one.project = "5", "10"
    assert one.address(rfi) is None
    one.see(rfis, [{"id": 77}])
    assert one.address(rfi) == ("/rest/v1.0/projects/10/rfis/77", "")
