"""The differences in form between two answers: status, headers, fields and their types. Values are not compared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mockcore.verify.exchange import NOT_JSON, Answer

# Present on both or on neither. Link also depends on how many records there are.
HEADERS = ("total", "per-page", "x-rate-limit-limit", "x-rate-limit-remaining", "x-rate-limit-reset")
_FORMATS = (
    ("date-time", re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")),
    ("date", re.compile(r"\d{4}-\d\d-\d\d$")),
    ("uuid", re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$")),
    ("decimal", re.compile(r"-?\d+\.\d+$")),
)
# Names that are data: an object of them is a map, whose entries differ from world to world.
_DATA = re.compile(r"(custom_field_)?\d+$|[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}")
_REL = re.compile(r'rel="?(\w+)')


@dataclass(frozen=True)
class Difference:
    """Where two answers differ, of what sort it is, and what there is here (mockcore) and there (the other server)."""

    where: str
    sort: str
    here: str
    there: str


def differences(here: Answer, there: Answer) -> list[Difference]:
    """How the other server's answer differs from ours; the bodies only where the statuses agree."""
    if here.status != there.status:
        return [Difference("status", "status", str(here.status), str(there.status))]
    return [*_headers(here, there), *_bodies(here, there)]


def _headers(here: Answer, there: Answer) -> Iterator[Difference]:
    if here.media != there.media:
        yield Difference("header content-type", "header", here.media or "none", there.media or "none")
    for name in HEADERS:
        if (name in here.headers) != (name in there.headers):
            yield Difference(f"header {name}", "header", *("sent" if name in one.headers else "none" for one in (here, there)))
    if _more(here) == _more(there) and (mine := _rels(here)) != (theirs := _rels(there)):
        yield Difference("header link", "header", mine or "none", theirs or "none")


def _more(answer: Answer) -> bool | None:
    """Whether there are more records than the page holds; None when the answer does not say."""
    total, size = answer.headers.get("total", ""), answer.headers.get("per-page", "")
    return int(total) > int(size) if total.isdigit() and size.isdigit() else None


def _rels(answer: Answer) -> str:
    pages = {"first", "prev", "next", "last"}
    return ", ".join(sorted(pages & set(_REL.findall(answer.headers.get("link", "")))))


def _bodies(here: Answer, there: Answer) -> Iterator[Difference]:
    if (here.body is NOT_JSON) != (there.body is NOT_JSON):
        yield Difference("body", "type", *("not JSON" if one.body is NOT_JSON else "JSON" for one in (here, there)))
    elif here.body is not NOT_JSON:
        yield from _values([here.body], [there.body], "body")


def _values(here: list[Any], there: list[Any], where: str) -> Iterator[Difference]:
    """Compares what stands at one place, in all records together: what is null or empty everywhere says nothing."""
    mine, theirs = ({_type(value) for value in side} - {"null"} for side in (here, there))
    if mine and theirs and not mine & theirs and not _texts(mine, theirs):
        yield Difference(where, "type", " or ".join(sorted(mine)), " or ".join(sorted(theirs)))
        return
    if "object" in mine & theirs:
        yield from _objects(_only_objects(here), _only_objects(there), where)
    if "array" in mine & theirs:
        yield from _values(_items(here), _items(there), f"{where}[]")


def _only_objects(values: list[Any]) -> list[dict[str, Any]]:
    return [value for value in values if isinstance(value, dict)]


def _items(values: list[Any]) -> list[Any]:
    return [item for value in values if isinstance(value, list) for item in value]


def _texts(mine: set[str], theirs: set[str]) -> bool:
    """Whether both are texts, one of them of no special form: that may be chance."""
    return "string" in mine | theirs and mine | theirs <= {"string", *(name for name, _ in _FORMATS)}


def _objects(here: list[dict[str, Any]], there: list[dict[str, Any]], where: str) -> Iterator[Difference]:
    mine, theirs = (
        dict.fromkeys(name for record in side for name in record if not _DATA.match(name)) for side in (here, there)
    )
    for name in mine:
        ours = [record[name] for record in here if name in record]
        if name not in theirs:
            yield Difference(f"{where}.{name}", "missing", _types(ours), "none")
        else:
            yield from _values(ours, [record[name] for record in there if name in record], f"{where}.{name}")
    for name in theirs:
        if name not in mine:
            yield Difference(
                f"{where}.{name}", "additional", "none", _types([record[name] for record in there if name in record])
            )


def _types(values: list[Any]) -> str:
    return " or ".join(sorted({_type(value) for value in values}))


def _type(value: Any) -> str:
    if isinstance(value, str):
        return next((name for name, form in _FORMATS if form.match(value)), "string")
    if value is None or isinstance(value, bool):
        return "null" if value is None else "boolean"
    return "object" if isinstance(value, dict) else "array" if isinstance(value, list) else "number"
