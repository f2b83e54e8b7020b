"""OpenAPI links: which operations take the record that a POST has made, and where they find its id and their other values."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mockcore.reference.schema import main_type, properties, types, unwrapped

# The rules that take one record by its id.
TAKEN_BY = ("show", "update", "delete")

Entry = Mapping[str, Any]


def link(document: Mapping[str, Any], entries: Sequence[Entry], slices: Sequence[Mapping[str, Any]]) -> None:
    """Adds links to the answer of every operation that creates a record, to those that show, change and delete it.

    ``entries`` and ``slices`` are the compiled operations, in step.
    """
    takers: dict[tuple[str, str], list[tuple[Entry, Mapping[str, Any]]]] = defaultdict(list)
    for entry, detail in zip(entries, slices, strict=True):
        if entry["rule"] in TAKEN_BY and entry["one"]:
            takers[entry["kind"], entry["dialect"]].append((entry, detail))
    for entry, detail in zip(entries, slices, strict=True):
        targets = takers[entry["kind"], entry["dialect"]] if entry["rule"] == "create" else []
        links = dict(_links(targets, entry, detail)) if targets else {}
        if links:
            responses = document["paths"][entry["path"]][entry["method"].lower()]["responses"]
            responses[str(detail["status"])]["links"] = links


def _links(
    takers: Sequence[tuple[Entry, Mapping[str, Any]]], entry: Entry, detail: Mapping[str, Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    inner, wrapped = unwrapped(detail["response"] or {})
    if main_type(inner) != "object" or "id" not in properties(inner):
        return
    sent = _sent(detail)
    identifier = "$response.body#/data/id" if wrapped else "$response.body#/id"
    for taker, needs in takers:
        required = [parameter for parameter in needs["parameters"] if parameter["required"]]
        own = taker["path"].rsplit("{", 1)[1].rstrip("}")
        values = {f"{parameter['in']}.{parameter['name']}": sent.get(parameter["name"]) for parameter in required}
        values[f"path.{own}"] = identifier
        fits = _shown(properties(inner)["id"], required, own)
        if fits and None not in values.values():
            yield taker["id"], {"operationId": taker["id"], "parameters": values}


def _shown(shown: Mapping[str, Any], required: Sequence[Mapping[str, Any]], own: str) -> bool:
    """Whether the id can stand where it is wanted: a UUID only where UUIDs are known."""
    schema: Mapping[str, Any] = next(
        (parameter["schema"] for parameter in required if (parameter["in"], parameter["name"]) == ("path", own)), {}
    )
    return "integer" in types(shown) or "integer" not in types(schema) or shown.get("format") != "uuid"


def _sent(detail: Mapping[str, Any]) -> dict[str, str]:
    """Where a request says the values that it must say: path and query by name, else the body."""
    body = detail["body"] or {}
    values = {name: f"$request.body#/{name}" for name in body.get("context") or ()}
    if body.get("wrapper"):
        inside = body["schema"]["properties"][body["wrapper"]]
        values |= {name: f"$request.body#/{body['wrapper']}/{name}" for name in inside.get("required") or ()}
    values |= {
        parameter["name"]: f"$request.{parameter['in']}.{parameter['name']}"
        for parameter in detail["parameters"]
        if parameter["required"]
    }
    return values
