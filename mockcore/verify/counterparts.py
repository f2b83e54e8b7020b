"""Which record of the other server stands for which of ours: by what is told, then by what lists and new records show."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

ID = re.compile(r"\d+$|[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$|[0-9A-HJKMNP-TV-Z]{26}$")
_NAMED = re.compile(r"(^|_)ids?$|\[(\w+_)?ids?\](\[\])?$")
# What people call a record: two records of the same name are counterparts.
_LABELS = ("origin_id", "login", "email_address", "number", "full_code", "code", "name", "title", "subject", "uuid")


class Counterparts:
    """Pairs of ids. ``known`` are pairs that are given, e.g. of companies and projects."""

    def __init__(self, known: Mapping[str, str] | None = None) -> None:
        self._pairs: dict[str, str] = dict(known or {})

    def path(self, path: str) -> tuple[str, list[str]]:
        """The path there, and the ids in it that have no counterpart yet: they stay as they are."""
        parts, unknown = [], []
        for position, part in enumerate(path.split("/")):
            if position > 2 and ID.match(part) and part not in self._pairs:
                unknown.append(part)
            parts.append(self._pairs.get(part, part) if position > 2 else part)
        return "/".join(parts), unknown

    def query(self, query: str) -> str:
        """The query there."""
        pairs = parse_qsl(query, keep_blank_values=True)
        return urlencode([(name, self._pairs.get(value, value) if _NAMED.search(name) else value) for name, value in pairs])

    def company(self, company: str | None) -> str | None:
        """The company there."""
        return None if company is None else self._pairs.get(company, company)

    def body(self, value: Any, name: str = "") -> Any:
        """A body there: what stands below a name that ends in id or ids is an id."""
        if isinstance(value, dict):
            return {key: self.body(part, key) for key, part in value.items()}
        if isinstance(value, list):
            return [self.body(part, name) for part in value]
        if isinstance(value, bool) or not _NAMED.search(name) or str(value) not in self._pairs:
            return value
        found = self._pairs[str(value)]
        return int(found) if isinstance(value, int) and found.isdigit() else found

    def learn(self, here: Any, there: Any) -> None:
        """Pairs what two answers to the same request show: one record, or lists by their names."""
        if isinstance(here, dict) and isinstance(there, dict):
            self._pair(here, there)
            for name in here.keys() & there.keys():
                self.learn(here[name], there[name])
        elif isinstance(here, list) and isinstance(there, list):
            for mine, theirs in _named(here, there):
                self.learn(mine, theirs)

    def _pair(self, here: Mapping[str, Any], there: Mapping[str, Any]) -> None:
        mine, theirs = here.get("id"), there.get("id")
        if mine is not None and theirs is not None:
            self._pairs.setdefault(str(mine), str(theirs))


def _named(here: list[Any], there: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Records of both lists that have the same id, else the same name; where none has, the first of each."""
    rest = [part for part in there if isinstance(part, dict)]
    mine = [part for part in here if isinstance(part, dict)]
    found = False
    for part in mine:
        for label in ("id", *_LABELS):
            match = next((one for one in rest if part.get(label) is not None and one.get(label) == part.get(label)), None)
            if match is not None:
                rest.remove(match)
                found = True
                yield part, match
                break
    if mine and rest and not found:
        yield mine[0], rest[0]
