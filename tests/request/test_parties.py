import pytest

from mockcore.errors import BadRequest
from mockcore.request.parties import party_id, person_id, with_people
from tests.tiny import Tiny


def test_a_party_is_a_person_under_another_id() -> None:
    assert person_id(party_id(10000021)) == 10000021
    assert person_id(str(party_id(10000021))) == 10000021
    for value in (10000021, 0, "Ada", None):
        with pytest.raises(BadRequest) as refusal:
            person_id(value)
        assert refusal.value.fields == {"party_id": ["is not the id of a party"]}


def test_parties_are_looked_for_in_records_that_name_people_so_alone() -> None:
    tiny, number = Tiny(), party_id(7)
    named = {"approvers": [{"party_id": number}], "party_ids": [number], "title": "Wall"}
    context, catalog = tiny.context("POST"), tiny.engine.catalog
    assert with_people(context, catalog.kind("widgets"), named) == named
    catalog.kind("widgets").compiled["parties"] = True
    people = {"approvers": [{"party_id": 7}], "party_ids": [7], "title": "Wall"}
    assert with_people(context, catalog.kind("widgets"), named) == people
