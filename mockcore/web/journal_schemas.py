"""Exchanges and what can be claimed of them, as the control API shows and takes them, in JSON Schema."""

from mockcore.journal.claims import METHODS
from mockcore.journal.codes import CODES
from mockcore.path_patterns import MOST_CHARACTERS
from mockcore.reference.lifecycle import ACTIVE, PHASES
from mockcore.web.control_schema import (
    ANY,
    COUNT,
    FLAG,
    MAPPING,
    NUMBER,
    TEXT,
    TIME,
    WHOLE,
    Schema,
    about,
    closed,
    many,
    mapping,
    one_of,
    or_null,
    record,
)

MESSAGE = record("Message", {"headers": mapping(TEXT), "body": about(ANY, "JSON as it came, another body as text.")})
EXCHANGE = record(
    "Exchange",
    {
        "id": WHOLE,
        "at": about(TIME, "On the server's clock."),
        "duration_ms": NUMBER,
        "request_id": TEXT,
        "method": TEXT,
        "path": TEXT,
        "query": TEXT,
        "operation": or_null(TEXT),
        "client_id": or_null(TEXT),
        "company_id": or_null(WHOLE),
        "status": WHOLE,
        "lifecycle": one_of(ACTIVE, *PHASES),
        "deprecated": FLAG,
        "fault": or_null(TEXT),
        "findings": many(record("BriefFinding", {"code": one_of(*CODES)}, {"detail": TEXT})),
        "url": TEXT,
        "body_dropped": about(FLAG, "Whether bodies and headers are no longer there."),
        "request": MESSAGE,
        "response": MESSAGE,
    },
)
EXAMPLE = {
    "id": 1,
    "at": "2022-02-15T12:00:00Z",
    "duration_ms": 1.9,
    "request_id": "mockcore-1",
    "method": "GET",
    "path": "/rest/v1.0/me",
    "query": "",
    "operation": "getMe",
    "client_id": "mockcore-dmsa",
    "company_id": 4264590,
    "status": 200,
    "lifecycle": ACTIVE,
    "deprecated": False,
    "fault": None,
    "findings": [],
    "url": "http://127.0.0.1:8080",
    "body_dropped": False,
    "request": {"headers": {"accept": "*/*"}, "body": None},
    "response": {"headers": {"content-type": "application/json"}, "body": {"id": 10000079}},
}
_STATUS: Schema = {"type": "string", "pattern": "^[1-5](\\d\\d|[xX][xX])$"}
_ID: Schema = {"type": "string", "pattern": "^[0-9]+$"}
# What can be said of an exchange in a query; all of it in a body, too, where numbers may be numbers.
IN_QUERY: dict[str, Schema] = {
    "method": one_of(*METHODS),
    "path": about({**TEXT, "maxLength": MOST_CHARACTERS}, "A pattern: `*` is one segment, `**` any number of them."),
    "operation": about({**TEXT, "example": "getMe"}, "An operationId of the document."),
    "status": about(_STATUS, "A status such as `404`, or `4xx`."),
    "client_id": TEXT,
    "company_id": about(_ID, "The company of the call."),
    "sandbox": about(_ID, "The company that the call names, also where it was refused."),
    "deprecated": FLAG,
    "lifecycle": one_of(ACTIVE, *PHASES),
    "fault": about(TEXT, "The id of a fault rule, or `true` for any."),
    "finding": one_of(*CODES),
    "request_id": TEXT,
    "query": about(TEXT, "A part of the query."),
    "after": about(COUNT, "Only what came after the exchange of this id."),
    "since": about(TEXT, "Only from this time on."),
    "body": about(TEXT, "The whole body, as text."),
    "contains": about(TEXT, "A part of query or body, of request or answer."),
}
CRITERIA = closed(
    "Criteria",
    {},
    {
        **IN_QUERY,
        "method": TEXT,
        "status": {"anyOf": [_STATUS, {**WHOLE, "minimum": 100, "maximum": 599}]},
        "company_id": {"anyOf": [_ID, COUNT]},
        "sandbox": {"anyOf": [_ID, COUNT]},
        "fault": {"anyOf": [TEXT, FLAG]},
        "header": about(mapping(TEXT), "Names with a part of their values."),
        "body": about(ANY, "What the body has, at any depth; it may have more."),
    },
)
COUNTED = {"request": or_null(CRITERIA), **dict.fromkeys(("count", "at_least", "at_most"), or_null(COUNT)), "never": FLAG}
ORDER = {"order": about({**many(CRITERIA), "minItems": 1}, "One for each request that was made, in this order.")}
EXPECTATION: Schema = {"title": "Expectation", "oneOf": [closed("CountedCalls", {}, COUNTED), closed("CallsInOrder", ORDER)]}
NEAR_MISS = record("NearMiss", {"id": WHOLE, "request": TEXT, "differs": MAPPING})
VERDICT = record(
    "Verdict",
    {"verified": FLAG, "ids": many(WHOLE), "dropped_bodies": COUNT},
    {"count": COUNT, "unknown": COUNT, "explanation": TEXT, "near_misses": many(NEAR_MISS)},
)
