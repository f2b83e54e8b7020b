"""The properties of a record that are no objects: texts, numbers, ids, times and lists of them."""

import re
from collections.abc import Callable
from functools import partial
from html import unescape
from typing import Any

from mockcore.reference.catalog import Catalog
from mockcore.reference.conform import Identifier, fitting, identified, unaltered, unset
from mockcore.reference.layout import RecordLike, Resolver, Source, Stated, first
from mockcore.reference.references import References, stem_of
from mockcore.reference.schema import Schema, main_type, types

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
    "rich_text_body": ("body", "plain_text_body"),
    "plain_text_body": ("body", "rich_text_body"),
    "body": ("rich_text_body", "plain_text_body"),
    "rich_text_description": ("description", "plain_text_description"),
    "plain_text_description": ("description", "rich_text_description"),
    "description_rich_text": ("description", "description_plain_text"),
    "description_plain_text": ("description", "description_rich_text"),
    "description": ("rich_text_description", "plain_text_description", "description_rich_text", "description_plain_text"),
    "statement_plain_text": ("statement",),
    "statement": ("statement_plain_text",),
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
PLAIN_TEXT = "plain_text"
# Where a line ends in HTML, and what else stands in angle brackets.
_LINE_END, _TAG = re.compile(r"(?i)<br\s*/?>|</(p|div|li|h[1-6])\s*>(?=.)"), re.compile(r"</?[A-Za-z!][^<>]*>")
COLUMNS = {"created_at", "updated_at", "deleted_at", "company_id", "project_id"}


class Scalars:
    """What resolves the scalar properties of each resource."""

    def __init__(self, catalog: Catalog, references: References) -> None:
        self._catalog = catalog
        self._references = references

    def resolver(self, name: str, schema: Schema, kind: str) -> Resolver | Stated:
        """Gives a scalar property of a record of that resource, also from the attribute of another name."""
        aliases = ALIASES.get(name, ())
        stem = name[:-3] if name.endswith("_id") else ""
        parent = self.parent_stem(kind)
        default = unset(name, schema)
        fit = fitting(schema, default)
        plain = unaltered(schema)
        if PLAIN_TEXT in name:
            fit, plain = partial(_without_tags, fit), frozenset()
        if not stem and not aliases:
            target = self._named_by(name, schema, kind)
            if target:
                called = partial(_called, target, self._catalog.is_private(target), fit, default)
                return Stated(default, (name, f"{name}_id"), fit, called, plain=plain)
            return Stated(default, (name,), fit, own=True, plain=plain)

        def make(value: Any, record: RecordLike, source: Source) -> Any:
            return fit(value)

        def identifier_of(value: Any, record: RecordLike, source: Source) -> Any:
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
            return resolve if stem == parent else Stated(default, (name, stem), fit, identifier_of, own=True, plain=plain)
        return Stated(default, (name, *aliases), fit, make, own=True, plain=plain)

    def parent_stem(self, kind: str) -> str:
        """What the resource above is called in names of attributes: ``rfi`` of ``rfis/replies``, "" for none."""
        parent = self._catalog.kind(kind).parent if self._catalog.has_kind(kind) else None
        return stem_of(parent) if parent else ""

    def _named_by(self, name: str, schema: Schema, kind: str) -> str | None:
        """The resource whose records a text calls by name, where only their ids are stored: ``vendor`` of ``vendor_id``."""
        if main_type(schema) != "string" or "enum" in schema or "format" in schema or not self._catalog.has_kind(kind):
            return None
        return self._references.kind_for(name, kind) if f"{name}_id" in self._catalog.kind(kind).attributes else None


def _without_tags(fit: Fit, value: Any) -> Any:
    """A rich text as plain text. Source: reference (the pairs of fields); how tags become lines is assumed."""
    shown = fit(value)
    if not isinstance(shown, str) or ("<" not in shown and "&" not in shown):
        return shown
    return unescape(_TAG.sub("", _LINE_END.sub("\n", shown))).strip()


def _called(target: str, private: bool, fit: Fit, default: Any, value: Any, record: RecordLike, source: Source) -> Any:
    number = identified(value)
    referred = source.find(target, number) if number is not None else None
    if referred is not None and private and not source.shows(referred):
        referred = None
    name = first(referred.body, NAMES) if referred is not None else None
    return default if name is None else fit(name)


def identity(name: str, schema: Schema) -> Resolver:
    """Gives a property that is the record's own id by another name."""
    default, identifier = unset(name, schema), Identifier(schema)
    fit = fitting(schema, default)

    def resolve(record: RecordLike, source: Source) -> Any:
        value = record.body.get(name)
        if value is not None:
            return fit(value)
        return identifier(record) if record.id else default

    return resolve


def column(name: str, schema: Schema) -> Resolver:
    """Gives a property that the store has of every record: its times, company and project."""
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


def as_written(name: str, default: Any) -> Stated:
    """Gives an attribute as it was written."""
    return Stated(default, (name,), lambda value: value or default, own=True)


def scalar_list(name: str, items: Schema, keys: list[str]) -> Stated:
    """Gives a list of texts, numbers or ids."""
    fit = fitting(items, None) if items.get("type") else None

    def make(value: Any, record: RecordLike, source: Source) -> Any:
        if not isinstance(value, list):
            return []
        if fit is None:
            return [member for member in value if member is not None]
        plain = [member.get("id") if isinstance(member, dict) else member for member in value]
        shown = (fit(member) for member in plain if member is not None)
        return [member for member in shown if member is not None]

    return Stated([], (name, *keys), make=make, own=True)
