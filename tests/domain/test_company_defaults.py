"""What every company and project begins with."""

from mockcore.domain.company_defaults import COMPANY, PROJECT, Filling, default_lists
from mockcore.reference.catalog import Catalog
from mockcore.store.records import Placement, Stored


class Company:
    """A company that notes what is added to it."""

    def __init__(self) -> None:
        self.records: dict[str, list[Stored]] = {}

    def add(self, kind: str, body: dict[str, object], parent_id: int | None) -> Stored:
        number = 1 + sum(len(rows) for rows in self.records.values())
        record = Stored.new(kind, number, body, "2026-01-15T00:00:00Z", Placement(1, None, parent_id))
        self.records.setdefault(kind, []).append(record)
        return record

    def present(self, kind: str) -> list[Stored]:
        return self.records.get(kind, [])


def test_a_name_becomes_a_row_with_what_each_has() -> None:
    first = default_lists(COMPANY)["project_stages"].rows[0]

    assert first == {"name": "Pre-Construction", "default_stage": True}


def test_rows_name_and_lie_below_rows_above_them() -> None:
    company = Company()

    Filling(Catalog.load(), company.present).fill(COMPANY, company.add)

    unit = next(row for row in company.records["uoms"] if row.body["name"] == "sf")
    area = next(row for row in company.records["uom_categories"] if row.body["name"] == "Area")
    answers = company.records["checklist/item/response_sets"][0]
    assert unit.body["uom_category_id"] == area.id
    assert [
        row.body["name"] for row in company.records["checklist/item/response_sets/responses"] if row.parent_id == answers.id
    ] == [
        "Conforming",
        "Deficient",
        "N/A",
    ]


def test_a_list_that_is_filled_stays_as_it_is_and_is_referred_to() -> None:
    company = Company()
    own = company.add("uom_categories", {"name": "Pieces"}, None)

    Filling(Catalog.load(), company.present).fill(COMPANY, company.add, {"uom_categories"})

    assert company.records["uom_categories"] == [own]
    assert {row.body["uom_category_id"] for row in company.records["uoms"]} == {own.id}


def test_rows_of_a_project_may_refer_to_its_company() -> None:
    company = Company()
    trade = company.add("trades", {"name": "Concrete"}, None)

    Filling(Catalog.load(), company.present).fill(PROJECT, company.add)

    assert {row.body["trade_id"] for row in company.records["punch_item_templates"]} == {trade.id}
