"""Refuses a seed file that its schema does not allow, with one sentence: the line, the key, what it must be.

A misspelt name would make a world that lacks what its author believes to be there.
"""

import operator
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mockcore.close_names import hint
from mockcore.errors import OperatorError
from mockcore.seeding.seed_text import SeedText

Schema = Mapping[str, Any]
# What is within them says where it is.
_NO_PLACES = ("records", "companies", "projects", "apps")
_MEMBERS = {"companies": "company", "projects": "project", "apps": "app"}
_BY_TYPE = {
    "string": "text", "integer": "a whole number", "number": "a number", "boolean": "true or false",
    "array": "a list", "object": "a mapping", "null": "nothing",
}  # fmt: skip
_BOUNDS = {"minimum": operator.ge, "maximum": operator.le, "exclusiveMinimum": operator.gt}
# So much is shown of a value.
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a path: a key is missing, a name is none of the choices, or a value is not what is expected."""

    path: tuple[str | int, ...]
    value: Any = None
    expected: str = ""
    choices: tuple[str, ...] = ()
    missing: str = ""

    def hint(self) -> str:
        """The choice that was meant, else those there are."""
        return hint(str(self.value), self.choices)


def check_text(text: SeedText, schema: Schema) -> None:
    """Raises: OperatorError that names the first fault, where it stands, and the name that is close to an unknown one."""
    fault = first_fault(text.content, schema)
    if fault is not None:
        raise OperatorError(_sentence(fault, text))


def first_fault(content: Any, schema: Schema) -> Fault | None:
    """The first thing in the order of the file that the schema does not allow."""
    return next(_Reading(schema).faults(content, schema, ()), None)


class _Reading:
    """Reads the part of JSON Schema that the schema of seeds is made of."""

    def __init__(self, schema: Schema) -> None:
        self._definitions: Mapping[str, Schema] = schema["$defs"]

    def faults(self, value: Any, schema: Any, path: tuple[str | int, ...]) -> Iterator[Fault]:
        """What is wrong with a value, and with what is in it."""
        schema = self._followed(schema)
        if "properties" not in schema and "anyOf" in schema:
            yield from self._of_none(value, [self._followed(option) for option in schema["anyOf"]], schema, path)
        elif "enum" in schema:
            if not any(value == choice and isinstance(value, bool) == isinstance(choice, bool) for choice in schema["enum"]):
                yield Fault(path, value, choices=tuple(str(choice) for choice in schema["enum"] if choice is not None))
        elif not _is_of(value, schema) or not _is_within(value, schema):
            yield Fault(path, value, _expected(schema))
        elif isinstance(value, dict):
            yield from self._of_mapping(value, schema, path)
        elif isinstance(value, list):
            if len(value) < schema.get("minItems", 0):
                yield Fault(path, value, "a list that is not empty")
            for index, member in enumerate(value):
                yield from self.faults(member, schema.get("items", {}), (*path, index))

    def _of_mapping(self, value: dict[str, Any], schema: Schema, path: tuple[str | int, ...]) -> Iterator[Fault]:
        properties, rest = schema.get("properties", {}), schema.get("additionalProperties", True)
        for name, inner in value.items():
            if name in properties:
                yield from self.faults(inner, properties[name], (*path, name))
            elif any(re.search(pattern, name) for pattern in schema.get("patternProperties", ())):
                continue
            elif rest is False:
                yield Fault((*path, name), name, choices=tuple(properties))
            elif rest is not True:
                yield from self.faults(inner, rest, (*path, name))
        yield from (Fault(path, missing=name) for name in schema.get("required", ()) if name not in value)
        # A file is a world of its own, or like another.
        options = [option["required"] for option in schema.get("anyOf", ())]
        if options and not any(value.keys() >= set(names) for names in options):
            yield Fault(path, missing=" or ".join(name for names in options for name in names))

    def _of_none(self, value: Any, options: list[Any], schema: Schema, path: tuple[str | int, ...]) -> Iterator[Fault]:
        """A value that is none of the alternatives: what is wrong with the one that it was meant for."""
        faults = [list(self.faults(value, option, path)) for option in options]
        if not all(faults):
            return
        meant = next((each for option, each in zip(options, faults, strict=True) if _is_meant(value, option)), None)
        if meant:
            yield from meant
            return
        expected = schema.get("description") or ", or ".join(dict.fromkeys(map(_expected, options)))
        yield Fault(path, value, expected)

    def _followed(self, schema: Any) -> Schema:
        """The schema that is referred to; what it expects is said there, not where it is referred to."""
        if schema is True:
            return {}
        reference = schema.get("$ref")
        return self._definitions[reference.removeprefix("#/$defs/")] if reference else schema


def _is_meant(value: Any, option: Schema) -> bool:
    return ("enum" in option and isinstance(value, str)) or (isinstance(value, dict | list) and _is_of(value, option))


def _types(schema: Schema) -> list[str]:
    named = schema.get("type", [])
    return [named] if isinstance(named, str) else list(named)


def _is_of(value: Any, schema: Schema) -> bool:
    names = _types(schema)
    return not names or any(_is_type(value, name) for name in names)


def _is_type(value: Any, name: str) -> bool:
    if isinstance(value, bool) or value is None:
        return name == ("null" if value is None else "boolean")
    if name == "integer":
        return isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    classes: dict[str, Any] = {"string": str, "number": (int, float), "array": list, "object": dict}
    return name in classes and isinstance(value, classes[name])


def _is_within(value: Any, schema: Schema) -> bool:
    if isinstance(value, str):
        return "pattern" not in schema or re.search(schema["pattern"], value, re.ASCII) is not None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return True
    return all(holds(value, schema[name]) for name, holds in _BOUNDS.items() if name in schema)


def _expected(schema: Schema) -> str:
    """What is asked for, in words: of lists and mappings that they are such, of all else what is said of it."""
    names = [name for name in _types(schema) if name != "null"]
    structured = bool(names) and set(names) <= {"array", "object"}
    return (
        str(schema["description"])
        if "description" in schema and not structured
        else " or ".join(_BY_TYPE[name] for name in names)
    )


def _sentence(fault: Fault, text: SeedText) -> str:
    start = f"The seed {text.file}, line {text.line(fault.path)},"
    place = _place(fault.path, text.content)
    if fault.missing:
        return f"{start} cannot be used: {place or 'the file'} has no {fault.missing}."
    above, last = _place(fault.path[:-1], text.content), fault.path[-1] if fault.path else ""
    if fault.choices and isinstance(fault.value, str):
        where = place if fault.value != last else above
        return f"{start} has an unknown name, {fault.value!r}, {f'at {where}' if where else 'among its keys'}: {fault.hint()}"
    what = last if isinstance(last, str) else f"a member of {fault.path[-2]}"
    if isinstance(last, int):
        above = _place(fault.path[:-2], text.content)
    expected = fault.expected or f"one of {', '.join(fault.choices)}"
    where = f" at {above}" if above else ""
    return f"{start} cannot be used: {what or 'the file'}{where} must be {expected}, not {_shown(fault.value)}."


def _shown(value: Any) -> str:
    if isinstance(value, dict | list):
        return _BY_TYPE["array" if isinstance(value, list) else "object"] if value else "an empty one"
    if value is None or isinstance(value, bool):
        return {None: "nothing", True: "true", False: "false"}[value]
    shown = repr(value)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"


def _place(path: Sequence[str | int], content: Any) -> str:
    """``company 4264590, rfis`` for the path of a key: companies, projects and apps by what they are called."""
    names: list[str] = []
    for index, step in enumerate(path):
        content = content[step] if isinstance(content, list | dict) else None  # type: ignore[index]
        if isinstance(step, int):
            named = _MEMBERS.get(str(path[index - 1]))
            if named and isinstance(content, dict):
                names = [f"{named} {content.get('id', content.get('client_id', step + 1))}"]
        elif index == len(path) - 1 or step not in _NO_PLACES:
            names.append(step)
    return ", ".join(names)
