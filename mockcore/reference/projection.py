"""A stored record as an operation shows it: the document's properties, filled from attributes, references and columns."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import orjson

from mockcore import inflections
from mockcore.reference.catalog import Catalog
from mockcore.reference.computed import Computed
from mockcore.reference.conform import Identifier, unset
from mockcore.reference.custom_fields import custom_fields
from mockcore.reference.derivations import Derivations
from mockcore.reference.layout import RecordLike, Resolver, Source, Stated, first, laid_out
from mockcore.reference.nested import hidden, nested
from mockcore.reference.references import References, list_keys, object_keys
from mockcore.reference.scalars import COLUMNS, Scalars, as_written, column, identity, scalar_list
from mockcore.reference.schema import Schema, main_type, properties, variants

# What a record lies in, shown by its name: the column that has its id.
SCOPES = {"company": "company_id", "project": "project_id"}
# Objects within objects, from which on those inside are shown as they were written.
DEEPEST = 4
# What gives a field that is not stored, by resource and field, from the record and the source.
Computations = Mapping[tuple[str, str], Callable[[Any, Any], Any]]


class Projector:
    """Projections of one catalog, compiled when first used."""

    def __init__(self, catalog: Catalog, computations: Computations | None = None) -> None:
        self.catalog = catalog
        self._computations = computations if computations is not None else {}
        self.references = References(catalog.references, catalog.kind_names)
        self.scalars = Scalars(catalog, self.references)
        self.derivations = Derivations(catalog, self.references, self._computations)
        self._objects: dict[tuple[bytes, str, int], Resolver] = {}
        # Those whose properties rest on nothing but the record itself, and on the directory.
        self._own: set[Resolver] = set()

    def object(self, schema: Schema, kind: str, depth: int = 0) -> Resolver:
        """Renders a record of that resource as an object of that schema.

        Most properties of a document are not stored of most records: what it costs grows with the attributes that are.
        """
        # Objects of one component are rendered by one function, however often the document repeats it.
        key = (orjson.dumps(schema, option=orjson.OPT_SORT_KEYS), kind, depth)
        render = self._objects.get(key)
        if render is None:
            parts = {name: self._property(name, origin, kind, depth) for name, origin in properties(schema).items()}
            if "id" not in parts:
                parts |= {name: identity(name, properties(schema)[name]) for name in _own_ids(kind) if name in parts}
            derivations = self._derivations(schema, kind, depth)
            render = self._objects[key] = laid_out(parts, derivations)
            follow = all(self.derivations.rests_on_directory(name, kind) for name in derivations)
            if follow and all(_own(name, origin) for name, origin in parts.items()):
                self._own.add(render)
        return render

    def item(self, schema: Schema, kind: str) -> Resolver:
        """Renders one record where the schema may also be a bare id."""
        if main_type(schema) in ("integer", "number", "string"):
            return Identifier(schema)
        return self.object(schema, kind)

    def _property(self, name: str, schema: Schema, kind: str, depth: int) -> Resolver | Stated:
        schema = _fullest(schema)
        compute = self._computations.get((kind, name))
        if compute is not None:
            return self._computed(name, schema, kind, compute, depth)
        if name == "id" and main_type(schema) in ("integer", "string", "number"):
            return Identifier(schema)
        if name in COLUMNS:
            return column(name, schema)
        form = main_type(schema)
        resolve: Resolver | Stated
        if form == "object":
            resolve = self._nested(name, schema, kind, depth)
        elif form == "array":
            resolve = self._array(name, schema, kind, depth)
        else:
            resolve = self.scalars.resolver(name, schema, kind)
        return resolve

    def _computed(self, name: str, schema: Schema, kind: str, compute: Callable[[Any, Any], Any], depth: int) -> Computed:
        layout = partial(self.object, depth=depth + 1)
        target = partial(self.references.kind_for, owner=f"{kind}.{name}")
        return Computed(name, schema, compute, layout, self._own, self.catalog.is_private, target)

    def _derivations(self, schema: Schema, kind: str, depth: int) -> dict[str, Resolver]:
        """What gives those properties that follow from others where they are not stored."""
        out: dict[str, Resolver] = {}
        for name, declared in properties(schema).items():
            origin = _fullest(declared)
            derive = self.derivations.of(name, origin, kind) if (kind, name) not in self._computations else None
            if derive is not None and name not in COLUMNS and depth <= DEEPEST:
                out[name] = self._computed(name, origin, kind, derive, depth)
        return out

    def _nested(self, name: str, schema: Schema, kind: str, depth: int) -> Resolver | Stated:
        if name == "custom_fields":
            return custom_fields
        parts = properties(schema)
        if not parts:
            return as_written(name, {})
        target = self.references.kind_for(name, kind)
        above = name in SCOPES and "name" in parts
        if target and not (above or "id" in parts or any(identifier in parts for identifier in _own_ids(target))):
            target = None
        target = target or ("users" if "login" in parts else None)
        if depth > DEEPEST:
            return as_written(name, unset(name, schema))
        inside = self.object(schema, target or f"{kind}.{name}", depth + 1)
        return self._reference(name, schema, kind, target, inside)

    def _reference(self, name: str, schema: Schema, kind: str, target: str | None, inside: Resolver) -> Resolver | Stated:
        attributes = self.catalog.kind(kind).attributes if self.catalog.has_kind(kind) else {}
        keys = [*object_keys(name, attributes), f"{name}_ids"]
        default, own = unset(name, schema), inside in self._own
        scope = SCOPES.get(name)
        up = name == self.scalars.parent_stem(kind)
        private = self.catalog.is_private(target)

        def make(value: Any, record: RecordLike, source: Source) -> Any:
            if value.__class__ is list:
                value = value[0] if value else None
            if private and hidden(target or "", value, source):
                return default
            return default if value is None else nested(inside, own, target, value, source, record)

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
        attributes = self.catalog.kind(kind).attributes if self.catalog.has_kind(kind) else {}
        keys = list_keys(name, attributes) if not name.endswith("_ids") else [inflections.pluralize(name[:-4])]
        single = f"{inflections.singularize(name)}_id"
        if not parts:
            return scalar_list(name, items, keys)
        singular = inflections.singularize(name)
        below = f"{kind}/{name}"
        children = below if self.catalog.has_kind(below) and self.catalog.kind(below).creatable else None
        target = self.references.kind_for(singular, kind) or ("users" if "login" in parts else None)
        if depth > DEEPEST:
            return as_written(name, [])
        inside = self.object(items, target or children or f"{kind}.{name}", depth + 1)
        own, private = inside in self._own, self.catalog.is_private(target)
        private_below = self.catalog.is_private(children)

        def make(value: Any, record: RecordLike, source: Source) -> Any:
            shown = []
            for member in value if value.__class__ is list else ():
                if member is not None and not (private and hidden(target or "", member, source)):
                    shown.append(nested(inside, own, target, member, source, record))  # noqa: PERF401 - a closure costs more
            return shown

        def below_it(record: RecordLike, source: Source) -> Any:
            value = first(record.body, (name, *keys))
            if value is None and record.body.get(single) is not None:
                value = [record.body[single]]
            if value is None and children:
                rows = source.children(children, record.id)
                return [inside(child, source) for child in rows if not private_below or source.shows(child)]
            return make(value, record, source)

        return below_it if children else Stated([], (name, *keys, single), make=make, single=single)


def _fullest(schema: Schema) -> Schema:
    """Of several alternatives, the one that tells most."""
    options = variants(schema)
    if not options or "properties" in schema:
        return schema
    return max(options, key=lambda option: (len(properties(option)), main_type(option) == "string"))


def _own_ids(kind: str) -> tuple[str, ...]:
    """How an object without an ``id`` calls that of its record: ``specification_section_id``."""
    if kind == "users":
        return ("login_information_id", "user_id")
    return (f"{inflections.singularize(kind.rsplit('/', 1)[-1])}_id",)


def _own(name: str, resolver: Resolver | Stated) -> bool:
    return resolver.own if isinstance(resolver, Stated) else name in COLUMNS or isinstance(resolver, Identifier)
