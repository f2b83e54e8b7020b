"""The resources of the document, gathered from the operations about each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from mockcore import inflections
from mockcore.reference.schema import main_type, properties, types, unwrapped, variants

PRIVATE = ("private", "is_private")


def kinds_of(
    entries: Sequence[Mapping[str, Any]], slices: Sequence[Mapping[str, Any]], settings: Mapping[str, Any]
) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """Every resource by name, and the fields and attributes of each; ``settings`` are the overlay's corrections."""
    kinds: dict[str, dict[str, Any]] = {}
    fields: dict[str, dict[str, Any]] = {}
    for entry, detail in zip(entries, slices, strict=True):
        kind = kinds.setdefault(entry["kind"], _new_kind(entry["kind"]))
        details = fields.setdefault(entry["kind"], {"fields": {}, "attributes": {}})
        _collect(kind, details, entry, detail)
    for name, kind in kinds.items():
        scopes = set(kind.pop("create_scopes"))
        kind["own"] = {"company", "project"} <= scopes
        kind["mixed"] = kind["scope"] == "project" and bool(scopes) and scopes != {"project"}
        kind["private"] = next((field for field in PRIVATE if field in fields[name]["fields"]), None)
        kind.update(settings.get(name) or {})
    return dict(sorted(kinds.items())), fields


def stems(kinds: Mapping[str, Mapping[str, Any]], overlay: Mapping[str, Any]) -> dict[str, str]:
    """Property stem → resource: ``vendor`` → ``vendors``; the overlay's entries win."""
    candidates: dict[str, set[str]] = defaultdict(set)
    for name, kind in kinds.items():
        if kind["creatable"] or kind["listable"]:
            candidates[inflections.singularize(name.rsplit("/", 1)[-1])].add(name)
    unique = {stem: next(iter(names)) for stem, names in sorted(candidates.items()) if len(names) == 1}
    vague = set(overlay.get("no_references") or ())
    corrections: dict[str, str] = overlay.get("references") or {}
    return {**{stem: kind for stem, kind in unique.items() if stem not in vague}, **corrections}


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
    required = {parameter["name"] for parameter in detail["parameters"] if parameter["required"]}
    required |= set((detail["body"] or {}).get("context") or ())
    if entry["scope"] == "project" or "project_id" in required:
        return "project"
    return "company" if entry["scope"] == "company" or "company_id" in required else "none"


def _collect_fields(kind: dict[str, Any], details: dict[str, Any], response: Mapping[str, Any]) -> None:
    inner, _ = unwrapped(response)
    if main_type(inner) == "array":
        inner = inner.get("items", {})
    for option in [inner, *variants(inner)]:
        for name, schema in properties(option).items():
            details["fields"].setdefault(name, schema)
    for key in ("id", "uuid"):
        identifier = details["fields"].get(key)
        if identifier and "string" in types(identifier) and identifier.get("format") == "uuid" and key == "id":
            kind["id"] = "uuid"
