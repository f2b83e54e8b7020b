"""Whether an answer is what the document promises: its status, media type and schema. For debugging; off by default."""

import logging
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import orjson

from mockcore.call import Call, Reply
from mockcore.errors import ServerFault
from mockcore.reference import error_body
from mockcore.reference.catalog import Catalog
from mockcore.reference.schema import component_name, resolved

log = logging.getLogger("mockcore")
CODE = "broken-promise"
MOST_SHOWN = 5


class AnswerCheck:
    """Compares answers with a catalog's document; with ``fail`` an answer that breaks it becomes a 500 that tells why."""

    def __init__(self, catalog: Catalog, *, fail: bool) -> None:
        self._catalog = catalog
        self._fail = fail
        self._validators: dict[tuple[str, str, str], Any] = {}

    def checked(self, call: Call, reply: Reply) -> Reply:
        """The answer, or the 500 in its place; what it breaks is logged, and noted with the exchange in the journal."""
        broken = self.broken(call.operation, reply) if call.operation else []
        if not broken:
            return reply
        log.error("%s %s: the answer is not what the document says: %s", call.method, call.path, "; ".join(broken))
        call.findings = [*call.findings, *({"code": CODE, "detail": detail} for detail in broken)]
        if not self._fail:
            return reply
        error = ServerFault(f"The answer is not what the document says: {'; '.join(broken)}")
        return Reply(error.status, error_body.render(error, call.path), reply.headers)

    def broken(self, operation_id: str, reply: Reply) -> list[str]:
        """What an answer breaks; empty for one as the document says."""
        responses: Mapping[str, Any] = self._responses.get(operation_id, {})
        key = str(reply.status) if str(reply.status) in responses else "default"
        if key not in responses:
            return [f"status {reply.status} is not documented"]
        content = self._definition(responses[key]).get("content") or {}
        if not content:
            return [f"status {reply.status} is documented without a body"] if reply.body else []
        media = reply.media_type.partition(";")[0].strip()
        if media not in content and "*/*" not in content:
            return [f"media type {media} is not documented, but {', '.join(content)}"]
        return self._breaches(operation_id, key, media, content, reply) if media.endswith("json") else []

    def _breaches(self, operation_id: str, key: str, media: str, content: Mapping[str, Any], reply: Reply) -> list[str]:
        validator = self._validators.get((operation_id, key, media))
        if validator is None:
            import jsonschema_rs  # noqa: PLC0415 - only while debugging

            schema = resolved(content[media].get("schema", {}), lambda name: self._components["schemas"][name])
            validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
            self._validators[operation_id, key, media] = validator
        faults = validator.iter_errors(orjson.loads(reply.body or b"null"))
        return [
            f"{'/'.join(map(str, fault.instance_path)) or 'the body'}: {fault.message[:200]}"
            for fault, _ in zip(faults, range(MOST_SHOWN), strict=False)
        ]

    @cached_property
    def _document(self) -> dict[str, Any]:
        document: dict[str, Any] = orjson.loads(self._catalog.document_json())
        return document

    @cached_property
    def _components(self) -> Mapping[str, Any]:
        components: Mapping[str, Any] = self._document.get("components") or {}
        return components

    @cached_property
    def _responses(self) -> dict[str, Any]:
        operations = [
            operation for item in self._document["paths"].values() for operation in item.values() if isinstance(operation, dict)
        ]
        return {operation["operationId"]: operation["responses"] for operation in operations if "operationId" in operation}

    def _definition(self, response: Mapping[str, Any]) -> Mapping[str, Any]:
        if "$ref" not in response:
            return response
        shared: Mapping[str, Any] = self._components["responses"][component_name(response["$ref"])]
        return shared
