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
    """Pairs of ids; those of the operator come first, e.g. of companies and projects."""

    def __init__(self, pairs: Mapping[str, str] | None = None) -> None:
        self._pairs: dict[str, str] = dict(pairs or {})

    def path(self, path: str) -> tuple[str, list[str]]:
        """The path there, and the ids in it that have no counterpart yet: they stay as they are."""
        parts, unknown = [], []
        for position, segment in enumerate(path.split("/")):
            if position > 2 and ID.match(segment) and segment not in self._pairs:
                unknown.append(segment)
            parts.append(self._pairs.get(segment, segment) if position > 2 else segment)
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
            return {key: self.body(inner, key) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.body(inner, name) for inner in value]
        if isinstance(value, bool) or not _NAMED.search(name) or str(value) not in self._pairs:
            return value
        counterpart = self._pairs[str(value)]
        return int(counterpart) if isinstance(value, int) and counterpart.isdigit() else counterpart

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
    rest = [record for record in there if isinstance(record, dict)]
    mine = [record for record in here if isinstance(record, dict)]
    paired = False
    for record in mine:
        for label in ("id", *_LABELS):
            match = next((one for one in rest if record.get(label) is not None and one.get(label) == record.get(label)), None)
            if match is not None:
                rest.remove(match)
                paired = True
                yield record, match
                break
    if mine and rest and not paired:
        yield mine[0], rest[0]
