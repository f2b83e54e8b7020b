"""Fault rules as the control API takes them: what ``gates.fault_rules`` reads, in JSON Schema."""

from mockcore.gates.fault_profiles import PROFILES
from mockcore.gates.fault_rules import KINDS, METHODS, STATUSES
from mockcore.web.control_schema import ANY, COUNT, NUMBER, TEXT, TIME, WHOLE, Schema, about, closed, many, one_of, or_null

_FROM_ZERO: Schema = {**NUMBER, "minimum": 0, "maximum": 1_000_000_000}
_FROM_ONE: Schema = {**WHOLE, "minimum": 1, "maximum": 1_000_000_000}
MATCH = closed(
    "FaultMatch",
    {},
    {
        "method": one_of(*METHODS),
        "path": about(TEXT, "A pattern: `*` is one segment, `**` any number of them."),
        "operation": about(TEXT, "An operationId of the document."),
        "tool": about(TEXT, "A tool's slug, as `mockcore openapi tools` lists them."),
        "client_id": TEXT,
        "company_id": COUNT,
        "contains": about(TEXT, "A text in query or body."),
        "resource": about(TEXT, "A resource that webhooks tell of, for the kind `duplicate_webhook`."),
        "nth": about(_FROM_ONE, "Only this one of the calls that match."),
        "every": about(_FROM_ONE, "Each time when so many have matched."),
        "times": about(_FROM_ONE, "So often at most."),
        "probability": {**NUMBER, "minimum": 0, "maximum": 1},
        "seed": about(ANY, "Chance is the same for the same seed."),
        "since": TIME,
        "until": TIME,
    },
)
LATENCY: Schema = {
    "oneOf": [
        _FROM_ZERO,
        closed(
            "UniformLatency", {"distribution": one_of("uniform"), "min": _FROM_ZERO, "max": _FROM_ZERO}, {"sigma": _FROM_ZERO}
        ),
        closed("LognormalLatency", {"distribution": one_of("lognormal"), "median": _FROM_ZERO}, {"sigma": _FROM_ZERO}),
    ],
    "description": "How long the answer is held up, in milliseconds.",
}
EFFECT: Schema = {
    **closed(
        "FaultEffect",
        {},
        {
            "status": one_of(*STATUSES),
            "message": TEXT,
            "retry_after": about(_FROM_ZERO, "Seconds of the header Retry-After."),
            "latency_ms": LATENCY,
            "kind": one_of(*KINDS),
            "seconds": about(_FROM_ZERO, "How long a timeout or a drip takes."),
            "bytes_per_second": _FROM_ZERO,
        },
    ),
    "anyOf": [{"required": [name]} for name in ("status", "latency_ms", "kind")],
}
RULE = closed("FaultRule", {"effect": EFFECT}, {"id": TEXT, "match": or_null(MATCH)})
CHANGE: Schema = {
    "title": "FaultRulesChange",
    "oneOf": [closed("", {"rules": many(RULE)}), closed("", {"profile": one_of(*PROFILES)})],
}
