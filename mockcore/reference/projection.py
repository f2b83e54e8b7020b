"""A stored record as an operation shows it: the document's properties, filled from attributes, references and columns."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import inflection
import orjson

from mockcore.reference.catalog import Catalog
from mockcore.reference.coercion import whole
from mockcore.reference.computed import Computed
from mockcore.reference.conform import Identifier, fitting, identified, unaltered, unset
from mockcore.reference.custom_fields import custom_fields
from mockcore.reference.layout import RecordLike, Resolver, Source, Stated, first, laid_out
from mockcore.reference.references import References, list_keys, object_keys
from mockcore.reference.schema import Schema, main_type, properties, types, variants

# A name that is not stored is taken from one that is: conventions that hold across Procore's tools.
ALIASES: dict[str, tuple[str, ...]] = {
    "title": ("subject", "name"),
    "subject": ("title",),
    "name": ("title", "subject", "label", "description"),
    "label": ("name", "title"),
    "full_number": ("number",),
    "formatted_number": ("number",),
    "display_name": ("name", "title"),
    "full_name": ("name",),
    "translated_status": ("status",),
    "rich_text_body": ("body",),
    "plain_text_body": ("body",),
    "body": ("plain_text_body", "rich_text_body"),
    "rich_text_description": ("description",),
    "filename": ("name",),
    "file_name": ("filename", "name"),
    "value": ("name", "label"),
    "note": ("notes",),
    "manual_number": ("number",),
    "node_name": ("name",),
    "formatted_name": ("name",),
    "email": ("email_address", "login"),
    "login": ("email_address", "email"),
    "spec_section_number": ("number",),
    "spec_section_description": ("description", "label", "name"),
    "email_address": ("email", "login"),
}  # fmt: skip
# What a record is called by.
NAMES = ("name", "title", "label", "subject")
Fit = Callable[[Any], Any]
COLUMNS = {"created_at", "updated_at", "deleted_at", "company_id", "project_id"}


class Projector:
    """Projections of one catalog, compiled when first used."""

    def __init__(self, catalog: Catalog, computations: Mapping[tuple[str, str], Resolver] | None = None) -> None:
        self.catalog = catalog
        self._computations = computations if computations is not None else {}
        self.references = References(catalog.references, catalog.kind_names)
        self._objects: dict[tuple[bytes, str, int], Resolver] = {}
        # Those whose properties rest on nothing but the record itself.
        self._own: set[Resolver] = set()

    def object(self, schema: Schema, kind: str, depth: int = 0) -> Resolver:
        """Renders a record of that resource as an object of that schema.

        Most properties of a document are not stored of most records: what it costs grows with the attributes that are.
        """
        # Objects of one component are rendered by one function, however often the document repeats it.
        key = (orjson.dumps(schema, option=orjson.OPT_SORT_KEYS), kind, depth)
        known = self._objects.get(key)
        if known is None:
            parts = {name: self._property(name, part, kind, depth) for name, part in properties(schema).items()}
            if "id" not in parts:
                parts |= {name: _identity(name, properties(schema)[name]) for name in _own_ids(kind) if name in parts}
            known = self._objects[key] = laid_out(parts)
            if all(_own(name, part) for name, part in parts.items()):
                self._own.add(known)
        return known

    def item(self, schema: Schema, kind: str) -> Resolver:
        """Renders one record where the schema may also be a bare id."""
        if main_type(schema) in ("integer", "number", "string"):
            return Identifier(schema)
        return self.object(schema, kind)

    def _property(self, name: str, schema: Schema, kind: str, depth: int) -> Resolver | Stated:
        options = variants(schema)
        if options and "properties" not in schema:
            schema = max(options, key=lambda part: (len(properties(part)), main_type(part) == "string"))
        if name == "id" and main_type(schema) in ("integer", "string", "number"):
            return Identifier(schema)
        if name in COLUMNS:
            return _column(name, schema)
        found = main_type(schema)
        resolve: Resolver | Stated
        if found == "object":
            resolve = self._nested(name, schema, kind, depth)
        elif found == "array":
            resolve = self._array(name, schema, kind, depth)
        else:
            resolve = self._scalar(name, schema, kind)
        compute = self._computations.get((kind, name))
        if compute is None:
            return resolve
        return Computed(name, schema, compute, lambda inner, owner: self.object(inner, owner, depth + 1))

    def _scalar(self, name: str, schema: Schema, kind: str) -> Resolver | Stated:
        aliases = ALIASES.get(name, ())
        stem = name[:-3] if name.endswith("_id") else ""
        parent = self._parent_stem(kind)
        default = unset(name, schema)
        fit = fitting(schema, default)
        plain = unaltered(schema)
        if not stem and not aliases:
            target = self._named_by(name, schema, kind)
            if target:
                return Stated(default, (name, f"{name}_id"), fit, partial(_called, target, fit, default), plain=plain)
            return Stated(default, (name,), fit, own=True, plain=plain)

        def make(value: Any, record: RecordLike, source: Source) -> Any:
            return fit(value)

        def made_of_object(value: Any, record: RecordLike, source: Source) -> Any:
            identifier = value.get("id") if isinstance(value, dict) else None
            return default if identifier is None else fit(identifier)

        def resolve(record: RecordLike, source: Source) -> Any:
            value = record.body.get(name)
            if value is not None:
                return fit(value)
            nested = record.body.get(stem)
            value = nested.get("id") if isinstance(nested, dict) else None
            if value is None:
                value = record.parent_id
            return default if value is None else fit(value)

        if stem:
            return resolve if stem == parent else Stated(default, (name, stem), fit, made_of_object, own=True, plain=plain)
        return Stated(default, (name, *aliases), fit, make, own=True, plain=plain)

    def _named_by(self, name: str, schema: Schema, kind: str) -> str | None:
        """The resource whose records a text calls by name, where only their ids are stored: ``vendor`` of ``vendor_id``."""
        if main_type(schema) != "string" or "enum" in schema or "format" in schema or not self.catalog.has_kind(kind):
            return None
        return self.references.kind_for(name, kind) if f"{name}_id" in self.catalog.kind(kind).attributes else None

    def _parent_stem(self, kind: str) -> str:
        parent = self.catalog.kind(kind).parent if self.catalog.has_kind(kind) else None
        return inflection.singularize(parent.rsplit("/", 1)[-1]) if parent else ""

    def _nested(self, name: str, schema: Schema, kind: str, depth: int) -> Resolver | Stated:
        if name == "custom_fields":
            return custom_fields
        parts = properties(schema)
        if not parts:
            return _plain(name, {})
        target = self.references.kind_for(name, kind)
        if target and not ("id" in parts or any(part in parts for part in _own_ids(target))):
            target = None
        target = target or ("users" if "login" in parts else None)
        if depth > 4:
            return _plain(name, unset(name, schema))
        inside = self.object(schema, target or f"{kind}.{name}", depth + 1)
        return self._reference(name, schema, kind, target, inside)

    def _reference(self, name: str, schema: Schema, kind: str, target: str | None, inside: Resolver) -> Resolver | Stated:
        known = self.catalog.kind(kind).attributes if self.catalog.has_kind(kind) else {}
        keys = [*object_keys(name, known), f"{name}_ids"]
        default, own = unset(name, schema), inside in self._own
        scope = {"company": "company_id", "project": "project_id"}.get(name)
        up = name == self._parent_stem(kind)

        def make(value: Any, record: RecordLike, source: Source) -> Any:
            if value.__class__ is list:
                value = value[0] if value else None
            return default if value is None else _inside(inside, own, target, value, source, record)

        def resolve(record: RecordLike, source: Source) -> Any:
            value = first(record.body, (name, *keys))
            if value is None and up:
                value = record.parent_id
            if value is None and scope:
                value = getattr(record, scope)
            return make(value, record, source)

        return resolve if up or scope else Stated(default, (name, *keys), make=make)

    def _array(self, name: str, schema: Schema, kind: str, depth: int) -> Resolver | Stated:
        items = schema.get("items", {})
        parts = properties(items)
        known = self.catalog.kind(kind).attributes if self.catalog.has_kind(kind) else {}
        keys = list_keys(name, known) if not name.endswith("_ids") else [inflection.pluralize(name[:-4])]
        single = f"{inflection.singularize(name)}_id"
        if not parts:
            return _scalars(name, items, keys)
        singular = inflection.singularize(name)
        below = f"{kind}/{name}"
        children = below if self.catalog.has_kind(below) and self.catalog.kind(below).creatable else None
        target = self.references.kind_for(singular, kind) or ("users" if "login" in parts else None)
        if depth > 4:
            return _plain(name, [])
        inside = self.object(items, target or children or f"{kind}.{name}", depth + 1)
        own = inside in self._own

        def make(value: Any, record: RecordLike, source: Source) -> Any:
            shown = []
            for part in value if value.__class__ is list else ():
                if part is not None:
                    shown.append(_inside(inside, own, target, part, source, record))  # noqa: PERF401 - a closure costs more
            return shown

        def below_it(record: RecordLike, source: Source) -> Any:
            value = first(record.body, (name, *keys))
            if value is None and record.body.get(single) is not None:
                value = [record.body[single]]
            if value is None and children:
                return [inside(child, source) for child in source.children(children, record.id)]
            return make(value, record, source)

        return below_it if children else Stated([], (name, *keys, single), make=make, single=single)


def _called(target: str, fit: Fit, default: Any, value: Any, record: RecordLike, source: Source) -> Any:
    number = identified(value)
    found = source.find(target, number) if number is not None else None
    name = first(found.body, NAMES) if found is not None else None
    return default if name is None else fit(name)


def _own_ids(kind: str) -> tuple[str, ...]:
    """How an object without an ``id`` calls that of its record: ``specification_section_id``."""
    if kind == "users":
        return ("login_information_id", "user_id")
    return (f"{inflection.singularize(kind.rsplit('/', 1)[-1])}_id",)


def _identity(name: str, schema: Schema) -> Resolver:
    default, identifier = unset(name, schema), Identifier(schema)
    fit = fitting(schema, default)

    def resolve(record: RecordLike, source: Source) -> Any:
        value = record.body.get(name)
        if value is not None:
            return fit(value)
        return identifier(record) if record.id else default

    return resolve


class Fragment:
    """A nested value, or a reference whose record is not known here, shown like a record."""

    def __init__(self, body: dict[str, Any], owner: RecordLike) -> None:
        self.body = body
        identifier = body.get("id", 0)
        self.id: int = identifier if isinstance(identifier, int) else 0
        self.key: str | None = identifier if isinstance(identifier, str) else None
        self.kind = ""
        self.version = 0
        self.company_id = owner.company_id
        self.project_id = owner.project_id
        self.parent_id: int | None = owner.id
        self.created_at: str = body.get("created_at") or owner.created_at
        self.updated_at: str = body.get("updated_at") or owner.updated_at
        self.deleted_at: str | None = None


def _own(name: str, part: Resolver | Stated) -> bool:
    return part.own if isinstance(part, Stated) else name in COLUMNS or isinstance(part, Identifier)


def _inside(render: Resolver, own: bool, target: str | None, value: Any, source: Source, owner: RecordLike) -> Any:
    """A nested object; one record stands in many places of many answers, and is rendered once."""
    found = source.find(target, value) if target and value.__class__ is int else None
    if found is None:
        found = _referenced(target, value, source, owner)
    if found.__class__ is Fragment:
        return render(found, source)
    known = source.version_cache if own else source.cache
    key = (render, found.id, found.version)
    shown = known.get(key)
    if shown is None:
        shown = known[key] = render(found, source)
    return shown


def _referenced(target: str | None, value: Any, source: Source, owner: RecordLike) -> RecordLike:
    if isinstance(value, dict):
        identifier = value.get("id")
        if target is None or not isinstance(identifier, int) or len(value) > 1:
            return Fragment(value, owner)
        value = identifier
    if isinstance(value, str):
        number = whole(value)
        value = value if number is None else number
    found = source.find(target, value) if target and isinstance(value, int) else None
    if found is None and isinstance(value, str):
        # A plain text where the answer has an object: it is what the object is called.
        return Fragment(dict.fromkeys(("name", "label", "status", "value"), value), owner)
    return found or Fragment({"id": value, "value": value}, owner)


def _column(name: str, schema: Schema) -> Resolver:
    default = unset(name, schema)
    fit = fitting(schema, default)
    # The times of a record are kept as the API writes them.
    ready = name.endswith("_at") and schema.get("format") == "date-time" and "string" in types(schema) and "enum" not in schema

    def resolve(record: RecordLike, source: Source) -> Any:
        value = record.body.get(name)
        if value is None:
            value = getattr(record, name)
            if value is None:
                return default
            if ready:
                return value
        return fit(value)

    return resolve


def _plain(name: str, default: Any) -> Stated:
    return Stated(default, (name,), lambda value: value or default, own=True)


def _scalars(name: str, items: Schema, keys: list[str]) -> Stated:
    fit = fitting(items, None) if items.get("type") else None

    def make(value: Any, record: RecordLike, source: Source) -> Any:
        if not isinstance(value, list):
            return []
        if fit is None:
            return [part for part in value if part is not None]
        plain = [part.get("id") if isinstance(part, dict) else part for part in value]
        shown = (fit(part) for part in plain if part is not None)
        return [part for part in shown if part is not None]

    return Stated([], (name, *keys), make=make, own=True)
