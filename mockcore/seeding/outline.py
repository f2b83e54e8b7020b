"""What is made of a resource: its drawn attributes, its counters and its references, worked out once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mockcore import inflections
from mockcore.reference.derivations import CREATORS
from mockcore.reference.operation import Kind
from mockcore.reference.references import References
from mockcore.reference.schema import Schema, main_type, nullable, properties, types
from mockcore.seeding.shaping import living

SERVER_OWNED = frozenset(
    {
        "id", "uuid", "created_at", "updated_at", "deleted_at", "deleted", "is_deleted", "recycled", "number",
        "position", "link", "links", "url", "urls", "permissions", "custom_fields", "company", "company_id",
        "project", "project_id", "origin_id", "origin_data", "origin_code", "created_by", "creator", "author",
        "attachments", "key", "errors", "variant",
    }
)  # fmt: skip
_SET_ELSEWHERE = SERVER_OWNED | {"parent_id", "created_by_id", "creator_id"}
# What is numbered by its trade and not one after the other: the number is drawn with the title.
_NUMBERED = frozenset({"specification_sections", "drawings"})
# Drawn beside the fields that a record has, for what is made of it afterwards.
_BESIDE: Mapping[str, tuple[str, ...]] = {"rfis": ("question_text", "official_response")}
_REFERRING = ("_id", "_ids", "_count", "_url", "_uuid", "_uuids")
_FORMATS = ("date", "date-time", "uuid", "email", "uri")
_NESTED = ("array", "object", "")


@dataclass(frozen=True, slots=True)
class Outline:
    """``references`` are (attribute, resource, many); ``counted`` are (attribute, as a number)."""

    schema: Mapping[str, Any]
    counted: tuple[tuple[str, bool], ...]
    active: tuple[str, ...]
    made_by: bool
    references: tuple[tuple[str, str, bool], ...]
    derived: frozenset[str]
    required: frozenset[str]


def outline(kind: Kind, references: References, derived: Iterable[str] = (), required: frozenset[str] = frozenset()) -> Outline:
    """The outline of a resource; ``derived`` are the overlay's names of what follows from other fields.

    ``required`` are the attributes that no client may leave out.
    """
    fields, drawn = kind.fields, _drawn(kind, references)
    return Outline(
        {"type": "object", "properties": drawn, "required": [name for name in drawn if _always(fields.get(name, {}))]},
        tuple((name, "integer" in types(fields[name])) for name in ("number", "position") if name in fields),
        tuple(name for name in ("active", "is_active") if name in fields),
        any(name in fields or name in kind.attributes for name in CREATORS),
        tuple(_references(kind, references)),
        frozenset(_derived(kind, derived)),
        required,
    )


def _derived(kind: Kind, names: Iterable[str]) -> Iterator[str]:
    """The fields that are not drawn: each follows from others, and no client gives them."""
    for entry in names:
        owner, _, name = entry.rpartition(".")
        if owner in ("", kind.name) and name in kind.fields and name not in kind.attributes:
            yield name


def _drawn(kind: Kind, references: References) -> dict[str, Any]:
    """Request attributes and plain response fields, without references and what is called after them."""
    drawn_by_name: dict[str, Any] = {name: {"type": "string"} for name in _BESIDE.get(kind.name, ())}
    for name, attribute in {**kind.fields, **kind.attributes}.items():
        shown = kind.fields.get(name, attribute)
        owned = name in SERVER_OWNED and not (name == "number" and kind.name in _NUMBERED)
        if owned or name.endswith(_REFERRING):
            continue
        if f"{name}_id" in kind.attributes and references.of_attribute(f"{name}_id", kind.name):
            continue
        if main_type(shown) in _NESTED or main_type(attribute) in _NESTED:
            continue
        drawn = living(name, shown if "enum" in shown else attribute)
        if drawn is not None:
            drawn_by_name[name] = drawn
    return drawn_by_name


def _always(shown: Schema) -> bool:
    """Whether an answer without the field would be none: no empty text has its format."""
    return shown.get("format") in _FORMATS and not nullable(shown)


def _references(kind: Kind, references: References) -> list[tuple[str, str, bool]]:
    names = dict.fromkeys(kind.attributes)
    for name, field in kind.fields.items():
        if main_type(field) == "object" and "id" in properties(field):
            names.setdefault(f"{name}_id")
        elif main_type(field) == "array" and "id" in properties(field.get("items", {})):
            names.setdefault(f"{inflections.singularize(name)}_ids")
    referred = ((name, references.of_attribute(name, kind.name)) for name in names if name not in _SET_ELSEWHERE)
    return [(name, *target) for name, target in referred if target is not None]
