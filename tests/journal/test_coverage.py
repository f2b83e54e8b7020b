import pytest

from mockcore.errors import BadRequest
from mockcore.journal.coverage import compared, coverage, operation_ids
from mockcore.reference.catalog import Catalog
from tests.journal.exchanges import exchange
from tests.tiny import catalog as tiny_catalog


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return tiny_catalog()


def test_an_operation_is_named_by_its_id_or_by_method_and_path(catalog: Catalog) -> None:
    entry = catalog.entries[0]
    spelt = f"{entry['method'].lower()} {entry['path'].replace('_id}', '}')}"
    assert operation_ids([entry["id"], spelt], catalog) == [entry["id"]]


def test_an_unknown_name_is_refused_with_the_nearest(catalog: Catalog) -> None:
    name = catalog.entries[0]["id"]
    with pytest.raises(BadRequest) as refused:
        operation_ids([f"{name}x"], catalog)
    assert f"did you mean {name}?" in str(refused.value.fields)


def test_what_a_fixture_asks_for_itself_is_not_covered(catalog: Catalog) -> None:
    name = catalog.entries[0]["id"]
    own = exchange("GET", "/x", operation=name, headers={"user-agent": "mockcore-fixture/1"})
    both = [own, exchange("GET", "/x?ids[]=1&page=2", operation=name, status=404)]
    called = coverage(both, [], catalog)["called"]
    assert called[name]["statuses"] == {"404": 1}
    assert called[name]["parameters"] == {"ids": 1, "page": 1}


def test_the_share_is_of_what_is_declared() -> None:
    assert compared({"a", "c"}, ["a", "b"]) == {"declared": 2, "not_called": ["b"], "not_declared": ["c"], "share": 0.5}
    assert compared({"a"}, [])["share"] is None
