"""Bodies whose every attribute has a value of its own, and where the answers show it again."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from mockcore.inflections import pluralize, singularize
from mockcore.reference.conform import uuid_of
from mockcore.reference.operation import Operation
from mockcore.reference.schema import main_type, properties, variants
from tests.contract.requests import Requests

WRITING = ("POST", "PATCH", "PUT")
UPLOADS = re.compile(r"(^|_)upload_(uuid|id)s?$")
DEEPEST = 6
FIRST_DAY = date(2027, 1, 1)
# What says of a nested row that it is to go.
MARKS = frozenset({"_destroy", "_delete", "deleted"})
SHORT = ("hour", "minute")


@dataclass
class Leaf:
    """One attribute of a body: its place, its value, and whether the value is met nowhere else."""

    path: str
    value: Any
    own: bool
    shown_as: str = ""

    @property
    def name(self) -> str:
        """The last name of the place."""
        return self.path.rsplit(".", 1)[-1].removesuffix("[]")


@dataclass
class Draft:
    """A body for one operation, with its leaves."""

    body: Any = None
    leaves: list[Leaf] = field(default_factory=list)


class Writer:
    """Makes bodies for operations; no two of their values are the same."""

    def __init__(self, requests: Requests) -> None:
        self.requests = requests
        self._number = 0

    def draft(self, operation: Operation, without: Iterable[str] = ()) -> Draft:
        """A body with every attribute but those."""
        draft = Draft()
        if operation.body is not None:
            schema = operation.body.document or operation.body.schema
            draft.body = self._value(operation, draft, "", schema, frozenset(without), 0)
        return draft

    def _value(self, operation: Operation, draft: Draft, path: str, schema: Any, without: frozenset[str], depth: int) -> Any:
        options = variants(schema)
        if options and "properties" not in schema:
            objects = [option for option in options if properties(option)]
            schema = max(objects, key=lambda option: len(properties(option))) if objects else options[0]
        name, form = path.rsplit(".", 1)[-1].removesuffix("[]"), main_type(schema)
        if form == "object" and properties(schema):
            return self._object(operation, draft, path, schema, without, depth)
        if form == "array" and not UPLOADS.search(name):
            return self._list(operation, draft, path, schema, without, depth)
        more = schema.get("additionalProperties")
        if form == "object" and isinstance(more, dict):
            inner = self._value(operation, draft, f"{path}.text", more, without, depth + 1)
            return None if inner is None else {"text": inner}
        return self._leaf(operation, draft, path, schema)

    def _list(self, operation: Operation, draft: Draft, path: str, schema: Any, without: frozenset[str], depth: int) -> Any:
        items = schema.get("items", {})
        if items.get("format") == "binary":
            return None
        referred = self._reference(operation, path.rsplit(".", 1)[-1])
        if referred is None:
            value = self._value(operation, draft, f"{path}[]", items or {"type": "string"}, without, depth + 1)
            return None if value in (None, {}) else [value]
        draft.leaves.append(Leaf(path, referred, own=False))
        return [str(referred) if main_type(items) == "string" else referred]

    def _leaf(self, operation: Operation, draft: Draft, path: str, schema: Any) -> Any:
        name, form = path.rsplit(".", 1)[-1].removesuffix("[]"), main_type(schema)
        if name in ("company_id", "project_id"):
            return getattr(self.requests, name)
        if UPLOADS.search(name):
            key = self.requests.upload()
            draft.leaves.append(Leaf(path, key, own=True))
            return [key] if form == "array" else key
        referred = self._reference(operation, name)
        if referred is not None:
            draft.leaves.append(Leaf(path, referred, own=False))
            return str(referred) if form == "string" else referred
        value, own = self.scalar(name, schema)
        if value is not None:
            draft.leaves.append(Leaf(path, value, own))
        return {"text": value} if form == "object" else value

    def _object(
        self, operation: Operation, draft: Draft, path: str, schema: Any, without: frozenset[str], depth: int
    ) -> dict[str, Any]:
        required = schema.get("required", ())
        out: dict[str, Any] = {}
        for name, inner in properties(schema).items():
            place = f"{path}.{name}" if path else name
            if name == "id":
                if name in required or len(properties(schema)) == 1:
                    out[name] = self.requests.existing(operation.kind)
                continue
            if place in without or depth > DEEPEST or inner.get("readOnly") or name in MARKS:
                continue
            value = self._value(operation, draft, place, inner, without, depth + 1)
            if value is not None:
                out[name] = value
        return out

    def _reference(self, operation: Operation, name: str) -> Any:
        referred = self.requests.engine.projector.references.of_attribute(name, operation.kind)
        return self.requests.existing(referred[0]) if referred else None

    def scalar(self, name: str, schema: Any) -> tuple[Any, bool]:
        """(value, whether it is met nowhere else) for a schema without members."""
        self._number += 1
        number, form, shape = self._number, main_type(schema), schema.get("format")
        choices = [choice for choice in schema.get("enum", ()) if choice is not None]
        if choices:
            return choices[-1], False
        small = schema.get("maximum", 1e9) < 1e6
        if form == "boolean":
            return True, False
        if form == "integer":
            small = small or any(word in name for word in SHORT)
            return (schema.get("minimum", 0) + 1, False) if small else (700_000 + number, True)
        if form == "number":
            return (schema["maximum"], False) if small else (700_000.25 + number, True)
        return (None, False) if form == "array" or shape == "binary" else (self._text(name, shape, number), True)

    @staticmethod
    def _text(name: str, shape: str | None, number: int) -> str:
        day = (FIRST_DAY + timedelta(days=number)).isoformat()
        if shape == "date" or re.search(r"(^|_)date(_of_death)?$", name):
            return day
        if shape == "date-time" or re.search(r"(_at|_time|^time|_in|_out|datetime)$", name):
            return f"{day}T10:20:30Z"
        if name == "number":
            return str(800_000 + number)
        if shape == "uuid":
            return f"00000000-0000-4000-8000-{number:012d}"
        if shape == "email" or "email" in name:
            return f"w{number}@example.com"
        if shape in ("uri", "url") or name.endswith("url"):
            return f"https://example.com/w{number}"
        return f"w{number}z"


def scalars(node: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every scalar of an answer, with the names of the objects around it."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from scalars(value, f"{name}.{key}")
    elif isinstance(node, list):
        for value in node:
            yield from scalars(value, name)
    elif node is not None:
        yield name, node


class Shown:
    """What some answers show."""

    def __init__(self, answers: Iterable[Any]) -> None:
        self.values: set[str] = set()
        self.texts: list[str] = []
        self.by_name: dict[str, set[str]] = {}
        for answer in answers:
            for path, value in scalars(answer):
                text = plain(value)
                self.values.add(text)
                if isinstance(value, str):
                    self.values.add(text[:10])
                    self.texts.append(text)
                for name in path.split(".")[-2:]:
                    self.by_name.setdefault(name, set()).add(text)
        self.whole = "\n".join(self.texts)

    def has(self, leaf: Leaf) -> bool:
        """Whether a leaf is readable."""
        texts = forms(leaf.value)
        if not leaf.own:
            shown = (text.casefold() for name in spellings(leaf) for text in self.by_name.get(name, ()))
            return not {text.casefold() for text in texts}.isdisjoint(shown)
        return not texts.isdisjoint(self.values) or (isinstance(leaf.value, str) and leaf.value in self.whole)


def forms(value: Any) -> set[str]:
    """What a value may be shown as: the same number as a UUID, the day alone, or the milliseconds of a moment."""
    text = plain(value)
    if type(value) is int:
        return {text, uuid_of(value)}
    if not isinstance(value, str) or not re.match(r"20\d\d-", value):
        return {text}
    return {text, value[:10], plain(datetime.fromisoformat(value).replace(tzinfo=UTC).timestamp() * 1000)}


def spellings(leaf: Leaf) -> list[str]:
    name = leaf.name
    stem = re.sub(r"(_login_information)?_ids?$", "", name)
    out = [
        name,
        stem,
        pluralize(stem),
        singularize(name),
        name.removeprefix("is_"),
        f"is_{name}",
        f"{stem}_list",
        f"{name}_ids",
    ]
    out += [leaf.shown_as, re.sub(r"_ids?$", "", leaf.shown_as)] if leaf.shown_as else []
    parent = leaf.path.split(".")[-2] if "." in leaf.path else ""
    if name in ("id", "value", "name", "status"):
        out.append(parent.removesuffix("[]").removesuffix("_attributes"))
    return out


def plain(value: Any) -> str:
    """A value as text, one number alike however it is written."""
    if isinstance(value, bool):
        return str(value).lower()
    try:
        return f"{float(value):.4f}"
    except (TypeError, ValueError):
        return str(value)


def refused_names(answer: Any, draft: Draft) -> set[str]:
    """The places of a body that an answer refuses."""
    errors = answer.get("errors") if isinstance(answer, dict) else None
    names: list[str] = []
    if isinstance(errors, dict):
        names = list(errors)
    elif isinstance(errors, str):
        names = [errors.rpartition(": ")[2]]
    elif isinstance(answer, dict) and isinstance(answer.get("error"), dict):
        names = [row.get("source") or row["message"].partition(" ")[0] for row in answer["error"].get("details") or ()]
    out = set[str]()
    for name in names:
        last = name.rpartition(".")[2].partition("[")[0]
        for leaf in draft.leaves:
            steps = leaf.path.split(".")
            positions = [place for place, step in enumerate(steps) if step.removesuffix("[]") == last]
            if positions:
                out.add(".".join(steps[: positions[-1] + 1]).removesuffix("[]"))
    return out
