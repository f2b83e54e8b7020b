from mockcore.store.records import Placement, Stored
from tests.tiny import AT, COMPANY, OTHER, OTHER_PROJECT, PROJECT, Tiny


def numbered(tiny: Tiny, identifier: int, number: object, parent: int | None = None) -> None:
    tiny.engine.world.insert(Stored.new("widgets", identifier, {"number": number}, AT, Placement(COMPANY, PROJECT, parent)))


def test_numbers_count_in_each_scope_and_below_each_record() -> None:
    tiny = Tiny()
    here, there = tiny.context(), tiny.context(company_id=OTHER, project_id=OTHER_PROJECT)
    assert [here.next_number("widgets") for _ in range(3)] == [1, 2, 3]
    assert there.next_number("widgets") == 1
    assert [here.next_number("widgets", 5), here.next_number("widgets", 6), here.next_number("widgets", 5)] == [1, 1, 2]
    assert here.next_number("widgets", name="position") == 1


def test_numbers_go_on_from_the_highest_that_records_have() -> None:
    tiny = Tiny()
    numbered(tiny, 50, "7")
    numbered(tiny, 51, 12)
    numbered(tiny, 52, "03 30 00")
    numbered(tiny, 53, 40, parent=9)
    assert tiny.context(company_id=OTHER, project_id=OTHER_PROJECT).next_number("widgets") == 1
    context = tiny.context()
    assert context.next_number("widgets", 9) == 41
    context.records.delete(context.locate("widgets", 53), at=AT)
    assert context.next_number("widgets") == 41, "what is deleted may come back"


def test_numbers_go_on_from_one_that_a_client_has_chosen() -> None:
    context = Tiny().context()
    context.reach_number("widgets", "30")
    assert context.next_number("widgets") == 1, "no record has it"
    for chosen in ("700", "9", "A-900", "9" * 40, None):
        context.reach_number("widgets", chosen)
    assert context.next_number("widgets") == 701


def test_a_list_of_a_project_counts_by_itself() -> None:
    tiny = Tiny()
    for number, stage in (("7", 1), ("20", 2)):
        body = {"number": number, "stage_id": stage}
        tiny.engine.world.insert(Stored.new("widgets", 60 + stage, body, AT, Placement(COMPANY, PROJECT, None)))
    context = tiny.context()
    assert [context.next_number("widgets", within={"stage_id": 1}) for _ in range(2)] == [8, 9]
    assert context.next_number("widgets", within={"stage_id": 2}) == 21
    context.reach_number("widgets", "30", within={"stage_id": 1})
    assert [context.next_number("widgets", within={"stage_id": stage}) for stage in (1, 2)] == [31, 22]
    assert context.next_number("widgets") == 21
