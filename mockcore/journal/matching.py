"""Which exchanges are meant, and whether what was expected of them came true."""

from collections.abc import Callable, Mapping
from typing import Any

import orjson

from mockcore.errors import BadRequest
from mockcore.path_patterns import pattern_of

Shown = Mapping[str, Any]
_NEAR = 3


def _status(wanted: str, status: int) -> bool:
    return wanted == str(status) or (wanted[1:].lower() == "xx" and wanted[:1] == str(status)[:1])


def _flag(value: Any) -> bool:
    return str(value).lower() in ("true", "1", "yes", "")


def _contains(shown: Shown, text: str) -> bool:
    bodies = (shown["request"]["body"], shown["response"]["body"], shown["query"])
    return any(text in (part if isinstance(part, str) else orjson.dumps(part).decode()) for part in bodies if part is not None)


def _inside(wanted: Any, given: Any) -> bool:
    """Whether a JSON value has everything that another one names."""
    if isinstance(wanted, Mapping):
        return isinstance(given, Mapping) and all(name in given and _inside(part, given[name]) for name, part in wanted.items())
    if isinstance(wanted, list):
        return isinstance(given, list) and all(any(_inside(part, other) for other in given) for part in wanted)
    return bool(wanted == given)


# What one can ask of an exchange: name → whether it holds.
CRITERIA: dict[str, Callable[[Shown, Any], bool]] = {
    "method": lambda shown, wanted: str(wanted).upper() == shown["method"],
    "path": lambda shown, wanted: pattern_of(str(wanted)).matches(shown["path"]),
    "operation": lambda shown, wanted: wanted == shown["operation"],
    "status": lambda shown, wanted: _status(str(wanted), shown["status"]),
    "client_id": lambda shown, wanted: wanted == shown["client_id"],
    "company_id": lambda shown, wanted: str(wanted) == str(shown["company_id"]),
    "deprecated": lambda shown, wanted: _flag(wanted) == shown["deprecated"],
    "lifecycle": lambda shown, wanted: wanted == shown["lifecycle"],
    "fault": lambda shown, wanted: wanted == shown["fault"] or (_flag(wanted) and shown["fault"] is not None),
    "finding": lambda shown, wanted: any(wanted == part["code"] for part in shown["findings"]),
    "request_id": lambda shown, wanted: wanted == shown["request_id"],
    "query": lambda shown, wanted: str(wanted) in shown["query"],
    "header": lambda shown, wanted: all(
        str(value) in shown["request"]["headers"].get(name.lower(), "") for name, value in dict(wanted).items()
    ),
    "body": lambda shown, wanted: _inside(wanted, shown["request"]["body"]),
    "contains": lambda shown, wanted: _contains(shown, str(wanted)),
    "after": lambda shown, wanted: shown["id"] > int(wanted),
    "since": lambda shown, wanted: shown["at"] >= str(wanted),
}


def checked(criteria: Any) -> dict[str, Any]:
    """Criteria as they were given. Raises: BadRequest for what is none."""
    if not isinstance(criteria, Mapping):
        raise BadRequest(fields={"request": ["is a mapping of criteria"]})
    for name, value in criteria.items():
        if name not in CRITERIA:
            raise BadRequest(fields={str(name): [f"is not known: {', '.join(CRITERIA)}"]})
        if name == "after" and not str(value).isdigit():
            raise BadRequest(fields={name: ["is the id of an exchange"]})
        if name == "header" and not isinstance(value, Mapping):
            raise BadRequest(fields={name: ["is a mapping of header names to values"]})
    return dict(criteria)


def matches(shown: Shown, criteria: Mapping[str, Any]) -> bool:
    """Whether an exchange meets all of them."""
    return all(CRITERIA[name](shown, wanted) for name, wanted in criteria.items())


def verified(kept: list[dict[str, Any]], expectation: Mapping[str, Any]) -> dict[str, Any]:
    """Whether an expectation came true: ``request`` with ``count``, ``at_least``, ``at_most`` or ``never``; or an ``order``.

    Raises: BadRequest for one that cannot be read.
    """
    unknown = set(expectation) - {"request", "count", "at_least", "at_most", "never", "order"}
    if unknown:
        raise BadRequest(fields={min(unknown): ["is not known: request, count, at_least, at_most, never, order"]})
    if "order" in expectation:
        return _ordered(kept, _steps(expectation["order"]))
    criteria = checked({} if expectation.get("request") is None else expectation["request"])
    found = [shown["id"] for shown in kept if matches(shown, criteria)]
    least, most = _bounds(expectation)
    holds = least <= len(found) and (most is None or len(found) <= most)
    told: dict[str, Any] = {"verified": holds, "count": len(found), "ids": found}
    if not holds:
        wanted = f"exactly {least}" if least == most else f"at least {least}" if most is None else f"{least} to {most}"
        told["explanation"] = f"{len(found)} of {len(kept)} requests match {_text(criteria)}; expected were {wanted}."
        told["near_misses"] = near(kept, criteria) if len(found) < least else []
    return told


def _steps(order: Any) -> list[dict[str, Any]]:
    if not isinstance(order, list) or not order:
        raise BadRequest(fields={"order": ["is a list of criteria, one for each request"]})
    return [checked(part) for part in order]


def _bounds(expectation: Mapping[str, Any]) -> tuple[int, int | None]:
    if expectation.get("never"):
        return 0, 0
    for name in ("count", "at_least", "at_most"):
        value = expectation.get(name)
        if value is not None and (value.__class__ is not int or value < 0):
            raise BadRequest(fields={name: ["is a number of requests"]})
    if expectation.get("count") is not None:
        return int(expectation["count"]), int(expectation["count"])
    most = expectation.get("at_most")
    least = expectation.get("at_least")
    return (0 if most is not None else 1) if least is None else int(least), most


def _ordered(kept: list[dict[str, Any]], steps: list[dict[str, Any]]) -> dict[str, Any]:
    found, position = list[int](), 0
    for number, criteria in enumerate(steps):
        at = next((index for index in range(position, len(kept)) if matches(kept[index], criteria)), None)
        if at is None:
            earlier = any(matches(shown, criteria) for shown in kept[:position])
            why = "came before the step ahead of it" if earlier else "did not come"
            told = f"Step {number + 1}, {_text(criteria)}, {why}."
            return {"verified": False, "ids": found, "explanation": told, "near_misses": near(kept[position:], criteria)}
        found.append(kept[at]["id"])
        position = at + 1
    return {"verified": True, "ids": found}


def near(kept: list[dict[str, Any]], criteria: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The exchanges that miss the fewest criteria, with those that they miss."""
    missed = []
    for shown in kept:
        wrong = {name: wanted for name, wanted in criteria.items() if not CRITERIA[name](shown, wanted)}
        if wrong and len(wrong) < max(2, len(criteria)):
            missed.append((len(wrong), -shown["id"], shown, wrong))
    return [
        {
            "id": shown["id"],
            "request": f"{shown['method']} {shown['path']} → {shown['status']}",
            "differs": {name: {"expected": wanted, "was": _was(shown, name)} for name, wanted in wrong.items()},
        }
        for _, _, shown, wrong in sorted(missed, key=lambda part: part[:2])[:_NEAR]
    ]


def _was(shown: Shown, name: str) -> Any:
    if name in ("body", "contains"):
        return shown["request"]["body"]
    return shown["request"]["headers"] if name == "header" else shown.get(name)


def _text(criteria: Mapping[str, Any]) -> str:
    return " and ".join(f"{name} {wanted}" for name, wanted in criteria.items()) or "any request"
