import pytest

from mockcore.call import Call
from mockcore.reference.page_headers import page_headers


@pytest.mark.parametrize(
    ("page", "total", "names"),
    [
        (1, 10, []),
        (1, 30, ["last", "next"]),
        (2, 30, ["first", "last", "next"]),
        (3, 40, ["first", "prev", "last", "next"]),
        (3, 30, ["first", "prev"]),
        (9, 30, ["first", "prev"]),
        (1, 0, []),
    ],
)
def test_links_lead_to_the_pages_that_there_are(page: int, total: int, names: list[str]) -> None:
    headers = dict(page_headers(Call("GET", "/rest/v1.0/rfis", "view=x&page=1"), page, 10, total))
    link = headers.get("Link", "")
    assert [part.split('"')[1] for part in link.split(", ") if part] == names
    assert link.count("per_page=10&view=x>") == len(names)
    assert (headers["Total"], headers["Per-Page"]) == (str(total), "10")
