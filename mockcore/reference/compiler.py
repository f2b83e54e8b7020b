"""Compiles the bundled document once: a line for each operation and resource, and a slice with the details of each.

The result is bytes that ``catalog`` maps into memory; nothing of it is parsed before it is needed.
"""

import marshal
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

import inflection
import orjson

from mockcore.reference.bodies import body_slice
from mockcore.reference.document import IN_VAPID, bound, operations, slug_of, vapid_path
from mockcore.reference.lifecycle import Nameable, parsed_all
from mockcore.reference.links import link
from mockcore.reference.resources import PLANNING, Route, kind_of, route
from mockcore.reference.router import build
from mockcore.reference.rules import Surroundings, answers_many, list_key, rule_for
from mockcore.reference.schema import component_name, main_type, properties, resolved, types, unwrapped, variants

METHODS = ("get", "post", "put", "patch", "delete")
LAYOUT = 10
PRIVATE = ("private", "is_private")
# The parts of the overlay that are used while serving.
KEPT = ("computed", "initial", "constants", "permissions", "webhooks", "filters")


class Compiler:
    """One pass over a bundled document with its overlay; ``bytes()`` is the compiled catalog."""

    def __init__(self, document: Mapping[str, Any], overlay: Mapping[str, Any], dated: Mapping[str, Any] | None = None) -> None:
        self.document = document
        self.overlay = overlay
        self.dated = dated or {}
        self.components = document.get("components", {})
        self.aliases: dict[str, str] = overlay.get("aliases") or {}
        self.entries: list[dict[str, Any]] = []
        self.slices: list[dict[str, Any]] = []
        self.around = self._surroundings()
        self.used: set[str] = set()

    def bytes(self) -> bytes:
        """The compiled catalog: an index, then the slices it points into."""
        for path, item in self.document["paths"].items():
            for method in METHODS:
                if method in item:
                    self._operation(path, method, item)
        kinds, fields = self._kinds()
        blobs = [marshal.dumps(part) for part in self.slices]
        details = [marshal.dumps(fields[name]) for name in kinds]
        lifecycle = self._lifecycle()
        link(self.document, self.entries, self.slices)
        bound(self.document)
        whole = orjson.dumps(self.document)
        return _joined(
            {
                "layout": LAYOUT,
                "operations": self.entries,
                "tree": build(self._paths()),
                "lifecycle": lifecycle,
                "brownouts": self.dated.get("brownouts") or {},
                "kinds": kinds,
                "references": self._references(kinds),
                "tools": sorted({(entry["slug"], entry["tool"]) for entry in self.entries}),
                "overlay": {key: self.overlay.get(key) or {} for key in KEPT},
            },
            blobs,
            details,
            whole,
        )

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
        by_id = {part["operationId"]: part for _, _, part in operations(self.document)}
        for row in rows:
            for name in () if row.namespace or row.parameter else row.operations:
                by_id[name] |= row.marks()
        return [{**asdict(row), "operations": sorted(row.operations)} for row in rows]

    def unused_overlay(self) -> list[str]:
        """Overlay entries that name no operation of the document."""
        permissions = self.overlay.get("permissions") or {}
        slugs, actions = ({entry[name] for entry in self.entries} for name in ("slug", "action"))
        strangers = (set(permissions.get("tools") or {}) - slugs) | (set(permissions.get("operations") or {}) - actions)
        strangers |= set(self.overlay.get("webhooks") or {}) - {entry["kind"] for entry in self.entries}
        return sorted((set(self.overlay.get("operations") or {}) - self.used) | strangers)

    def _schema(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        return resolved(schema, lambda name: self.components["schemas"][name])

    def _part(self, part: Mapping[str, Any]) -> Mapping[str, Any]:
        reference = part.get("$ref")
        if reference is None:
            return part
        section = reference.split("/")[-2]
        found: Mapping[str, Any] = self.components[section][component_name(reference)]
        return found

    def _surroundings(self) -> dict[str, Surroundings]:
        methods: dict[str, set[str]] = defaultdict(set)
        with_items: set[str] = set()
        lists: set[str] = set()
        for path, item in self.document["paths"].items():
            at = route(path)
            if at.recycled:
                continue
            methods[at.shape].update(method for method in METHODS if method in item)
            if at.addresses_one:
                with_items.add(at.shape.removesuffix("/{}"))
            elif "get" in item and self._lists(item["get"]):
                lists.add(at.shape)
        shapes = set(methods) | with_items
        return {shape: Surroundings(frozenset(methods.get(shape, ())), shape in with_items, shape in lists) for shape in shapes}

    def _lists(self, operation: Mapping[str, Any]) -> bool:
        inner, _ = unwrapped(self._success(operation)[2] or {})
        return answers_many(inner) or list_key(inner) is not None

    def _operation(self, path: str, method: str, item: Mapping[str, Any]) -> None:
        operation = item[method]
        at = route(path)
        status, media, response = self._success(operation)
        hint = (self.overlay.get("operations") or {}).get(f"{method.upper()} {path}", {})
        if hint:
            self.used.add(f"{method.upper()} {path}")
        entry = {"id": operation["operationId"], "method": method.upper(), "path": path}
        entry |= self._classified(at, method, response or {}, hint)
        entry |= self._told(at, method, operation)
        entry["hint"] = {key: value for key, value in hint.items() if key not in ("rule", "kind", "where", "source")}
        self.entries.append(entry)
        parameters = [self._part(part) for part in (*item.get("parameters", ()), *operation.get("parameters", ()))]
        self.slices.append(
            {
                "parameters": [self._parameter(part) for part in parameters],
                "body": self._body(operation, entry),
                "status": status,
                "media": media,
                "response": response,
                "statuses": [int(code) for code in operation["responses"] if code.isdigit()],
            }
        )

    def _classified(self, at: Route, method: str, response: Mapping[str, Any], hint: Mapping[str, Any]) -> dict[str, Any]:
        around = self.around.get(at.shape, Surroundings(frozenset(), False))
        rule = hint.get("rule") or rule_for(method, at, response, around)
        kind, where = self._kind(at, rule, hint)
        return {"kind": kind, "rule": rule, "where": where, "parents": self._parents(at, kind)}

    @staticmethod
    def _told(at: Route, method: str, operation: Mapping[str, Any]) -> dict[str, Any]:
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

    def _parameter(self, part: Mapping[str, Any]) -> dict[str, Any]:
        required = bool(part.get("required"))
        return {"name": part["name"], "in": part["in"], "required": required, "schema": self._schema(part.get("schema", {}))}

    def _success(self, operation: Mapping[str, Any]) -> tuple[int, str, dict[str, Any] | None]:
        codes = sorted(int(code) for code in operation["responses"] if code[0] in "23")
        if not codes:
            return 200, "application/json", {"type": "object"}
        content = self._part(operation["responses"][str(codes[0])]).get("content") or {}
        if not content:
            return codes[0], "", None
        media = "application/json" if "application/json" in content else next(iter(content))
        return codes[0], media, self._schema(content[media].get("schema", {}))

    def _kind(self, at: Route, rule: str, hint: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        names = at.names
        acting = rule not in ("list", "show", "create", "update", "delete", "list_deleted", "show_deleted", "singleton")
        acting = acting and rule not in ("singleton_update", "singleton_delete", "bulk_update", "bulk_delete")
        if not at.addresses_one and (acting or self._is_verb(at)) and len(names) > 1:
            names = names[: -1 if "filter_options" not in names[:-1] and "filters" not in names[:-1] else -2] or names
        elif at.addresses_one and "filters" in names[1:]:
            names = names[: names.index("filters", 1)]
        plain = "/".join(names)
        where: dict[str, Any] = {}
        for prefix, constants in (self.overlay.get("discriminators") or {}).items():
            if plain == prefix:
                where = constants
        kind = hint.get("kind") or kind_of(names, self.aliases)
        return kind, hint.get("where") or where

    @staticmethod
    def _is_verb(at: Route) -> bool:
        return at.tail.startswith(("bulk_", "update_all", "create_from")) or at.tail in (
            "sync", "batch", "bulk", "query", "search", "list", "inactive", "review", "update_approval", "bulk_item_update",
        )  # fmt: skip

    def _parents(self, at: Route, kind: str) -> list[tuple[str, str]]:
        """(kind, parameter) of each record that the path passes on the way to the addressed resource."""
        steps = at.steps[:-1] if at.addresses_one else at.steps
        names = at.names
        return [
            (kind_of(names[: index + 1], self.aliases), step.parameter)
            for index, step in enumerate(steps)
            if step.parameter and not (index == 0 and names[0] == PLANNING)
        ]

    def _body(self, operation: Mapping[str, Any], entry: Mapping[str, Any]) -> dict[str, Any] | None:
        if "requestBody" not in operation:
            return None
        body = self._part(operation["requestBody"])
        content = body.get("content") or {}
        if not content:
            return None
        chosen = content.get("application/json") or next(iter(content.values()))
        singular = inflection.singularize(str(entry["kind"]).rsplit("/", 1)[-1])
        return body_slice(
            self._schema(chosen.get("schema", {})),
            list(content),
            bool(body.get("required")),
            singular,
            str(entry["rule"]),
        )

    def _kinds(self) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
        kinds: dict[str, dict[str, Any]] = {}
        fields: dict[str, dict[str, Any]] = {}
        settings = self.overlay.get("kinds") or {}
        for entry, detail in zip(self.entries, self.slices, strict=True):
            kind = kinds.setdefault(entry["kind"], _new_kind(entry["kind"]))
            details = fields.setdefault(entry["kind"], {"fields": {}, "attributes": {}})
            _collect(kind, details, entry, detail)
        for name, kind in kinds.items():
            scopes = set(kind.pop("create_scopes"))
            kind["own"] = {"company", "project"} <= scopes
            kind["mixed"] = kind["scope"] == "project" and bool(scopes) and scopes != {"project"}
            kind["private"] = next((part for part in PRIVATE if part in fields[name]["fields"]), None)
            kind.update(settings.get(name) or {})
        return dict(sorted(kinds.items())), fields

    def _references(self, kinds: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
        """Property stem → resource: ``vendor`` → ``vendors``; the overlay's entries win."""
        candidates: dict[str, set[str]] = defaultdict(set)
        for name, kind in kinds.items():
            if kind["creatable"] or kind["listable"]:
                candidates[inflection.singularize(name.rsplit("/", 1)[-1])].add(name)
        unique = {stem: next(iter(found)) for stem, found in sorted(candidates.items()) if len(found) == 1}
        vague = set(self.overlay.get("no_references") or ())
        told: dict[str, str] = self.overlay.get("references") or {}
        return {**{stem: kind for stem, kind in unique.items() if stem not in vague}, **told}


def _new_kind(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "scope": "none",
        "create_scopes": [],
        "creatable": False,
        "listable": False,
        "shown": False,
        "id": "integer",
        "parent": None,
        "members": False,
        "mixed": False,
        "key": None,
        "slug": "",
    }


_RANK = {"none": 0, "company": 1, "project": 2}


def _collect(kind: dict[str, Any], details: dict[str, Any], entry: Mapping[str, Any], detail: Mapping[str, Any]) -> None:
    rule = entry["rule"]
    if rule not in ("list", "show", "create", "update", "singleton"):
        return
    kind["slug"] = kind["slug"] or entry["slug"]
    scope = _scope(entry, detail)
    if _RANK[scope] > _RANK[kind["scope"]]:
        kind["scope"] = scope
    if entry["parents"] and entry["parents"][-1][0] != kind["name"]:
        kind["parent"] = kind["parent"] or entry["parents"][-1][0]
    if rule == "create":
        kind["creatable"] = True
        kind["create_scopes"].append(scope)
    kind["listable"] = kind["listable"] or rule == "list"
    kind["shown"] = kind["shown"] or rule == "show"
    if detail["response"]:
        _collect_fields(kind, details, detail["response"])
    if rule in ("create", "update") and detail["body"]:
        details["attributes"].update(detail["body"]["attributes"])


def _scope(entry: Mapping[str, Any], detail: Mapping[str, Any]) -> str:
    required = {part["name"] for part in detail["parameters"] if part["required"]}
    required |= set((detail["body"] or {}).get("context") or ())
    if entry["scope"] == "project" or "project_id" in required:
        return "project"
    return "company" if entry["scope"] == "company" or "company_id" in required else "none"


def _collect_fields(kind: dict[str, Any], details: dict[str, Any], response: Mapping[str, Any]) -> None:
    inner, _ = unwrapped(response)
    if main_type(inner) == "array":
        inner = inner.get("items", {})
    for part in [inner, *variants(inner)]:
        for name, schema in properties(part).items():
            details["fields"].setdefault(name, schema)
    for key in ("id", "uuid"):
        found = details["fields"].get(key)
        if found and "string" in types(found) and found.get("format") == "uuid" and key == "id":
            kind["id"] = "uuid"


def _joined(index: dict[str, Any], blobs: list[bytes], details: list[bytes], whole: bytes) -> bytes:
    """Index length (8 bytes), index, then the parts that the index points at, relative to the end of the index."""
    spans, offset = list[tuple[int, int]](), 0
    for part in (*blobs, *details, whole):
        spans.append((offset, len(part)))
        offset += len(part)
    index["spans"] = spans[: len(blobs)]
    index["kind_spans"] = dict(zip(index["kinds"], spans[len(blobs) : -1], strict=True))
    index["document"] = spans[-1]
    head = marshal.dumps(index)
    return b"".join([len(head).to_bytes(8, "little"), head, *blobs, *details, whole])
