"""The JSON Schema of seed files: what a scenario may say, made from the document and from what is here about its own keys.

It is what a seed file is checked by, what `mockcore seed --schema` prints, and what editors complete.
"""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from mockcore import inflections
from mockcore.grants import APP_KINDS
from mockcore.oauth.access_levels import EVERY_TOOL, LEVELS
from mockcore.reference.catalog import Catalog
from mockcore.reference.references import REFERRING, References
from mockcore.reference.schema import properties
from mockcore.seeding.field_names import field_schemas
from mockcore.seeding.value_schemas import VALUES, embedded, value_schema

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
# The resources are the members of `properties` of `records` of `$defs`.
_SPREAD = 3
# A key that begins so is for the author alone: an anchor to refer to.
OWN_KEYS = "^x-"
# More is a mistake: it would be made for hours.
MOST_RECORDS, MOST_FILLED, MOST_SCALE = 1_000_000, 10_000, 100
_NUMBERS: Schema = {
    name: {"description": f"a whole number from 0 to {most:,}", "type": types, "minimum": 0, "maximum": most}
    for name, types, most in (("count", "integer", MOST_RECORDS), ("fill", ["integer", "null"], MOST_FILLED))
}
_SCALE = {
    "description": f"a number above 0, at most {MOST_SCALE}",
    "type": "number",
    "exclusiveMinimum": 0,
    "maximum": MOST_SCALE,
}
_LEVELS = ("user_access_levels", "company_permissions", "project_permissions")
# What a company has that no answer shows.
_OF_COMPANIES = ("address", "city", "state_code", "zip", "country_code")


@lru_cache(maxsize=1)
def seed_schema(catalog: Catalog) -> Schema:
    """The schema of the seed files that a document allows, to be read only."""
    return {
        "$schema": DIALECT,
        "title": "A seed of mockcore: one file, one world",
        **_mapping(_of_file()),
        "patternProperties": {OWN_KEYS: True},
        "anyOf": [{"required": ["companies"]}, {"required": ["like"]}],
        "$defs": _definitions(catalog),
    }


def schema_text(catalog: Catalog) -> str:
    """The schema as JSON, a line for each resource."""
    return "".join(_lines(seed_schema(catalog), 0)) + "\n"


def _lines(value: Any, depth: int) -> Iterator[str]:
    """Mappings are spread over lines as far down as resources are."""
    if not isinstance(value, Mapping) or not value or depth > _SPREAD:
        yield json.dumps(value, ensure_ascii=False)
        return
    indent = "  " * depth
    before = "{\n"
    for name, inner in value.items():
        yield f"{before}{indent}  {json.dumps(name)}: "
        yield from _lines(inner, depth + 1)
        before = ",\n"
    yield f"\n{indent}}}"


def _definitions(catalog: Catalog) -> Schema:
    records = _Resources(catalog)
    counts = {name: {"$ref": "#/$defs/count"} for name in catalog.kind_names}
    company = _fields("companies", catalog) | dict.fromkeys(_OF_COMPANIES, _ref("text")) | _of_place() | _of_company()
    project = _fields("projects", catalog) | _of_place() | _of_project()
    tools = dict.fromkeys([EVERY_TOOL, *(slug for slug, _ in catalog.tools())], _ref("level"))
    return {
        **VALUES,
        **_NUMBERS,
        "scale": _SCALE,
        "name": {"description": "text", "type": "string"},
        "instant": {**VALUES["date"], "type": "string"},
        "level": {"description": "the level of a tool", "enum": _levels()},
        "levels": {"description": "a level for each tool", **_mapping(tools), "type": ["object", "null"]},
        "members": {
            "description": "a list of names, or a number",
            "anyOf": [{"type": "array", "items": _ref("name")}, _ref("count"), {"type": "null"}],
        },
        "app": _mapping(_of_app(), "name", "client_id", "client_secret", "versions"),
        "company": _mapping(company, "id"),
        "project": _mapping(project, "id"),
        "counts": {"description": "how many records of each resource", **_mapping(counts), "type": ["object", "null"]},
        "records": {"description": "the records of each resource", **_mapping(records), "type": ["object", "null"]},
    }


def _of_file() -> Schema:
    return {
        "name": _said("what the seed is called, for people", _ref("text")),
        "description": _said("what is in it, for people", _ref("text")),
        "now": _said("the instant that all its dates are told from", _ref("instant")),
        "like": _said("another seed, by its name or as a file: what this one does not say is as there", _ref("name")),
        "scale": _said("what all counts of all projects are multiplied by", _ref("scale")),
        "apps": _said("apps beside the default ones", _list(_ref("app"))),
        "records_of_every_company": _said("records of each company that has an app", _ref("records")),
        "companies": _said("the companies", {"type": "array", "items": _ref("company")}),
    }


def _of_place() -> Schema:
    return {
        "id": _said("its id, the same on every machine", _ref("id")),
        "records": _said("records that are written out", _ref("records")),
        "counts": _said("how many records to draw of a resource", _ref("counts")),
        "fill": _said("how many to draw of every resource that is not named in counts", _ref("fill")),
        "scale": _said("what its counts are multiplied by", _ref("scale")),
    }


def _of_company() -> Schema:
    permitted = {"type": ["object", "null"], "additionalProperties": {"type": ["array", "null"], "items": _ref("id")}}
    return {
        "apps": _said("the client ids of the apps that it has installed", _list(_ref("name"))),
        "permitted": _said("by client id the projects to which an app is restricted", permitted),
        "since": _said("the day since which it works", _ref("date")),
        "projects": _said("its projects", _list(_ref("project"))),
    }


def _of_project() -> Schema:
    return {"members": _said("its people by name, or how many people and vendors; else all of the company", _ref("members"))}


def _of_app() -> Schema:
    text, flag = _ref("name"), {"type": "boolean"}
    version = {
        "number": text,
        "key": text,
        "company_permissions": _ref("levels"),
        "project_permissions": _ref("levels"),
    }
    return {
        "name": text,
        "client_id": text,
        "client_secret": text,
        "kind": {"enum": list(APP_KINDS)},
        "redirect_uris": {"type": "array", "items": text},
        "partner": flag,
        "approved": flag,
        "versions": {"type": "array", "items": _mapping(version, "number", "key"), "minItems": 1},
        "created_at": text,
        "uid": text,
    }


class _Resources(Mapping[str, Schema]):
    """The schema of the rows of each resource, worked out when it is asked for: a seed names few of them."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._worked_out: dict[str, Schema] = {}

    def __getitem__(self, name: str) -> Schema:
        if name not in self._worked_out:
            if name not in self:
                raise KeyError(name)
            self._worked_out[name] = _rows(name, self._catalog)
        return self._worked_out[name]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._catalog.has_kind(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._catalog.kind_names)

    def __len__(self) -> int:
        return len(self._catalog.kind_names)


def _rows(name: str, catalog: Catalog) -> Schema:
    fields = _fields(name, catalog)
    own = {"id": _ref("id"), "parent": _ref("reference")}
    row = _mapping(fields | own) if fields else {"type": "object", "properties": own}
    return _list(row)


def _fields(name: str, catalog: Catalog) -> Schema:
    levels = {field: _ref("levels") for field in _LEVELS}
    references = References(catalog.references, catalog.kind_names)
    fields = {}
    for field, sources in field_schemas(name, catalog).items():
        values = levels.get(field) or value_schema(field, sources)
        fields[field] = values if _refers(field, sources, name, references, catalog) else embedded(values)
    return fields


def _refers(field: str, sources: list[Any], owner: str, references: References, catalog: Catalog) -> bool:
    """Whether an id may stand in a field: the document says of which resource, or what it shows is a person or lies below."""
    stems = (field, inflections.singularize(field))
    shown = {name for source in sources for name in (*properties(source), *properties(source.get("items", {})))}
    named = any(references.kind_for(stem, owner) for stem in stems)
    below = f"{owner}/{field}"
    return named or (catalog.has_kind(below) and catalog.kind(below).creatable) or "login" in shown or field.endswith(REFERRING)


def _levels() -> list[str | int]:
    spellings = [(name, name.casefold(), name.casefold().replace(" ", "_")) for name in LEVELS.values()]
    return [*LEVELS.values(), *dict.fromkeys(name for row in spellings for name in row[1:]), *LEVELS]


def _mapping(fields: Mapping[str, Any], *required: str) -> Schema:
    out = {"type": "object", "properties": fields, "additionalProperties": False}
    return {**out, "required": list(required)} if required else out


def _list(items: Schema) -> Schema:
    return {"type": ["array", "null"], "items": items}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _said(description: str, schema: Schema) -> Schema:
    return {**schema, "description": description}
