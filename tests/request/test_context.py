"""What a rule or a tool sees of the records, and what it writes beside its own."""

import pytest

from mockcore.errors import Forbidden, NotFound
from mockcore.oauth.access_levels import Permit
from mockcore.reference.conform import uuid_of
from mockcore.store.records import Placement, Stored
from tests.tiny import ANNA, AT, BEN, COMPANY, OTHER, OTHER_PROJECT, PROJECT, WIDGETS, Tiny


def stored(tiny: Tiny, number: int, place: Placement, key: str | None = None) -> Stored:
    return tiny.engine.world.insert(Stored.new("widgets", number, {"name": str(number)}, AT, place, key))


def test_the_record_that_the_path_names() -> None:
    tiny = Tiny()
    number = tiny.make()[1]["id"]
    assert tiny.context("PATCH", f"{WIDGETS}/{number}").record("widgets").body["name"] == "Pump"
    with pytest.raises(NotFound):
        tiny.context("PATCH", f"{WIDGETS}/5").record("widgets")


def test_a_record_is_located_by_its_id_as_a_number_or_a_uuid_and_by_its_key() -> None:
    tiny = Tiny()
    record = stored(tiny, 50, Placement(COMPANY, PROJECT), key="0190a6b2-7c1d-7000-8000-000000000001")
    context = tiny.context()
    assert {context.locate("widgets", value).id for value in (50, uuid_of(50), record.key)} == {50}


@pytest.mark.parametrize("place", [Placement(OTHER, OTHER_PROJECT), Placement(COMPANY, 11)])
def test_what_is_in_another_company_or_project_is_not_found(place: Placement) -> None:
    tiny = Tiny()
    elsewhere = stored(tiny, 50, place)
    with pytest.raises(NotFound):
        tiny.context().visible(elsewhere)


def test_an_id_of_another_company_leads_to_no_record() -> None:
    tiny = Tiny()
    stored(tiny, 50, Placement(OTHER, OTHER_PROJECT))
    here, there = tiny.context(), tiny.context(company_id=OTHER, project_id=OTHER_PROJECT)
    assert [context.find("widgets", 50) is None for context in (here, there)] == [True, False]
    assert [context.current("users", BEN) is None for context in (here, there)] == [True, False]
    assert here.find("users", ANNA) is not None


def test_what_is_in_the_recycle_bin_is_found_there_alone() -> None:
    tiny = Tiny()
    context = tiny.context()
    record = stored(tiny, 50, Placement(COMPANY, PROJECT))
    context.records.delete(record, at=AT)
    assert context.locate("widgets", 50, deleted=True).id == 50
    with pytest.raises(NotFound):
        context.locate("widgets", 50)


def test_a_record_made_beside_is_in_the_scope_of_the_request() -> None:
    context = Tiny().context()
    record = context.put("widgets", {"name": "Valve"}, 7)
    assert (record.company_id, record.project_id, record.parent_id) == (COMPANY, PROJECT, 7)
    assert context.records.creator(record.id) == ANNA
    assert context.first("widgets", name="Valve") is not None


def test_what_is_worked_out_once_is_worked_out_again_after_a_write() -> None:
    context = Tiny().context()
    runs: list[int] = []

    def count() -> int:
        runs.append(1)
        return len(runs)

    assert [context.once(("count",), count), context.once(("count",), count)] == [1, 1]
    context.put("widgets", {"name": "Valve"})
    assert context.once(("count",), count) == 2


def test_who_may_change_its_own_alone_may_not_change_anothers() -> None:
    tiny = Tiny()
    own = tiny.context().put("widgets", {"name": "Valve"})
    strict = Permit(2, 3, 3)
    tiny.context(permit=strict).may_change(own)
    with pytest.raises(Forbidden):
        tiny.context(permit=strict, user_id=BEN).may_change(own)


def test_every_record_of_a_list_is_more_than_a_page() -> None:
    tiny = Tiny()
    for number in range(5000, 5120):
        stored(tiny, number, Placement(COMPANY, PROJECT))
    context = tiny.context()
    assert len(context.select(context.scoped("widgets"))) == 100
    assert len(context.every(context.scoped("widgets"))) == 120
