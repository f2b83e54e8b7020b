"""Which exchanges are meant, and whether what was expected of them came true."""

from collections.abc import Callable, Mapping
from typing import Any

import orjson

from mockcore.errors import BadRequest
from mockcore.path_patterns import pattern_of

Shown = Mapping[str, Any]
_NEAR = 3


def _status(expected: str, status: int) -> bool:
    return expected == str(status) or (expected[1:].lower() == "xx" and expected[:1] == str(status)[:1])


def _flag(value: Any) -> bool:
    return str(value).lower() in ("true", "1", "yes", "")


def _contains(shown: Shown, text: str) -> bool:
    bodies = (shown["request"]["body"], shown["response"]["body"], shown["query"])
    return any(text in (body if isinstance(body, str) else orjson.dumps(body).decode()) for body in bodies if body is not None)


def _inside(expected: Any, value: Any) -> bool:
    """Whether a JSON value has everything that another one names."""
    if isinstance(expected, Mapping):
        return isinstance(value, Mapping) and all(
            name in value and _inside(member, value[name]) for name, member in expected.items()
        )
    if isinstance(expected, list):
        return isinstance(value, list) and all(any(_inside(item, other) for other in value) for item in expected)
    return bool(expected == value)


# What one can ask of an exchange: name → whether it holds.
CRITERIA: dict[str, Callable[[Shown, Any], bool]] = {
    "method": lambda shown, expected: str(expected).upper() == shown["method"],
    "path": lambda shown, expected: pattern_of(str(expected)).matches(shown["path"]),
    "operation": lambda shown, expected: expected == shown["operation"],
    "status": lambda shown, expected: _status(str(expected), shown["status"]),
    "client_id": lambda shown, expected: expected == shown["client_id"],
    "company_id": lambda shown, expected: str(expected) == str(shown["company_id"]),
    "deprecated": lambda shown, expected: _flag(expected) == shown["deprecated"],
    "lifecycle": lambda shown, expected: expected == shown["lifecycle"],
    "fault": lambda shown, expected: expected == shown["fault"] or (_flag(expected) and shown["fault"] is not None),
    "finding": lambda shown, expected: any(expected == finding["code"] for finding in shown["findings"]),
    "request_id": lambda shown, expected: expected == shown["request_id"],
    "query": lambda shown, expected: str(expected) in shown["query"],
    "header": lambda shown, expected: all(
        str(value) in shown["request"]["headers"].get(name.lower(), "") for name, value in dict(expected).items()
    ),
    "body": lambda shown, expected: _inside(expected, shown["request"]["body"]),
    "contains": lambda shown, expected: _contains(shown, str(expected)),
    "after": lambda shown, expected: shown["id"] > int(expected),
    "since": lambda shown, expected: shown["at"] >= str(expected),
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
    return all(CRITERIA[name](shown, expected) for name, expected in criteria.items())


def verified(exchanges: list[dict[str, Any]], expectation: Mapping[str, Any]) -> dict[str, Any]:
    """Whether an expectation came true: ``request`` with ``count``, ``at_least``, ``at_most`` or ``never``; or an ``order``.

    Raises: BadRequest for one that cannot be read.
    """
    unknown = set(expectation) - {"request", "count", "at_least", "at_most", "never", "order"}
    if unknown:
        raise BadRequest(fields={min(unknown): ["is not known: request, count, at_least, at_most, never, order"]})
    if "order" in expectation:
        return _ordered(exchanges, _steps(expectation["order"]))
    criteria = checked({} if expectation.get("request") is None else expectation["request"])
    ids = [shown["id"] for shown in exchanges if matches(shown, criteria)]
    least, most = _bounds(expectation)
    holds = least <= len(ids) and (most is None or len(ids) <= most)
    outcome: dict[str, Any] = {"verified": holds, "count": len(ids), "ids": ids}
    if not holds:
        bounds = f"exactly {least}" if least == most else f"at least {least}" if most is None else f"{least} to {most}"
        outcome["explanation"] = f"{len(ids)} of {len(exchanges)} requests match {_text(criteria)}; expected were {bounds}."
        outcome["near_misses"] = near(exchanges, criteria) if len(ids) < least else []
    return outcome


def _steps(order: Any) -> list[dict[str, Any]]:
    if not isinstance(order, list) or not order:
        raise BadRequest(fields={"order": ["is a list of criteria, one for each request"]})
    return [checked(criteria) for criteria in order]


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


def _ordered(exchanges: list[dict[str, Any]], steps: list[dict[str, Any]]) -> dict[str, Any]:
    ids, position = list[int](), 0
    for number, criteria in enumerate(steps):
        at = next((index for index in range(position, len(exchanges)) if matches(exchanges[index], criteria)), None)
        if at is None:
            earlier = any(matches(shown, criteria) for shown in exchanges[:position])
            why = "came before the step ahead of it" if earlier else "did not come"
            explanation = f"Step {number + 1}, {_text(criteria)}, {why}."
            return {
                "verified": False,
                "ids": ids,
                "explanation": explanation,
                "near_misses": near(exchanges[position:], criteria),
            }
        ids.append(exchanges[at]["id"])
        position = at + 1
    return {"verified": True, "ids": ids}


def near(exchanges: list[dict[str, Any]], criteria: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The exchanges that miss the fewest criteria, with those that they miss."""
    missed = []
    for shown in exchanges:
        wrong = {name: expected for name, expected in criteria.items() if not CRITERIA[name](shown, expected)}
        if wrong and len(wrong) < max(2, len(criteria)):
            missed.append((len(wrong), -shown["id"], shown, wrong))
    return [
        {
            "id": shown["id"],
            "request": f"{shown['method']} {shown['path']} → {shown['status']}",
            "differs": {name: {"expected": expected, "was": _was(shown, name)} for name, expected in wrong.items()},
        }
        for _, _, shown, wrong in sorted(missed, key=lambda miss: miss[:2])[:_NEAR]
    ]


def _was(shown: Shown, name: str) -> Any:
    if name in ("body", "contains"):
        return shown["request"]["body"]
    return shown["request"]["headers"] if name == "header" else shown.get(name)


def _text(criteria: Mapping[str, Any]) -> str:
    return " and ".join(f"{name} {expected}" for name, expected in criteria.items()) or "any request"
