"""Compiles the bundled document once: a line for each operation and resource, and a slice with the details of each.

The result is bytes that ``catalog`` maps into memory; nothing of it is parsed before it is needed.
"""

import marshal
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

import orjson

from mockcore import inflections
from mockcore.reference.belonging import belonging
from mockcore.reference.bodies import body_slice
from mockcore.reference.choices import widen
from mockcore.reference.classification import METHODS, Classifier
from mockcore.reference.completion import Completion
from mockcore.reference.components import Components
from mockcore.reference.corrections import correct
from mockcore.reference.declared_rules import DeclaredRules
from mockcore.reference.document import IN_VAPID, bound, operations, slug_of, vapid_path
from mockcore.reference.kinds import kinds_of, stems
from mockcore.reference.lifecycle import Nameable, parsed_all
from mockcore.reference.links import link
from mockcore.reference.narrowing import narrow
from mockcore.reference.resources import Route, route
from mockcore.reference.router import build
from mockcore.reference.wrappers import demand

LAYOUT = 11
# The parts of the overlay that are used while serving.
SERVED = (
    "computed", "initial", "constants", "permissions", "webhooks", "filters", "templates", "plausible", "order", "not_kept",
    "unique", "derived", "states", "anyone", "standing", "parties", "backlinks",
)  # fmt: skip


class Compiler:
    """One pass over a bundled document with its overlay; ``bytes()`` is the compiled catalog."""

    def __init__(self, document: dict[str, Any], overlay: Mapping[str, Any], dated: Mapping[str, Any] | None = None) -> None:
        correct(document, overlay)
        self.document = document
        self.overlay = overlay
        self.dated = dated or {}
        self.components = Components(document)
        self.classifier = Classifier(document, overlay, self.components)
        self.entries: list[dict[str, Any]] = []
        self.slices: list[dict[str, Any]] = []
        self.used: set[str] = set()

    def bytes(self) -> bytes:
        """The compiled catalog: an index, then the slices it points into."""
        for path, item in self.document["paths"].items():
            for method in METHODS:
                if method in item:
                    self._operation(path, method, item)
        widen(self.document, self.entries, self.slices, self.overlay)
        kinds, fields = kinds_of(self.entries, self.slices, self.overlay.get("kinds") or {})
        Completion(self.document, self.entries, self.slices, self.overlay).complete(kinds)
        narrow(self.entries, self.slices, kinds)
        # Afterwards: their keywords are for bodies alone, and none of the document.
        self._lay_rules(kinds)
        # An operation is read alone, or all of them without their details.
        blobs = [marshal.dumps({**entry, **detail}) for entry, detail in zip(self.entries, self.slices, strict=True)]
        details = [marshal.dumps(fields[name]) for name in kinds]
        lifecycle = self._lifecycle()
        link(self.document, self.entries, self.slices)
        demand(self.document, self.entries, self.slices)
        bound(self.document)
        rest = {"entries": marshal.dumps(self.entries), "document": orjson.dumps(self.document)}
        references = stems(kinds, self.overlay)
        return _joined(
            {
                "layout": LAYOUT,
                "actions": sorted({entry["action"] for entry in self.entries}),
                "tree": build(self._paths()),
                "lifecycle": lifecycle,
                "brownouts": self.dated.get("brownouts") or {},
                "kinds": kinds,
                "references": references,
                "belonging": belonging(kinds, self.entries, self.slices, references, self.overlay.get("deletions") or {}),
                "tools": sorted({(entry["slug"], entry["tool"]) for entry in self.entries}),
                "overlay": {key: self.overlay.get(key) or {} for key in SERVED},
            },
            blobs,
            details,
            rest,
        )

    def _lay_rules(self, kinds: Mapping[str, dict[str, Any]]) -> None:
        """Lays the declared rules into the bodies."""
        rules = DeclaredRules(self.overlay)
        rules.learn(self.entries, self.slices)
        for name, kind in kinds.items():
            kind["presence"] = rules.present(name)
        for entry, detail in zip(self.entries, self.slices, strict=True):
            if detail["body"] is not None:
                detail["body"] = rules.body(detail["body"], entry["kind"])

    def _paths(self) -> Iterator[tuple[int, str, str]]:
        for number, entry in enumerate(self.entries):
            yield number, entry["method"], entry["path"]
            if entry["vapid"]:
                yield number, entry["method"], vapid_path(entry["path"])
            elif entry["path"].startswith("/rest/v1.0/"):
                # Never there below /vapid, nor a record of that name: users/bulk_add is no user.
                yield number, "", vapid_path(entry["path"])

    def _lifecycle(self) -> list[dict[str, Any]]:
        """The announcements as ``lifecycle.Row`` keeps them. Raises: OperatorError for one that cannot be used."""
        rows = parsed_all(self.dated.get("rows") or [], Nameable(self.entries))
        by_id = {operation["operationId"]: operation for _, _, operation in operations(self.document)}
        for row in rows:
            for name in () if row.namespace or row.parameter else row.operations:
                by_id[name] |= row.marks()
        return [{**asdict(row), "operations": sorted(row.operations)} for row in rows]

    def unused_overlay(self) -> list[str]:
        """Overlay entries that name no operation of the document."""
        return sorted((set(self.overlay.get("operations") or {}) - self.used) | _strangers(self.entries, self.overlay))

    def _operation(self, path: str, method: str, item: Mapping[str, Any]) -> None:
        operation = item[method]
        at = route(path)
        status, media, response = self.components.success(operation)
        hint = (self.overlay.get("operations") or {}).get(f"{method.upper()} {path}", {})
        if hint:
            self.used.add(f"{method.upper()} {path}")
        entry = {"id": operation["operationId"], "method": method.upper(), "path": path}
        entry |= self.classifier.classified(at, method, response or {}, hint)
        entry |= self._marks(at, method, operation)
        entry["hint"] = {key: value for key, value in hint.items() if key not in ("rule", "kind", "where", "source")}
        self.entries.append(entry)
        parameters = map(self.components.definition, (*item.get("parameters", ()), *operation.get("parameters", ())))
        self.slices.append(
            {
                "parameters": [self._parameter(parameter) for parameter in parameters],
                "body": self._body(operation, entry),
                "status": status,
                "media": media,
                "response": response,
                "statuses": [int(code) for code in operation["responses"] if code.isdigit()],
            }
        )

    @staticmethod
    def _marks(at: Route, method: str, operation: Mapping[str, Any]) -> dict[str, Any]:
        tool = (operation.get("tags") or [""])[0]
        return {
            "tool": tool,
            "slug": slug_of(tool),
            "scope": at.scope,
            "dialect": "v2" if at.version.startswith("v2") else "v1",
            "version": at.version,
            "action": f"{method.upper()} {'recycle_bin/' if at.recycled else ''}{at.shape}",
            "tail": at.tail,
            "one": at.addresses_one,
            "deprecated": bool(operation.get("deprecated")),
            "vapid": bool(operation.get(IN_VAPID)),
        }

    def _parameter(self, parameter: Mapping[str, Any]) -> dict[str, Any]:
        schema = self.components.schema(parameter.get("schema", {}))
        return {"name": parameter["name"], "in": parameter["in"], "required": bool(parameter.get("required")), "schema": schema}

    def _body(self, operation: Mapping[str, Any], entry: Mapping[str, Any]) -> dict[str, Any] | None:
        if "requestBody" not in operation:
            return None
        body = self.components.definition(operation["requestBody"])
        content = body.get("content") or {}
        if not content:
            return None
        chosen = content.get("application/json") or next(iter(content.values()))
        singular = inflections.singularize(str(entry["kind"]).rsplit("/", 1)[-1])
        return body_slice(
            self.components.schema(chosen.get("schema", {})),
            list(content),
            bool(body.get("required")),
            singular,
            str(entry["rule"]),
        )


def _strangers(entries: list[dict[str, Any]], overlay: Mapping[str, Any]) -> set[str]:
    """The tools, actions and resources that the overlay names and no operation has."""
    permissions = overlay.get("permissions") or {}
    slugs, actions, kinds = ({entry[name] for entry in entries} for name in ("slug", "action", "kind"))
    named = {entry.rpartition(".")[0] for section in ("derived", "states") for entry in overlay.get(section) or ()}
    # Of change_events.lines the resource that has the rows.
    named |= {entry.partition(".")[0] for entry in overlay.get("webhooks") or ()}
    strangers = (set(permissions.get("tools") or {}) - slugs) | (set(permissions.get("operations") or {}) - actions)
    return strangers | (named - kinds - {""})


def _joined(index: dict[str, Any], blobs: list[bytes], details: list[bytes], rest: Mapping[str, bytes]) -> bytes:
    """Index length (8 bytes), index, then the parts that the index points at, relative to the end of the index."""
    spans, offset = list[tuple[int, int]](), 0
    for segment in (*blobs, *details, *rest.values()):
        spans.append((offset, len(segment)))
        offset += len(segment)
    index["spans"] = spans[: len(blobs)]
    index["kind_spans"] = dict(zip(index["kinds"], spans[len(blobs) : -len(rest)], strict=True))
    index.update(zip(rest, spans[-len(rest) :], strict=True))
    head = marshal.dumps(index)
    return b"".join([len(head).to_bytes(8, "little"), head, *blobs, *details, *rest.values()])
