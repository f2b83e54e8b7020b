"""An integration walks through long lists by their Link headers."""

import re

import httpx
import pytest

CODES = "/rest/v1.0/cost_codes?project_id=225100"


def links(answer: httpx.Response) -> dict[str, str]:
    return {name: url for url, name in re.findall(r'<([^>]*)>; rel="(\w+)"', answer.headers.get("Link", ""))}


def test_next_leads_through_every_record_once(api: httpx.Client) -> None:
    whole = [part["id"] for part in api.get(f"{CODES}&per_page=10000").json()]
    seen, url = list[int](), f"{CODES}&per_page=7"
    for _ in range(len(whole)):
        answer = api.get(url)
        assert answer.headers["Total"] == str(len(whole))
        seen += [part["id"] for part in answer.json()]
        if "next" not in links(answer):
            break
        url = links(answer)["next"]
    assert seen == whole
    assert set(links(answer)) == {"first", "prev"}


def test_a_page_past_the_end_is_empty_and_leads_back(api: httpx.Client) -> None:
    answer = api.get(f"{CODES}&per_page=5&page=9999")
    assert (answer.status_code, answer.json()) == (200, [])
    assert set(links(answer)) == {"first", "prev"}


@pytest.mark.parametrize(
    ("path", "asked", "given"),
    [(CODES, 99_999, 10_000), ("/rest/v2.0/companies/4264590/equipment_register?x=1", 500, 100)],
)
def test_a_page_over_the_maximum_is_clamped_and_says_so(api: httpx.Client, path: str, asked: int, given: int) -> None:
    assert api.get(f"{path}&per_page={asked}").headers["Per-Page"] == str(given)


@pytest.mark.parametrize("query", ["page=0", "page=-1", "per_page=0", f"page={10**24}"])
def test_a_page_that_there_cannot_be_is_the_nearest_one(api: httpx.Client, query: str) -> None:
    assert api.get(f"{CODES}&{query}").status_code == 200


def test_a_page_that_is_no_number_is_refused(api: httpx.Client) -> None:
    answer = api.get(f"{CODES}&page=abc")
    assert (answer.status_code, answer.json()) == (400, {"errors": {"page": ["must be an integer"]}})
