"""The values in a query string, by the parameters that the document declares. Source: documented, filtering; pagination."""

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

from mockcore.errors import BadRequest
from mockcore.reasons import Reason
from mockcore.reference.bodies import STEERING
from mockcore.reference.coercion import Problems, coerced, date_time, without_fraction
from mockcore.reference.input.refusal import empty
from mockcore.reference.operation import Operation
from mockcore.reference.schema import Schema, main_type

# Gives the value of a parameter, from the texts that the query has for it.
Reader = Callable[[list[str], Problems], Any]

MAX_FIELDS = 5_000
PLACES = frozenset({"company_id", "project_id"})
_PAGES = ("page", "per_page")
_VIEWS = ("view", "serializer_view")
_DATES = frozenset({"date", "date-time"})
# Between the dates of a range, or of a list.
_SEPARATORS = re.compile(r'\s*"?\s*(?:\.\.\.?|,)\s*"?\s*')


class MissingScope(BadRequest):
    """400 for company_id or project_id left out of the query: the body may still name them."""

    def __init__(self, problems: Problems, values: dict[str, Any], names: list[str]) -> None:
        super().__init__(fields=problems)
        self.values = values
        self.names = names


@dataclass(slots=True)
class DeclaredQuery:
    """How an operation's query is read: a reader for each parameter, and the names of those that must be there.

    ``either`` tells that company and project are among them: one of the two is enough, since each tells the other.
    """

    readers: dict[str, Reader]
    required: list[str]
    either: bool = False


def declared_query(operation: Operation) -> DeclaredQuery:
    """How the query of an operation is read, worked out once."""
    declared: DeclaredQuery | None = operation.compiled.get("query")
    if declared is None:
        pages: dict[str, Reader] = {name: partial(_page_number, name) for name in _PAGES}
        readers = {parameter.name: _reader(parameter.name, parameter.schema) for parameter in operation.query}
        required = [
            parameter.name for parameter in operation.query if parameter.required and main_type(parameter.schema) != "object"
        ]
        declared = operation.compiled["query"] = DeclaredQuery(pages | readers, required, {*required} >= PLACES)
    return declared


def query_values(operation: Operation, query: str) -> tuple[dict[str, Any], list[str]]:
    """The declared query parameters by name, coerced, and the names of those that are not declared.

    Raises: BadRequest naming each missing or malformed parameter; MissingScope where only company or project are missing.
    """
    declared = declared_query(operation)
    if not query and not declared.required:
        return {}, []
    problems = Problems()
    values: dict[str, Any] = {}
    unknown: list[str] = []
    by_name = _texts(query, declared.readers)
    for name, texts in by_name.items():
        read = declared.readers.get(name)
        if read is None:
            unknown.append(name)
            values[name] = texts[-1]
        else:
            values[name] = read(texts, problems)
    for name in declared.required:
        if values.get(name).__class__ is int:
            continue
        blank = not any(text.strip() for text in by_name.get(name, ()))
        if (blank or (empty(values[name]) and name not in problems)) and not (declared.either and _placed(name, values)):
            problems[name] = [Reason.MISSING]
    if problems:
        raise _refusal(problems, values)
    return values, unknown


def _placed(name: str, values: Mapping[str, Any]) -> bool:
    """Whether the other of company and project is named. Source: observed, types of observations."""
    return name in PLACES and any(values.get(other) is not None for other in PLACES)


def _refusal(problems: Problems, values: dict[str, Any]) -> BadRequest:
    missing = [name for name in problems if problems[name] == [Reason.MISSING] and name in STEERING]
    return MissingScope(problems, values, missing) if len(missing) == len(problems) else BadRequest(fields=problems)


def _texts(query: str, names: Container[str]) -> dict[str, list[str]]:
    """The texts that a query has for each parameter, in order."""
    texts: dict[str, list[str]] = {}
    for name, text in _pairs(query):
        texts.setdefault(name if name in names else _declared_name(name, names), []).append(text)
    return texts


def _pairs(query: str) -> list[tuple[str, str]]:
    if "%" not in query and "+" not in query and query.count("&") < MAX_FIELDS:
        # Nothing is quoted: most queries are split many times faster than ``parse_qsl`` does it, to the same pairs.
        return [(name, text) for pair in query.split("&") if pair for name, _, text in (pair.partition("="),)]
    try:
        return parse_qsl(query, keep_blank_values=True, max_num_fields=MAX_FIELDS, errors="strict")
    except ValueError:
        raise BadRequest("The query string is not valid UTF-8 or has too many parameters.") from None


def _declared_name(name: str, names: Container[str]) -> str:
    """The name in the document of a parameter that Rails knows by others too: ``filter[x][]`` of ``filters[x]``."""
    plain = name.removesuffix("[]")
    if plain in names:
        return plain
    spellings = (plain.replace("filters[", "filter[", 1), plain.replace("filter[", "filters[", 1))
    return next((spelling for spelling in spellings if spelling in names), plain)


def _reader(name: str, schema: Schema) -> Reader:
    if name in _PAGES:
        return partial(_page_number, name)
    if name in _VIEWS:
        return _word
    if name.startswith("sort"):
        return _sort
    if _is_dated(name, schema):
        return partial(_moments, name, _value_of(name, {**schema, "format": "", "items": {"type": "string"}}))
    schema = _lenient(schema)
    return _value_of(name, schema)


def _value_of(name: str, schema: Schema) -> Reader:
    if main_type(schema) == "array":
        return partial(_list, name, schema)
    if schema.get("type") == "integer" and schema.keys().isdisjoint(("enum", "anyOf", "oneOf")):
        return partial(_integer, name, schema)
    return partial(_value, name, schema)


def _lenient(schema: Schema) -> Schema:
    """Objects are spread over several names: they are read by the query, not here."""
    spread = main_type(schema) == "object" or main_type(schema.get("items", {})) == "object"
    return {"type": "string"} if spread else schema


def _is_dated(name: str, schema: Schema) -> bool:
    """Whether a parameter takes dates: by its format, or a filter by its name."""
    if _DATES.intersection((schema.get("format"), schema.get("items", {}).get("format"))):
        return True
    plain = name.rstrip("[]")
    return (
        plain.startswith("filter")
        and plain.endswith(("_at", "_date"))
        and main_type(schema) == "string"
        and "enum" not in schema
    )


def _moments(name: str, read: Reader, texts: list[str], problems: Problems) -> Any:
    """A date, or a range or list of them, which filters take where the document shows one. Source: documented, filtering."""
    moments = (moment for text in texts for moment in _SEPARATORS.split(text.strip().strip('[]"')))
    if not all(date_time(moment) for moment in moments if moment):
        problems.add(name, Reason.NOT_A_DATE)
        return None
    return read(texts, problems)


def _value(name: str, schema: Schema, texts: list[str], problems: Problems) -> Any:
    return coerced(schema, texts[-1], problems, name)


def _integer(name: str, schema: Schema, texts: list[str], problems: Problems) -> Any:
    text = texts[-1]
    return int(text) if text.isdigit() and len(text) < 19 and text.isascii() else coerced(schema, text, problems, name)


def _list(name: str, schema: Schema, texts: list[str], problems: Problems) -> Any:
    """A list: a name that is repeated, or one text that has several."""
    one = len(texts) == 1 and ("," in texts[0] or texts[0].startswith("["))
    return coerced(schema, texts[0] if one else texts, problems, name)


def _word(texts: list[str], problems: Problems) -> str:
    return texts[-1].strip()


def _sort(texts: list[str], problems: Problems) -> str | list[str]:
    return texts if len(texts) > 1 else texts[0].strip()


def _page_number(name: str, texts: list[str], problems: Problems) -> int | None:
    text = texts[-1].strip()
    if not text:
        return None
    try:
        return int(without_fraction(text)[:25])
    except ValueError:
        problems.add(name, Reason.NOT_AN_INTEGER)
        return None
