"""Fields that follow from others: from which of them the value of each is taken when none is stored, however it came to be.

Most of it stands in the overlay, under ``derived``: a path of names from the record to the value, ``vendor.name``. A name
is an attribute, a reference, the record above (also by its own name), ``project``, ``company`` or ``creator``; ``|`` stands
between alternatives, ``=`` before a word that is the same for all. What follows from the names alone needs no entry:
``plan_id`` of what lies below a plan, ``project_name`` of what lies in a project, ``plain_text_body`` of a ``body``.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from mockcore.reference.catalog import Catalog
from mockcore.reference.conform import identified
from mockcore.reference.derivation_paths import PLACES, Path, Paths
from mockcore.reference.layout import RecordLike, Source
from mockcore.reference.references import References, stem_of
from mockcore.reference.scalars import ALIASES, COLUMNS, NAMES
from mockcore.reference.schema import Schema, main_type

Derive = Callable[[Any, Any], Any]
# What nearly every answer names, and few requests change.
DIRECTORY = frozenset({"users", "vendors", "companies"})
CREATORS = ("created_by_id", "creator_id", "created_by", "creator", "author_id")
# What a record is called by, in this order.
LABELS = (*NAMES, "description", "full_code", "code", "number", "login")
# What is neither a record nor an object of one.
_VALUES: frozenset[type] = frozenset({str, int, float, bool, list, type(None)})
_TEXTS = re.compile(r"(?P<form>plain|rich)_text_(?P<before>\w+)|(?P<after>\w+)_(?P<last>plain|rich)_text")
_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"</p>\s*<p[^>]*>|<br\s*/?>|</li>\s*<li[^>]*>")


@dataclass(frozen=True, slots=True)
class Step:
    """What one name of a path may lead to: the attributes, the resource that they refer to, the one above, what computes it."""

    keys: tuple[str, ...]
    target: str | None
    above: str | None
    compute: Derive | None
    derive: Derive | None


class Derivations:
    """The derivations of one catalog, looked up once for each property."""

    def __init__(
        self, catalog: Catalog, references: References, computations: Mapping[tuple[str, str], Derive] | None = None
    ) -> None:
        self._catalog = catalog
        self._references = references
        self._computations = computations or {}
        self._table: Mapping[str, str] = catalog.overlay.get("derived") or {}
        self._paths = Paths(catalog, references)
        self._steps: dict[tuple[str, str], Step] = {}

    def of(self, name: str, schema: Schema, kind: str) -> Derive | None:
        """Gives the value of a property of a resource's records that have none stored; None where nothing tells it."""
        entry = self._table.get(f"{kind}.{name}") or self._table.get(name)
        if entry == "none":
            return None
        if entry is None:
            paths = self._paths.inferred(name, kind) if self._catalog.has_kind(kind) else []
            return _other_form(name) or _count(self._catalog, name, kind) or self._all(kind, paths, schema)
        if entry.startswith("="):
            return lambda record, source: entry[1:]
        return self._all(kind, [tuple(path.strip().split(".")) for path in entry.split("|")], schema)

    def rests_on_directory(self, name: str, kind: str) -> bool:
        """Whether a derivation looks at nothing but its record and the people and companies of ``DIRECTORY``."""
        entry = self._table.get(f"{kind}.{name}") or self._table.get(name)
        if entry is None:
            return _TEXTS.fullmatch(name) is not None
        paths = [] if entry.startswith("=") else [path.strip().split(".") for path in entry.split("|")]
        return all(self._in_directory(path, kind) for path in paths)

    def _in_directory(self, path: list[str], owner: str) -> bool:
        for name in path[:-1]:
            target = PLACES.get(name) or self._references.kind_for(name, owner)
            if target not in DIRECTORY:
                return False
            owner = target
        step = self._step(owner, path[-1])
        return path[-1] in COLUMNS or not (step.target or step.above or step.compute or step.derive)

    def _all(self, kind: str, paths: list[Path], schema: Schema) -> Derive | None:
        if not paths:
            return None
        form = main_type(schema)

        def derive(record: RecordLike, source: Source) -> Any:
            for path in paths:
                value = self._formed(form, self._end(path, kind, record, source), source)
                if value is not None and value != "":
                    return value
            return None

        return derive

    def _end(self, path: Path, kind: str, record: Any, source: Source) -> Any:
        """What a path leads to; a record that is not the caller's to see is none."""
        value = self._next(record, kind, path[0], source)
        for name in path[1:]:
            if value.__class__ is dict:
                value = value.get(name)
            else:
                value = self._next(value, value.kind, name, source) if _is_record(value) else None
        return value

    def _next(self, record: Any, owner: str, name: str, source: Source) -> Any:
        if name == "id" or (name in COLUMNS and not name.endswith("_id")):
            return getattr(record, name)
        if name == "creator":
            return creator(record, source)
        if name in PLACES and owner != PLACES[name]:
            number = getattr(record, f"{name}_id")
            return source.find(PLACES[name], number) if number is not None else None
        step = self._steps.get((owner, name)) or self._steps.setdefault((owner, name), self._step(owner, name))
        body = record.body
        for key in step.keys:
            value = body.get(key)
            if value is not None and value != "":
                return self._referred(step.target, value, source)
        if step.above is not None and record.parent_id is not None:
            return self._referred(step.above, record.parent_id, source)
        derive = step.compute or step.derive
        return derive(record, source) if derive is not None else None

    def _referred(self, target: str | None, value: Any, source: Source) -> Any:
        if target is None:
            return value
        number = identified(value.get("id") if isinstance(value, Mapping) else value)
        record = source.find(target, number) if number is not None else None
        if record is None:
            return value if isinstance(value, Mapping) or number is None else None
        gone = record.deleted_at is not None or (self._catalog.is_private(target) and not source.shows(record))
        return None if gone else record

    def _step(self, owner: str, name: str) -> Step:
        declared = self._catalog.kind(owner) if self._catalog.has_kind(owner) else None
        target = self._references.kind_for(name, owner)
        above = declared.parent if declared and declared.parent and stem_of(declared.parent) == name else None
        keys = (name, f"{name}_id") if target else (name, *ALIASES.get(name, ()))
        computation = self._computations.get((owner, name))
        fields = {**declared.fields, **declared.attributes} if declared else {}
        return Step(() if computation else keys, target, above, computation, self.of(name, fields.get(name, {}), owner))

    def _formed(self, form: str, value: Any, source: Source) -> Any:
        """A value as a property of that type shows it: a record by what it is called, or by its id."""
        if value is None:
            return None
        record = value.__class__ is dict or _is_record(value)
        if form in ("integer", "number"):
            return value.get("id") if value.__class__ is dict else value.id if record else value
        if form in ("object", "array"):
            return value if record == (form == "object") and (record or isinstance(value, list)) else None
        if form != "string" or not record:
            return value
        return value.get("name") if value.__class__ is dict else self.called(value, source)

    def called(self, record: RecordLike, source: Source) -> Any:
        """What a record is called: by a name that is computed, or by the first of ``LABELS`` that it has; None without any."""
        compute = self._computations.get((record.kind, "name"))
        name = compute(record, source) if compute is not None else None
        return name or label_of(record.body)


def _is_record(value: Any) -> bool:
    return value.__class__ not in _VALUES and hasattr(value, "body")


def creator(record: RecordLike, source: Source) -> Any:
    """Whoever made a record, as it says itself or as its history does; None for nobody that is known."""
    values = (record.body.get(name) for name in CREATORS)
    value = next((value for value in values if value is not None), None)
    number = identified(value.get("id") if isinstance(value, Mapping) else value)
    number = source.creator_of(record) if number is None else number
    return source.find("users", number) if number is not None else None


def label_of(body: Mapping[str, Any]) -> Any:
    """The first of ``LABELS`` that a record has, or its first and last name."""
    label = next((body[key] for key in LABELS if body.get(key) not in (None, "")), None)
    return label or " ".join(str(body[half]) for half in ("first_name", "last_name") if body.get(half)) or None


def plain_text(text: str) -> str:
    """A text without its tags; paragraphs and items of lists stand on lines of their own."""
    return unescape(_TAG.sub("", _BREAK.sub("\n", text))).strip() if "<" in text or "&" in text else text


def _names(catalog: Catalog, kind: str) -> set[str]:
    return {*catalog.kind(kind).fields, *catalog.kind(kind).attributes}


def _count(catalog: Catalog, name: str, kind: str) -> Derive | None:
    """How many there are of what lies below a record, or of the rows of one of its lists: ``comments_count``."""
    rows = name.removesuffix("_count")
    if rows == name:
        return None
    below = f"{kind}/{rows}"
    if not catalog.has_kind(below) and (not catalog.has_kind(kind) or rows not in _names(catalog, kind)):
        return None
    stored = catalog.has_kind(below) and catalog.kind(below).creatable and not catalog.is_private(below)

    def derive(record: RecordLike, source: Source) -> int:
        value = record.body.get(rows)
        return len(value) if isinstance(value, list) else len(source.children(below, record.id)) if stored else 0

    return derive


def _other_form(name: str) -> Derive | None:
    """Gives a plain or rich text from its other forms."""
    match = _TEXTS.fullmatch(name)
    if match is None:
        return None
    stem = match["before"] or match["after"]
    names = (stem, f"rich_text_{stem}", f"{stem}_rich_text", f"plain_text_{stem}", f"{stem}_plain_text")
    plain = (match["form"] or match["last"]) == "plain"

    def derive(record: RecordLike, source: Source) -> Any:
        value = next((record.body[key] for key in names if record.body.get(key) is not None), None)
        return plain_text(value) if plain and isinstance(value, str) else value

    return derive
