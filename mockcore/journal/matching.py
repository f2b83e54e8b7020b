"""Which exchanges are meant, and whether what was expected of them came true.

Of an exchange without its bodies it may be unknown whether it is meant. A claim that depends on one is refused.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from heapq import nsmallest
from typing import Any

import orjson

from mockcore.clock import instant
from mockcore.close_names import hint
from mockcore.errors import BadRequest, BodyDropped, OperatorError, Reason
from mockcore.journal.exchange import FACTS, Exchange
from mockcore.path_patterns import MOST_CHARACTERS, pattern_of

_NEAR = 3


def _status(expected: str, status: int) -> bool:
    return expected == str(status) or (expected[1:].lower() == "xx" and expected[:1] == str(status)[:1])


def _flag(value: Any) -> bool:
    return str(value).lower() in ("true", "1", "yes", "")


# Texts that stand for any fault, and for none.
_FAULTS = dict.fromkeys(("true", "1", "yes", ""), True) | dict.fromkeys(("false", "0", "no"), False)


def _contains(exchange: Exchange, text: str) -> bool:
    bodies = (exchange.request_body(), exchange.response_body(), FACTS["query"](exchange))
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


# What one can ask of an exchange: name → whether it holds. First of what is known of every exchange.
OF_FACTS: dict[str, Callable[[Exchange, Any], bool]] = {
    "method": lambda exchange, expected: str(expected).upper() == exchange.method,
    "path": lambda exchange, expected: pattern_of(str(expected)).matches(FACTS["path"](exchange)),
    "operation": lambda exchange, expected: expected == FACTS["operation"](exchange),
    "status": lambda exchange, expected: _status(str(expected), exchange.reply.status),
    "client_id": lambda exchange, expected: expected == FACTS["client_id"](exchange),
    "company_id": lambda exchange, expected: str(expected) == str(exchange.call.company_id),
    "sandbox": lambda exchange, expected: str(expected) == str(exchange.call.named_company),
    "deprecated": lambda exchange, expected: _flag(expected) == bool(exchange.call.lifecycle),
    "lifecycle": lambda exchange, expected: expected == FACTS["lifecycle"](exchange),
    "fault": lambda exchange, expected: (
        expected == exchange.call.fault or (exchange.call.fault is not None) is _FAULTS.get(str(expected).lower())
    ),
    "finding": lambda exchange, expected: any(expected == finding["code"] for finding in exchange.call.findings),
    "request_id": lambda exchange, expected: expected == exchange.request_id,
    "query": lambda exchange, expected: str(expected) in FACTS["query"](exchange),
    "after": lambda exchange, expected: exchange.number > int(expected),
    "since": lambda exchange, expected: FACTS["at"](exchange) >= str(expected),
}
# Then of what may be dropped.
OF_BODIES: dict[str, Callable[[Exchange, Any], bool]] = {
    "header": lambda exchange, expected: all(
        str(value) in exchange.request_headers().get(name.lower(), "") for name, value in dict(expected).items()
    ),
    "body": lambda exchange, expected: _inside(expected, exchange.request_body()),
    "contains": lambda exchange, expected: _contains(exchange, str(expected)),
}
CRITERIA = OF_FACTS | OF_BODIES


def checked(criteria: Any) -> dict[str, Any]:
    """Criteria, those that take long last. Raises: BadRequest for what is none."""
    if not isinstance(criteria, Mapping):
        raise BadRequest(fields={"request": ["is a mapping of criteria"]})
    for name, value in criteria.items():
        if name not in CRITERIA:
            raise BadRequest(fields={str(name): [f"is not known: {hint(str(name), CRITERIA)}"]})
        if name == "after" and not str(value).isdigit():
            raise BadRequest(fields={name: ["is the id of an exchange"]})
        if name == "since":
            _check_time(value)
        if name == "path" and len(str(value)) > MOST_CHARACTERS:
            raise BadRequest(fields={name: [f"has at most {MOST_CHARACTERS} characters"]})
        if name == "header" and not isinstance(value, Mapping):
            raise BadRequest(fields={name: ["is a mapping of header names to values"]})
    return dict(sorted(criteria.items(), key=lambda criterion: criterion[0] in OF_BODIES))


def _check_time(value: Any) -> None:
    try:
        instant(str(value))
    except OperatorError as error:
        raise BadRequest(fields={"since": [str(error)]}) from None


def matches(exchange: Exchange, criteria: Mapping[str, Any]) -> bool | None:
    """Whether an exchange meets all of them; None where its dropped bodies or headers would tell."""
    unknown = False
    for name, expected in criteria.items():
        if name in OF_BODIES and not _has(exchange, name):
            unknown = True
        elif not CRITERIA[name](exchange, expected):
            return False
    return None if unknown else True


def _has(exchange: Exchange, name: str) -> bool:
    """Whether an exchange still has what a criterion looks at: of a dropped one, a short body that was sent."""
    return exchange.digest is None or (name == "body" and not exchange.digest.body)


def meeting(exchanges: Iterable[Exchange], criteria: Mapping[str, Any]) -> Iterator[Exchange]:
    """The exchanges that meet all criteria. Raises: BodyDropped where one may, and its bodies are dropped."""
    for exchange in exchanges:
        meets = matches(exchange, criteria)
        if meets is None:
            raise BodyDropped
        if meets:
            yield exchange


def verified(exchanges: Iterable[Exchange], expectation: Mapping[str, Any]) -> dict[str, Any]:
    """Whether an expectation came true: ``request`` with ``count``, ``at_least``, ``at_most`` or ``never``; or an ``order``.

    ``exchanges`` are gone through more than once. Raises: BadRequest for one that cannot be read; BodyDropped.
    """
    unknown = set(expectation) - {"request", "count", "at_least", "at_most", "never", "order"}
    if unknown:
        raise BadRequest(fields={min(unknown): ["is not known: request, count, at_least, at_most, never, order"]})
    if not isinstance(expectation.get("never", False), bool):
        raise BadRequest(fields={"never": [Reason.NOT_A_BOOLEAN]})
    if "order" in expectation:
        if len(expectation) > 1:
            raise BadRequest(fields={"order": ["stands alone: each of its steps has criteria of its own"]})
        return _ordered(exchanges, _steps(expectation["order"]))
    criteria = checked({} if expectation.get("request") is None else expectation["request"])
    (least, most), ids, total, unsure = _bounds(expectation), list[int](), 0, 0
    for exchange in exchanges:
        total += 1
        meets = matches(exchange, criteria)
        unsure += meets is None
        if meets:
            ids.append(exchange.number)
    holds, fails = _verdict(len(ids), len(ids) + unsure, least, most)
    if not (holds or fails):
        raise BodyDropped
    outcome: dict[str, Any] = {"verified": holds, "count": len(ids), "ids": ids, **({"unknown": unsure} if unsure else {})}
    if not holds:
        bounds = f"exactly {least}" if least == most else f"at least {least}" if most is None else f"{least} to {most}"
        outcome["explanation"] = f"{len(ids)} of {total} requests match {_text(criteria)}; expected were {bounds}."
        outcome["near_misses"] = near(exchanges, criteria) if len(ids) < least else []
    return outcome


def _verdict(sure: int, possible: int, least: int, most: int | None) -> tuple[bool, bool]:
    """Whether a number that is between two others is certainly within bounds, and whether it certainly is not."""
    holds = least <= sure and (most is None or possible <= most)
    return holds, possible < least or (most is not None and sure > most)


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


def _ordered(exchanges: Iterable[Exchange], steps: list[dict[str, Any]]) -> dict[str, Any]:
    ids, unsure = list[int](), False
    for exchange in exchanges:
        if len(ids) == len(steps):
            break
        meets = matches(exchange, steps[len(ids)])
        unsure = unsure or meets is None
        if meets:
            ids.append(exchange.number)
    if len(ids) == len(steps):
        return {"verified": True, "ids": ids}
    if unsure:
        raise BodyDropped
    criteria, last = steps[len(ids)], ids[-1] if ids else 0
    earlier = any(matches(exchange, criteria) for exchange in exchanges if exchange.number <= last)
    why = "came before the step ahead of it" if earlier else "did not come"
    return {
        "verified": False,
        "ids": ids,
        "explanation": f"Step {len(ids) + 1}, {_text(criteria)}, {why}.",
        "near_misses": near((exchange for exchange in exchanges if exchange.number > last), criteria),
    }


def near(exchanges: Iterable[Exchange], criteria: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The exchanges that miss the fewest criteria, with those that they miss."""
    return [
        {
            "id": exchange.number,
            "request": f"{exchange.method} {FACTS['path'](exchange)} → {exchange.reply.status}",
            "differs": {name: {"expected": expected, "was": _was(exchange, name)} for name, expected in wrong.items()},
        }
        for _, _, exchange, wrong in nsmallest(_NEAR, _missed(exchanges, criteria), key=lambda miss: miss[:2])
    ]


def _missed(
    exchanges: Iterable[Exchange], criteria: Mapping[str, Any]
) -> Iterator[tuple[int, int, Exchange, Mapping[str, Any]]]:
    for exchange in exchanges:
        wrong = {
            name: expected
            for name, expected in criteria.items()
            if (name in OF_FACTS or _has(exchange, name)) and not CRITERIA[name](exchange, expected)
        }
        if wrong and len(wrong) < max(2, len(criteria)):
            yield len(wrong), -exchange.number, exchange, wrong


def _was(exchange: Exchange, name: str) -> Any:
    if name in ("body", "contains"):
        return exchange.request_body()
    return exchange.request_headers() if name == "header" else FACTS[name](exchange) if name in FACTS else None


def _text(criteria: Mapping[str, Any]) -> str:
    return " and ".join(f"{name} {expected}" for name, expected in criteria.items()) or "any request"
