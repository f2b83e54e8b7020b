from mockcore.seeding.design_firms import LEAST, PRACTICES, appoint, titles_of
from mockcore.store.records import Stored
from tests.tiny import record


def firms(number: int) -> list[Stored]:
    name, site = "Twin Rivers Heating & Air, Corp.", "https://www.twin-rivers-heating-air-corp.example"
    return [
        record("vendors", 10 + index, 1, name=name, legal_name=name, website=site, union_member=True) for index in range(number)
    ]


def test_the_first_firms_design_and_own_by_name_and_address() -> None:
    many = firms(LEAST)
    appoint(many)
    assert [firm.body["name"] for firm in many[:2]] == ["Twin Rivers Architects", "Twin Rivers Structural Engineers"]
    assert many[0].body["website"] == "https://www.twin-rivers-architects.example"
    assert many[0].body["legal_name"] == "Twin Rivers Architects"
    assert not many[0].body["union_member"]
    assert [titles_of(firm) for firm in many[:4]] == [*PRACTICES.values(), None]
    assert many[3].body["name"] == "Twin Rivers Heating & Air, Corp."


def test_of_a_few_firms_all_build() -> None:
    few = firms(3)
    appoint(few)
    assert {titles_of(firm) for firm in few} == {None}
