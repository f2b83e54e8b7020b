import pytest

from mockcore.errors import BadRequest, Unprocessable
from mockcore.request.parties import party_id, person_id, with_people
from tests.tiny import ANNA, Tiny


def test_a_party_is_a_person_under_another_id() -> None:
    context = Tiny().context("POST")
    assert person_id(context, party_id(10000021)) == 10000021
    assert person_id(context, str(party_id(10000021))) == 10000021
    for value in (ANNA, str(ANNA), "Ada", None):
        with pytest.raises(BadRequest) as refusal:
            person_id(context, value)
        assert refusal.value.fields == {"party_id": ["is not the id of a party"]}
    with pytest.raises(Unprocessable) as unknown:
        person_id(context, 0)
    assert unknown.value.fields == {"party_id": ["does not exist"]}


def test_parties_are_looked_for_in_records_that_name_people_so_alone() -> None:
    tiny, number = Tiny(), party_id(7)
    named = {"approvers": [{"party_id": number}], "party_ids": [number], "title": "Wall"}
    context, catalog = tiny.context("POST"), tiny.engine.catalog
    assert with_people(context, catalog.kind("widgets"), named) == named
    catalog.kind("widgets").compiled["parties"] = True
    people = {"approvers": [{"party_id": 7}], "party_ids": [7], "title": "Wall"}
    assert with_people(context, catalog.kind("widgets"), named) == people
