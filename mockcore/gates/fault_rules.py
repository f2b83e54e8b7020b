"""Reads fault rules and refuses those that could never strike."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import orjson

from mockcore.clock import instant
from mockcore.close_names import hint
from mockcore.errors import BadRequest, OperatorError, Reason
from mockcore.path_patterns import PathPattern
from mockcore.reference.catalog import Catalog

# Each with the body that the API has for it: gates.faults.ERRORS.
STATUSES = (400, 401, 403, 404, 406, 409, 413, 422, 429, 500, 502, 503, 504)
KINDS = ("reset", "timeout", "truncate", "malformed", "lost", "drip", "stale", "duplicate_webhook")
MATCH_KEYS = {
    "method", "path", "operation", "tool", "client_id", "company_id", "contains", "resource", "nth", "every", "times",
    "probability", "seed", "since", "until",
}  # fmt: skip
EFFECT_KEYS = {"status", "message", "retry_after", "latency_ms", "kind", "seconds", "bytes_per_second"}
METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE")
TRIGGER = "createWebhookHookTrigger"
_COUNTS = ("nth", "every", "times")
_TEXTS = ("method", "path", "operation", "tool", "client_id", "contains", "resource")


class Text(NamedTuple):
    """A rule that was read; ``operations`` None: every one."""

    name: str
    match: Mapping[str, Any]
    effect: Mapping[str, Any]
    operations: frozenset[str] | None
    path: PathPattern | None


def parsed(text: Any, catalog: Catalog, name: str, number: int) -> Text:
    """Reads one rule. Raises: BadRequest naming the field."""
    if not isinstance(text, Mapping):
        raise BadRequest(fields={f"rules[{number}]": ["is a mapping with match and effect"]})
    _check_names(text, {"id", "match", "effect"}, "")
    match, effect = text.get("match"), text.get("effect")
    match = {} if match is None else match
    if not isinstance(match, Mapping):
        raise BadRequest(fields={"match": ["is a mapping"]})
    _check_texts(text, ("id",), "")
    path = PathPattern(str(match["path"])) if "path" in match else None
    return Text(str(text.get("id") or name), match, effect_of(effect), _operations(match, catalog), path)


def effect_of(effect: Any) -> Mapping[str, Any]:
    """An effect as it was given. Raises: BadRequest naming the field."""
    if not isinstance(effect, Mapping) or not effect:
        raise BadRequest(fields={"effect": ["is a mapping with status, latency_ms or kind"]})
    _check_names(effect, EFFECT_KEYS, "effect.")
    if not any(name in effect for name in ("status", "latency_ms", "kind")):
        raise BadRequest(fields={"effect": ["needs status, latency_ms or kind"]})
    if "status" in effect and effect["status"] not in STATUSES:
        raise BadRequest(fields={"effect.status": [f"is one of {', '.join(map(str, STATUSES))}"]})
    if "kind" in effect and effect["kind"] not in KINDS:
        raise BadRequest(fields={"effect.kind": [f"is one of {', '.join(KINDS)}"]})
    for name in ("retry_after", "seconds", "bytes_per_second"):
        _number(effect, name, "effect.", least=0)
    _check_texts(effect, ("message",), "effect.")
    if "latency_ms" in effect:
        _check_latency(effect["latency_ms"])
    return effect


def _check_latency(latency: Any) -> None:
    if not isinstance(latency, Mapping):
        _number({"latency_ms": latency}, "latency_ms", "effect.", least=0)
        return
    needed = {"uniform": ("min", "max"), "lognormal": ("median",)}.get(str(latency.get("distribution")))
    if needed is None:
        raise BadRequest(fields={"effect.latency_ms.distribution": ["is uniform or lognormal"]})
    _check_names(latency, {"distribution", "sigma", *needed}, "effect.latency_ms.")
    for name in needed:
        if name not in latency:
            raise BadRequest(fields={f"effect.latency_ms.{name}": [Reason.MISSING]})
    for name in (*needed, "sigma"):
        _number(latency, name, "effect.latency_ms.", least=0)
    if "min" in needed and latency["min"] > latency["max"]:
        raise BadRequest(fields={"effect.latency_ms.max": ["is less than min"]})


def _operations(match: Mapping[str, Any], catalog: Catalog) -> frozenset[str] | None:
    """The ids of the operations that a rule means. Raises: BadRequest where there is none."""
    _check_names(match, MATCH_KEYS, "match.")
    _check_texts(match, _TEXTS, "match.")
    for name in _COUNTS:
        _number(match, name, "match.", least=1, whole=True)
    _number(match, "probability", "match.", least=0, most=1)
    for name in ("since", "until"):
        if name in match:
            try:
                instant(str(match[name]))
            except OperatorError as error:
                raise BadRequest(fields={f"match.{name}": [str(error)]}) from None
    _check_values(match, catalog)
    entries: Iterable[Mapping[str, Any]] = catalog.entries
    if "operation" in match:
        entries = [entry for entry in entries if entry["id"] == match["operation"]]
        _there(entries, "operation", match, [entry["id"] for entry in catalog.entries])
    if "tool" in match:
        entries = [entry for entry in entries if entry["slug"] == match["tool"]]
        _there(entries, "tool", match, [slug for slug, _ in catalog.tools()])
    if "path" in match:
        # An id stands there for the parameter that the path of an operation has.
        pattern = PathPattern(str(match["path"]), numbers=True)
        entries = [entry for entry in entries if _on(pattern, entry)]
        _there(entries, "path", match, [entry["path"] for entry in catalog.entries])
    if not {"operation", "tool", "path"} & set(match):
        return None
    if "method" in match:
        methods = {str(match["method"]).upper()}
        _there(
            [entry for entry in entries if entry["method"] in methods], "method", match, [entry["method"] for entry in entries]
        )
    return frozenset(entry["id"] for entry in entries)


def _check_values(match: Mapping[str, Any], catalog: Catalog) -> None:
    """Raises: BadRequest for a method, company, resource or time window that no call can have."""
    method, company = match.get("method", "GET"), str(match.get("company_id", 1))
    if str(method).upper() not in METHODS:
        raise BadRequest(fields={"match.method": [f"is one of {', '.join(METHODS)}"]})
    if not (company.isascii() and company.isdigit()):
        raise BadRequest(fields={"match.company_id": ["is the id of a company"]})
    if "resource" in match:
        trigger = [entry for entry in catalog.entries if entry["id"] == TRIGGER]
        body = catalog.named(TRIGGER).body if trigger else None
        names = body.attributes["resource_name"]["enum"] if body else ()
        if match["resource"] not in names:
            raise BadRequest(fields={"match.resource": ["is not the name of a resource that webhooks tell of"]})
    if "since" in match and "until" in match and instant(str(match["since"])) >= instant(str(match["until"])):
        raise BadRequest(fields={"match.until": ["is not after since"]})


def _on(pattern: PathPattern, entry: Mapping[str, Any]) -> bool:
    path = entry["path"]
    return pattern.matches(path) or (entry["vapid"] and pattern.matches(path.replace("/rest/v1.0/", "/vapid/", 1)))


def _there(entries: Any, name: str, match: Mapping[str, Any], choices: list[str]) -> None:
    if not entries:
        raise BadRequest(fields={f"match.{name}": [f"matches no operation: {hint(str(match[name]), choices)}"]})


def _check_names(fields: Mapping[str, Any], names: set[str], prefix: str) -> None:
    for name in fields:
        if name not in names:
            raise BadRequest(fields={f"{prefix}{name}": [f"is not known: {hint(str(name), sorted(names))}"]})


def _check_texts(fields: Mapping[str, Any], names: Iterable[str], prefix: str) -> None:
    for name in names:
        if not isinstance(fields.get(name, ""), str):
            raise BadRequest(fields={f"{prefix}{name}": [Reason.NOT_A_STRING]})


def _number(fields: Mapping[str, Any], name: str, prefix: str, *, least: float, most: float = 1e9, whole: bool = False) -> None:
    if name not in fields:
        return
    value = fields[name]
    kinds: Any = int if whole else (int, float)
    if not isinstance(value, kinds) or isinstance(value, bool) or not least <= value <= most:
        raise BadRequest(fields={f"{prefix}{name}": [f"is a number from {least:g}{f' to {most:g}' if most < 1e9 else ''}"]})


def of_header(text: str) -> dict[str, Any]:
    """The effect that the header Mockcore-Fault asks for: a status, a kind, or an effect as JSON. Raises: BadRequest."""
    if text.isdigit():
        return {"status": int(text)}
    if text.startswith("{"):
        try:
            effect: dict[str, Any] = orjson.loads(text)
        except orjson.JSONDecodeError:
            raise BadRequest(fields={"Mockcore-Fault": ["is not JSON"]}) from None
        return effect
    return {"kind": text}
