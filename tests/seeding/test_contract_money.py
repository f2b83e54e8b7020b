from datetime import UTC, datetime
from decimal import Decimal
from random import Random

from mockcore.domain.line_items import COMMITMENTS, PRIME_CONTRACTS
from mockcore.seeding.contract_money import settle
from mockcore.store.records import Stored
from tests.tiny import record

SINCE, UNTIL, NOW = (datetime(year, 1, 15, tzinfo=UTC) for year in (2025, 2027, 2026))


def lines(kind: str, parent: int) -> list[Stored]:
    rows = [record(f"{kind}/line_items", parent * 10 + number, 1, amount="1") for number in range(3)]
    for row in rows:
        row.parent_id = parent
    return rows


def test_the_prime_contract_is_worth_the_project_and_less_is_bought() -> None:
    inside = {
        PRIME_CONTRACTS: [record(PRIME_CONTRACTS, 1, 1)],
        COMMITMENTS: [record(COMMITMENTS, 2, 1)],
        f"{PRIME_CONTRACTS}/line_items": lines(PRIME_CONTRACTS, 1),
        f"{COMMITMENTS}/line_items": lines(COMMITMENTS, 2),
        "budget_line_items": [record("budget_line_items", 3, 1)],
    }
    settle(inside, record("projects", 9, 1, name="Library", total_value=1_000_000), (SINCE, UNTIL), NOW, Random(1))
    owed, bought = (
        sum(Decimal(line.body["amount"]) for line in inside[f"{kind}/line_items"]) for kind in (PRIME_CONTRACTS, COMMITMENTS)
    )
    assert (owed, bought) == (Decimal(1_000_000), Decimal(800_000))
    assert bought < Decimal(inside["budget_line_items"][0].body["original_budget_amount"]) < owed
    assert inside[PRIME_CONTRACTS][0].body["status"] == "Approved"
