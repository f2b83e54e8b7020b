from mockcore.seeding.buyout import award, trade_of
from tests.tiny import record

TITLE = "Elevators \N{EN DASH} Building A"


def test_a_commitment_is_called_after_the_trade_of_its_firm() -> None:
    firm = record("vendors", 1, 7, name="Patriot Millwork")
    work = record("commitments", 2, 7, title=TITLE, vendor_id=1)
    award({"commitments": [work]}, [firm], frozenset())
    assert work.body["title"] == "Millwork \N{EN DASH} Building A"


def test_only_who_builds_has_a_commitment_and_what_is_written_stays() -> None:
    designer = record("vendors", 1, 7, name="Summit Architects")
    builder = record("vendors", 3, 7, name="Union Paving & Striping")
    drawn, none, written = (record("commitments", 20 + n, 7, title=TITLE, vendor_id=1 if n != 1 else None) for n in range(3))
    award({"commitments": [drawn, none, written]}, [designer, builder], frozenset({written.id}))
    assert [row.body["vendor_id"] for row in (drawn, none, written)] == [3, 3, 1]
    assert written.body["title"] == TITLE


def test_the_longest_word_of_a_name_says_the_trade() -> None:
    assert trade_of("Mesa Verde Mechanical & Plumbing, Ltd.") == "Plumbing"
    assert trade_of("Harbor Catering") is None
