"""A property that a behaviour computes: records among its values are shown as the document has them."""

from collections.abc import Callable, Container
from typing import Any

from mockcore.reference.conform import conform, fitting, unset
from mockcore.reference.living import living_field
from mockcore.reference.nested import rendered
from mockcore.reference.references import REFERRING
from mockcore.reference.schema import Schema, main_type, properties

Compute = Callable[[Any, Any], Any]
_PLAIN: frozenset[type] = frozenset({str, int, float})


class Computed:
    """Renders one computed property.

    ``layout`` gives the resolver of a schema for a resource, ``own`` has those that rest on their record alone, ``private``
    tells whether records of a resource may be private, ``target`` which resource an attribute of a row refers to.
    """

    __slots__ = (
        "_compute",
        "_default",
        "_fit",
        "_inner",
        "_layout",
        "_layouts",
        "_many",
        "_name",
        "_nested",
        "_own",
        "_parts",
        "_private",
        "_referring",
        "_scalar",
        "_schema",
        "_target",
    )

    def __init__(
        self,
        name: str,
        schema: Schema,
        compute: Compute,
        layout: Callable[[Schema, str], Compute],
        own: Container[Compute],
        private: Callable[[str], bool],
        target: Callable[[str], str | None] = lambda name: None,
    ) -> None:
        form = main_type(schema)
        self._schema, self._compute, self._layout, self._private = schema, compute, layout, private
        self._name = name
        self._fit = fitting(schema, unset(name, schema))
        self._default, self._many, self._scalar = unset(name, schema), form == "array", form not in ("object", "array")
        inner = schema.get("items", {}) if self._many else schema
        self._referring = not self._scalar or name.endswith(REFERRING)
        self._nested = main_type(inner) == "array"
        self._inner: Schema = inner.get("items", {}) if self._nested else inner
        self._parts = properties(self._inner)
        self._layouts: dict[str, tuple[Compute, bool]] = {}
        self._own, self._target = own, target

    def __call__(self, record: Any, source: Any) -> Any:
        """The value for a record."""
        value = self._compute(record, source)
        if value and self._referring and source.deleted:
            value = living_field(self._name, value, source.deleted)
        if self._scalar:
            return self._fit(value)
        if self._many and isinstance(value, list):
            rows = [self._shown(row, source) for row in value if not self._hidden(row, source)]
            return [rows] if self._nested and rows else rows
        if isinstance(value, dict) and self._parts:
            return {key: self._plain(key, value.get(key)) for key in self._parts}
        return self._default if value is None or self._hidden(value, source) else self._shown(value, source)

    def _plain(self, key: str, value: Any) -> Any:
        """A text or number inside an object, with the type that the document has for it."""
        schema = self._parts[key]
        return conform(schema, value, unset(key, schema)) if value.__class__ in _PLAIN else value

    def _hidden(self, value: Any, source: Any) -> bool:
        """Whether a value is a deleted record, or a private one that is not the caller's to see."""
        kind = getattr(value, "kind", None)
        return kind is not None and (value.deleted_at is not None or (self._private(kind) and not source.shows(value)))

    def _shown(self, value: Any, source: Any) -> Any:
        """A record by its resource's layout, a mapping with what it leaves out, anything else as it is."""
        kind = getattr(value, "kind", None)
        if kind is None:
            missing = [key for key in self._parts if key not in value] if isinstance(value, dict) else []
            return {**value, **{key: self._left_out(key, value, source) for key in missing}} if missing else value
        if kind not in self._layouts:
            layout = self._layout(self._inner, kind)
            self._layouts[kind] = layout, layout in self._own
        return rendered(*self._layouts[kind], value, source)

    def _left_out(self, key: str, row: dict[str, Any], source: Any) -> Any:
        """What a row leaves out: the record that it names by its id, where the document shows one, else nothing."""
        schema = self._parts[key]
        number = row.get(f"{key}_id")
        target = self._target(key) if number.__class__ is int and properties(schema) else None
        record = source.find(target, number) if target is not None else None
        if record is None or self._hidden(record, source):
            return unset(key, schema)
        layout = self._layout(schema, record.kind)
        return rendered(layout, layout in self._own, record, source)
