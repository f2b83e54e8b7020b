from mockcore.seeding.shaping import add_up, living
from tests.tiny import record


def test_no_state_of_a_deleted_record_is_drawn() -> None:
    assert living("status", {"enum": ["open", "recycled"]}) == {"enum": ["open"]}
    assert living("status", {"type": "string"}) is None
    assert living("archived", {"type": "boolean"}) is None


def test_a_contract_costs_what_its_lines_cost() -> None:
    contract = record("prime_contracts", 1, 1, grand_total="9.00", balance_to_finish="3.00")
    lines = [record("prime_contracts/line_items", number, 1, amount="2.50") for number in (2, 3)]
    for line in lines:
        line.parent_id = 1
    add_up({"prime_contracts": [contract], "prime_contracts/line_items": lines})
    assert contract.body == {"grand_total": "5.00"}
