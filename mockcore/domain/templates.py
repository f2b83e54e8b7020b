"""What is made from a template, or as a copy, has its content: texts, and the rows that lie below it.

Which resource is made from which, by which attribute, and what its rows are, is the section ``templates`` of the overlay.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from mockcore.domain.references import reachable
from mockcore.reference.catalog import Catalog
from mockcore.reference.operation import Kind
from mockcore.reference.references import REFERRING
from mockcore.request.context import Context
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Placement, Stored

# What a copy does not share with its original.
OWN = frozenset({"id", "uuid", "number", "origin_id", "origin_data", "created_at", "updated_at", "deleted_at"})


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a template that become rows of what is made from it.

    They name what they lie below by the attribute ``link``, else as their parent; the copies name the new record by ``place``
    and the row that they were copied from by ``origin``. ``listed`` is the attribute by which what they lie below lists
    them. ``names`` are attributes under another name, ``first`` what each copy begins with.
    """

    source: str
    target: str
    link: str | None = None
    place: str | None = None
    origin: str | None = None
    listed: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    first: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Origin:
    """A resource from which another is made: the attributes that name it, and what is taken from it."""

    template: str
    by: tuple[str, ...]
    texts: Mapping[str, str]
    origin: str | None
    rows: tuple[Rows, ...]


def origins(catalog: Catalog, kind: Kind) -> tuple[Origin, ...]:
    """What records of a resource may be made from, worked out once."""
    declared: tuple[Origin, ...] | None = kind.compiled.get("origins")
    if declared is None:
        entries = (catalog.overlay.get("templates") or {}).get(kind.name) or ()
        declared = kind.compiled["origins"] = tuple(_origin(entry) for entry in entries)
    return declared


def _origin(entry: Mapping[str, Any]) -> Origin:
    texts = entry.get("texts") or {}
    names = texts if isinstance(texts, Mapping) else dict(zip(texts, texts, strict=True))
    rows = tuple(
        Rows(row["from"], row["to"], **{key: value for key, value in row.items() if key not in ("from", "to")})
        for row in entry.get("rows") or ()
    )
    return Origin(entry["template"], tuple(entry.get("by") or ()), names, entry.get("origin"), rows)


@dataclass(frozen=True, slots=True)
class Template:
    """A record from which another is made, and what is taken from it."""

    record: Stored
    origin: Origin

    def begin(self, values: dict[str, Any]) -> None:
        """The texts of the template are those of the new record where it has none of its own."""
        for name, target in self.origin.texts.items():
            if values.get(target) in (None, "") and self.record.body.get(name) is not None:
                values[target] = self.record.body[name]
        if self.origin.origin:
            values |= _origin_of(self.origin.origin, self.record)

    def fill(self, context: Context, record: Stored, chosen: Callable[[Stored], bool] = lambda _: True) -> list[Stored]:
        """The rows of the template, or those of them that are ``chosen``, become rows of the record: the copies.

        What names one of the rows names its copy.
        """
        copies = _Copies(context, self.record, record)
        added = [copy for rows in self.origin.rows for copy in copies.add(rows, chosen)]
        copies.list_all()
        return added


def named_template(context: Context, kind: Kind, values: Mapping[str, Any]) -> Template | None:
    """The template that the attributes of a new record name; None for none, and for one that there cannot be."""
    for origin in origins(context.catalog, kind):
        for name in origin.by:
            record = reachable(context, origin.template, values[name]) if values.get(name) is not None else None
            if record is not None:
                return Template(record, origin)
    return None


def template_for(context: Context, kind: Kind, record: Stored) -> Template:
    """A record as the template, or the original, of a new one. Without an entry in the overlay all that is below is taken."""
    declared = next((origin for origin in origins(context.catalog, kind) if origin.template == record.kind), None)
    return Template(record, declared or Origin(record.kind, (), {}, None, _rows_below(context.catalog, kind)))


def _rows_below(catalog: Catalog, kind: Kind) -> tuple[Rows, ...]:
    """What lies below a record by its path, level by level."""
    below: tuple[Rows, ...] | None = kind.compiled.get("rows_below")
    if below is None:
        level, names = [kind.name], list[str]()
        while level:
            level = [name for name in catalog.kind_names if catalog.kind(name).parent in level and catalog.kind(name).creatable]
            names += level
        below = kind.compiled["rows_below"] = tuple(Rows(name, name) for name in names)
    return below


class _Copies:
    """The copies made so far, by the id of the original."""

    def __init__(self, context: Context, template: Stored, record: Stored) -> None:
        self._context = context
        self._record = record
        self._originals = {template.id: template}
        # What names the template names no record of another resource, unless it is called otherwise there.
        self._foreign = template.id if template.kind != record.kind else None
        self._copies = {template.id: record}
        self._lists: dict[tuple[int, str], list[int]] = {}

    def add(self, rows: Rows, chosen: Callable[[Stored], bool]) -> list[Stored]:
        """Copies the rows of one resource."""
        added = []
        for original in filter(chosen, list(self._below(rows))):
            parent = self._copies.get(original.parent_id or 0)
            copy = self._put(rows, self._attributes(rows, original), parent.id if parent else None)
            self._originals[original.id], self._copies[original.id] = original, copy
            above = parent if rows.link is None else self._copies.get(original.body[rows.link])
            if rows.listed and above is not None:
                self._lists.setdefault((above.id, rows.listed), []).append(copy.id)
            added.append(copy)
        return added

    def _attributes(self, rows: Rows, original: Stored) -> dict[str, Any]:
        """Those of the original; of one with another name in the copy its own value stays where the copy shows both."""
        shown = self._context.catalog.kind(rows.target).fields
        body = {name: value for name, value in original.body.items() if name not in OWN}
        same = {name: value for name, value in body.items() if name not in rows.names}
        out = {name: value if value == self._foreign else self._renamed(name, value) for name, value in same.items()}
        for name in rows.names.keys() & body.keys():
            out[rows.names[name]] = self._renamed(name, body[name])
            if name in shown:
                out[name] = body[name]
        if rows.place:
            out[rows.place] = self._record.id
        if rows.origin:
            out |= _origin_of(rows.origin, original)
        return {**out, **rows.first}

    def _put(self, rows: Rows, values: dict[str, Any], parent_id: int | None) -> Stored:
        """Stores a copy where the new record is; what is made of a project's template, in the project."""
        context, project = self._context, self._record
        if project.kind != "projects":
            return context.put(rows.target, values, parent_id)
        place = Placement(context.company_id, project.id, parent_id)
        record = Stored.new(rows.target, context.records.next_id(), values, context.now(), place)
        return context.records.insert(record, user_id=context.user_id)

    def list_all(self) -> None:
        """Lets what has rows below it list them."""
        by_id = {copy.id: copy for copy in self._copies.values()}
        for (number, name), ids in self._lists.items():
            self._context.change(by_id[number], {name: ids})

    def _below(self, rows: Rows) -> Iterator[Stored]:
        """The live originals below what has been copied, in order."""
        if rows.link is not None:
            selection = Selection(rows.source, company_id=self._context.company_id)
            selection.conditions = [Condition(rows.link, "in", list(self._originals))]
            yield from self._context.every(selection)
            return
        parent = self._context.catalog.kind(rows.source).parent
        for original in [record for record in self._originals.values() if record.kind == parent]:
            yield from self._context.children(rows.source, original.id)

    def _renamed(self, name: str, value: Any) -> Any:
        """A value of the original, with the copies in the place of the rows that it names."""
        if not name.endswith(REFERRING):
            return value
        if isinstance(value, list):
            return [self._renamed(name, item) for item in value]
        copy = self._copies.get(value) if isinstance(value, int) else None
        return copy.id if copy is not None else value


def _origin_of(name: str, original: Stored) -> dict[str, Any]:
    """The attribute that names the original: an id, or below a dot beside the company of it."""
    head, _, tail = name.partition(".")
    return {head: {"company_id": original.company_id, tail: original.id} if tail else original.id}
