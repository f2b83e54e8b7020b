"""A second storage, of plain Python objects: it shows that the door is one, and that SQLite is not seen through it."""

import json
import pickle
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from operator import ge, lt
from types import TracebackType
from typing import Any

from mockcore.store.selection import COLUMNS, SELECTED, Condition, Selection
from mockcore.store.storage import Image, Row, Scope

Values = Mapping[str, Any]


class Tables:
    """The content: what an image is of, and what a rollback puts back."""

    def __init__(self) -> None:
        self.records: dict[int, dict[str, Any]] = {}
        self.members: set[tuple[str, int, int]] = set()
        self.changes: list[dict[str, Any]] = []
        self.blobs: dict[str, Row] = {}
        self.links: set[tuple[int, int]] = set()
        self.departures: set[tuple[int, int]] = set()
        self.counters: dict[str, int] = {}
        self.totals: dict[Scope, tuple[int, int]] = {}
        self.facts: dict[str, str] = {"schema": "5"}


class MemoryGroup:
    """Every write of it is whole at once: nothing is left for the end."""

    def __init__(self, storage: "MemoryStorage") -> None:
        self.unsettled = False
        self.number = 0
        self.lost: set[int] = set()
        self._storage = storage
        self._write = ExitStack()

    def __enter__(self) -> None:
        self.unsettled = True
        self._write.enter_context(self._storage.whole())

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._write.__exit__(kind, error, trace)

    def settle(self) -> None:
        if self.unsettled:
            self.unsettled = False
            self.number += 1


class MemoryCounters:
    def __init__(self, storage: "MemoryStorage") -> None:
        self._storage = storage

    def next(self, name: str, first: int) -> int:
        counters = self._storage.tables.counters
        counters[name] = counters.get(name, first - 1) + 1
        return counters[name]

    def last(self, name: str) -> int | None:
        return self._storage.tables.counters.get(name)

    def reserve(self, name: str, least: int) -> None:
        counters = self._storage.tables.counters
        counters[name] = max(counters.get(name, least), least)


class MemoryTotals:
    def __init__(self, storage: "MemoryStorage") -> None:
        self._storage = storage

    def add(self, scopes: Collection[Scope], live: int, deleted: int) -> None:
        for scope in scopes:
            before = self.of(scope)
            self._storage.tables.totals[scope] = before[0] + live, before[1] + deleted

    def of(self, scope: Scope) -> tuple[int, int]:
        return self._storage.tables.totals.get(scope, (0, 0))


class MemoryStorage:
    """A ``Storage`` of one process."""

    def __init__(self) -> None:
        self.shared: str | None = None
        self.schema = 5
        self.loaded: Image | None = None
        self.reading: AbstractContextManager[object] = nullcontext()
        self.group = MemoryGroup(self)
        self.counters = MemoryCounters(self)
        self.totals = MemoryTotals(self)
        self.tables = Tables()

    def read(self, name: str, values: Values, variant: Hashable = None, *arguments: Any) -> list[Row]:
        return READS[name](self.tables, values, *arguments)

    def write(self, name: str, *rows: Values) -> int:
        return sum(WRITES[name](self.tables, row) for row in rows)

    @contextmanager
    def transaction(self, *, write: bool) -> Iterator[None]:
        self.group.settle()
        with self.whole():
            yield

    @contextmanager
    def whole(self) -> Iterator[None]:
        before = pickle.dumps(self.tables)
        try:
            yield
        except BaseException:
            self.tables = pickle.loads(before)
            raise

    def version(self) -> int:
        return 0

    def check(self) -> None:
        """What is in memory is there."""

    def tidy(self) -> None:
        """Nothing waits."""

    def image(self) -> bytes:
        self.group.settle()
        self.loaded = pickle.dumps(self.tables)
        return self.loaded

    def load(self, image: Image) -> None:
        self.group.settle()
        self.loaded = image
        self.tables = pickle.loads(image[:])

    def close(self) -> None:
        self.group.settle()


def field(record: dict[str, Any], name: str) -> Any:
    value: Any = record if name in COLUMNS else json.loads(record["body"])
    for step in name.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value


def compares(operator: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    return lambda value, limit: value is not None and operator(value, limit)


OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda value, other: value is not None and value == other,
    "ge": compares(ge),
    "lt": compares(lt),
    "null": lambda value, _: value is None,
    "set": lambda value, _: value is not None,
    "unless": lambda value, other: value is None or value == other,
    "in": lambda value, others: value in others,
    "outside": lambda value, others: value not in others,
    "within": lambda value, others: value is None or value in others,
    "has": lambda value, others: bool(set(value or ()) & set(others)),
}


def matches(tables: Tables, record: dict[str, Any], selection: Selection) -> bool:
    def fits(condition: Condition) -> bool:
        return OPERATORS[condition.op](field(record, condition.field), condition.value)

    project = record["project_id"]
    return (
        record["kind"] == selection.kind
        and selection.company_id in (None, record["company_id"])
        and (selection.project_id in (None, project or 0) or (selection.or_none and project is None))
        and selection.parent_id in (None, record["parent_id"])
        and (selection.member_of is None or (selection.kind, selection.member_of, record["id"]) in tables.members)
        and (selection.deleted == "with" or (record["deleted_at"] is None) == (selection.deleted == "no"))
        and all(map(fits, selection.conditions))
    )


def matching(tables: Tables, selection: Selection) -> list[dict[str, Any]]:
    rows = sorted((row for row in tables.records.values() if matches(tables, row, selection)), key=lambda row: row["id"])
    for name, descending in reversed(selection.sort):
        rows.sort(key=lambda row, name=name: (field(row, name) is not None, field(row, name)), reverse=descending)
    return rows


def page(tables: Tables, values: Values, selection: Selection) -> list[Row]:
    rows = matching(tables, selection)[values["offset_"] :][: values["limit_"]]
    return [selected(row) for row in rows]


def selected(record: dict[str, Any]) -> Row:
    return tuple(record[name] for name in SELECTED)


def distinct(tables: Tables, values: Values, selection: Selection, name: str) -> list[Row]:
    different = {field(row, name) for row in matching(tables, selection)} - {None}
    return [(value,) for value in sorted(different)]


def where(tables: Tables, **columns: Any) -> list[Row]:
    rows = tables.records.values()
    return [selected(row) for row in rows if all(row[name] == value for name, value in columns.items())]


def history(tables: Tables, values: Values) -> list[Row]:
    rows = [row for row in tables.changes if row["record_id"] == values["record"]]
    return [(number, row["user_id"], row["event"], row["at"], row["body"]) for number, row in enumerate(rows, 1)]


def creator(tables: Tables, values: Values) -> list[Row]:
    record = tables.records.get(values["record"])
    return [(record["creator_id"], record["created_at"])] if record else []


def member(values: Values) -> tuple[str, int, int]:
    return values["kind_"], values["project"], values["record"]


def by_origin(tables: Tables, values: Values) -> list[Row]:
    scope = {"kind": values["kind_"], "company_id": values["company"]}
    return where(tables, **scope, origin_id=values["origin"], deleted_at=None)


def projects_of(tables: Tables, values: Values) -> list[Row]:
    place = values["kind_"], values["record"]
    return sorted((project,) for kind, project, record in tables.members if (kind, record) == place)


def insert_record(tables: Tables, values: Values) -> int:
    tables.records[values["id"]] = dict(values)
    return 1


def save(tables: Tables, values: Values) -> int:
    record = tables.records[values["id_"]]
    record.update({name: values[f"{name}_"] for name in record if f"{name}_" in values})
    return 1


def log(tables: Tables, values: Values) -> int:
    tables.changes.append(dict(values))
    return 1


def add_member(tables: Tables, values: Values) -> int:
    tables.members.add((values["kind"], values["project_id"], values["record_id"]))
    return 1


def remove_member(tables: Tables, values: Values) -> int:
    present = member(values) in tables.members
    tables.members.discard(member(values))
    return int(present)


def referrers(tables: Tables, values: Values) -> list[Row]:
    ids = sorted(record for target, record in tables.links if target == values["target"])
    return [row for number in ids for row in where(tables, id=number, deleted_at=None)][: values["limit_"]]


def departed(tables: Tables, values: Values) -> list[Row]:
    return [row for root, number in sorted(tables.departures) if root == values["root"] for row in where(tables, id=number)]


def deleted_ids(tables: Tables, values: Values) -> list[Row]:
    return [(number,) for number, row in tables.records.items() if row["deleted_at"] is not None][: values["limit_"]]


def is_deleted(tables: Tables, values: Values) -> list[Row]:
    row = tables.records.get(values["id_"])
    return [(values["id_"],)] if row is not None and row["deleted_at"] is not None else []


def add_link(tables: Tables, values: Values) -> int:
    tables.links.add((values["target_id"], values["record_id"]))
    return 1


def drop_link(tables: Tables, values: Values) -> int:
    tables.links.discard((values["target_id"], values["record_id"]))
    return 1


def drop_links(tables: Tables, values: Values) -> int:
    tables.links.clear()
    return 1


def add_departure(tables: Tables, values: Values) -> int:
    tables.departures.add((values["root_id"], values["record_id"]))
    return 1


def drop_departures(tables: Tables, values: Values) -> int:
    tables.departures -= {pair for pair in tables.departures if pair[0] == values["root"]}
    return 1


def set_fact(tables: Tables, values: Values) -> int:
    tables.facts[values["name"]] = values["value"]
    return 1


def keep_fact(tables: Tables, values: Values) -> int:
    tables.facts.setdefault(values["name"], values["value"])
    return 1


def keep_blob(tables: Tables, values: Values) -> int:
    tables.blobs[values["key"]] = values["filename"], values["content_type"], values["data"], values["company_id"]
    return 1


READS: dict[str, Callable[..., list[Row]]] = {
    "get": lambda tables, values: where(tables, id=values["id_"], kind=values["kind_"]),
    "by_key": lambda tables, values: where(tables, key=values["key_"], kind=values["kind_"]),
    "by_origin": by_origin,
    "any_of_kind": lambda tables, values: where(tables, kind=values["kind_"], deleted_at=None)[:1],
    "below": lambda tables, values: where(tables, parent_id=values["parent"], deleted_at=None),
    "referrers": referrers,
    "every_of_kind": lambda tables, values: where(tables, kind=values["kind_"]),
    "departed": departed,
    "deleted_ids": deleted_ids,
    "is_deleted": is_deleted,
    "page": page,
    "page_ids": lambda *arguments: [row[:1] for row in page(*arguments)],
    "count": lambda tables, values, selection: [(len(matching(tables, selection)),)],
    "distinct": distinct,
    "history": history,
    "creator": creator,
    "is_member": lambda tables, values: [()] * (member(values) in tables.members),
    "projects_of": projects_of,
    "is_revoked": lambda tables, values: [],
    "fact": lambda tables, values: [(tables.facts[values["name_"]],)] if values["name_"] in tables.facts else [],
    "blob": lambda tables, values: [tables.blobs[values["key_"]]] if values["key_"] in tables.blobs else [],
}
WRITES: dict[str, Callable[[Tables, Values], int]] = {
    function.__name__: function
    for function in (
        insert_record,
        save,
        log,
        add_member,
        remove_member,
        keep_blob,
        set_fact,
        keep_fact,
        add_link,
        drop_link,
        drop_links,
        add_departure,
        drop_departures,
    )
} | {"save_content": save, "recycle": save}
