"""Every GET of the document answers, and what it answers is what the document says."""

from collections import Counter

import jsonschema_rs

from mockcore.reference.lifecycle import SUNSET
from mockcore.reference.schema import properties
from tests.contract.requests import Requests, unwrapped


def test_every_get_answers_as_the_document_says(demo: Requests) -> None:
    wrong: list[str] = []
    shown, declared, answered = 0, 0, Counter[int]()
    for operation in demo.operations:
        if operation.method != "GET" or not operation.path.startswith("/rest/"):
            continue
        status, answer, _ = demo.ask(operation)
        answered[status] += 1
        gone = demo.engine.timeline.notice(operation, operation.path, demo.engine.clock.epoch())
        if gone is not None and gone.phase == SUNSET:
            wrong += [] if status == 410 else [f"{operation.path}: {status} after its sunset"]
            continue
        if status not in (200, 202, 302, 404):
            wrong.append(f"{operation.path}: {status} {str(answer)[:200]}")
        if status != 200 or not operation.response or isinstance(answer, bytes):
            continue
        validator = jsonschema_rs.Draft202012Validator(dict(operation.response))
        wrong += [f"{operation.path}: {fault.instance_path} {fault.message[:150]}" for fault in validator.iter_errors(answer)][
            :1
        ]
        inner, schema = unwrapped(answer), operation.response
        schema = properties(schema).get("data", schema) if inner is not answer else schema
        schema = schema.get("items", schema)
        for record in (inner if isinstance(inner, list) else [inner])[:5]:
            if isinstance(record, dict) and schema.get("properties"):
                declared += len(schema["properties"])
                shown += sum(name in record for name in schema["properties"])
    assert wrong == []
    assert shown >= 0.99 * declared
    assert answered[200] >= 1_100
