"""Which of several schemas an answer has: by the ``view`` that a request names, and by what the record is.

The reference lists the alternatives of an answer beside each other without saying which view is which.
"""

from collections.abc import Sequence
from typing import Any

from mockcore.reference.operation import Operation
from mockcore.reference.schema import Schema, main_type, nullable, properties, types, variants

PARAMETERS = ("view", "serializer_view")
IDS = frozenset({"ids", "ids_only", "only_ids", "only_ids_post_review"})
# What a list without a view is, by its name.
NORMAL = ("normal", "default")
# Views from the poorest to the richest. Source: reference (the names; the views of vendors and projects, which are in order).
RANKS = (
    "name", "minimal", "compact", "erp_compact", "ssov_source_lines", "short", "list", "summary",
    "normal", "default", "erp", "directory", "web", "with_lov_entries", "extended",
)  # fmt: skip


def views(operation: Operation) -> tuple[str, ...]:
    """The views that an operation knows, in the order of the document."""
    declared = next((option.schema for option in operation.query if option.name in PARAMETERS), None)
    return tuple(str(name) for name in (declared or {}).get("enum") or ())


def default_view(operation: Operation) -> str:
    """The view of an answer whose request names none: the overlay's, the document's, else the normal one; "" for none.

    Source: documented, reference ("it will default to normal"); decisions, Views.
    """
    hint = operation.hint.get("view")
    if hint:
        return str(hint)
    declared = next((option.schema.get("default") for option in operation.query if option.name in PARAMETERS), None)
    names = views(operation)
    return str(declared) if declared in names else next((name for name in NORMAL if name in names), "")


def alternative(operation: Operation, schema: Schema, view: str) -> Any:
    """The alternative of an answer that a view names; without alternatives, the schema itself."""
    options = [option for option in variants(schema) if main_type(option)]
    if not options or "properties" in schema:
        return schema
    objects = [option for option in options if properties(option)]
    if not objects:
        return options[0]
    if view in IDS:
        return ids(objects[0])
    chosen = view or default_view(operation)
    named = operation.hint.get("views")
    if named:
        return objects[list(dict.fromkeys(named.values())).index(named.get(chosen) or named[default_view(operation)])]
    if len({frozenset(properties(option)) for option in objects}) == 1 and len(objects) > 1 and not views(operation):
        return united(objects)
    return _by_rank(chosen, views(operation), objects)


def united(objects: Sequence[Schema]) -> dict[str, Any]:
    """Alternatives with the same properties as one: each of its properties may be what it is in any of them."""
    first, *others = objects
    joined = {name: [schema, *(properties(other)[name] for other in others)] for name, schema in properties(first).items()}
    return {**first, "properties": {name: _either(schemas) for name, schemas in joined.items()}}


def _either(schemas: Sequence[Schema]) -> dict[str, Any]:
    inner = {name: schema for option in reversed(schemas) for name, schema in properties(option).items()}
    names = list(dict.fromkeys(name for option in schemas for name in types(option)))
    either = {**schemas[0], "type": [*names, "null"] if any(map(nullable, schemas)) else names}
    return {**either, "properties": inner} if inner else either


def ids(schema: Schema) -> dict[str, Any]:
    """A record as its id alone."""
    return {"type": "string" if main_type(properties(schema).get("id", {})) == "string" else "integer"}


def _by_rank(view: str, names: Sequence[str], objects: list[dict[str, Any]]) -> dict[str, Any]:
    """The object that is as rich among the others as the view is; the richest where nothing tells them apart."""
    poorest_first = sorted(objects, key=lambda option: len(properties(option)))
    ranked = sorted((name for name in names if name in RANKS), key=RANKS.index)
    if view not in ranked:
        return max(objects, key=lambda option: len(properties(option)))
    place = ranked.index(view)
    if len(ranked) == len(objects):
        return poorest_first[place]
    # With another number of objects than of views, the richest view alone has the richest object.
    return poorest_first[-1 if view == ranked[-1] else min(place, max(len(objects) - 2, 0))]
