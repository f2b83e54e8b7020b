"""Requests that schemathesis generates from the document of one Procore tool, answered by an engine in this process."""

import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import orjson
import pytest
import requests
import schemathesis
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.core.transport import Response
from schemathesis.generation import GenerationMode
from schemathesis.transport.requests import REQUESTS_TRANSPORT

from mockcore.call import Call
from mockcore.reference.operation import Operation
from mockcore.web.api import Dispatcher, pairs
from scripts.contract_hooks import is_identifier, placed
from tests.contract.requests import Requests

URL = "http://mockcore.test"
CONFIGURATION = Path(__file__).resolve().parents[2] / "schemathesis.toml"


class Inside:
    """A transport of schemathesis without a socket: the checks that ask again go through it too."""

    def __init__(self, engine: Any) -> None:
        self._dispatcher = Dispatcher(engine)

    def __getattr__(self, name: str) -> Any:
        return getattr(REQUESTS_TRANSPORT, name)

    def send(self, case: Any, *, session: Any = None, **kwargs: Any) -> Response:
        kwargs.setdefault("base_url", URL)
        sent = REQUESTS_TRANSPORT.serialize_case(case, **kwargs)
        known = ("method", "url", "headers", "params", "data", "json", "files", "cookies")
        request = requests.Request(**{name: sent[name] for name in known if name in sent}).prepare()
        return self._answered(request)

    def _answered(self, request: requests.PreparedRequest) -> Response:
        at = urlsplit(request.url)
        headers = {
            name.lower(): value if isinstance(value, str) else value.decode("latin-1")
            for name, value in request.headers.items()
        }
        body = request.body or b""
        method = request.method
        raw = body.encode() if isinstance(body, str) else body
        call = Call("GET" if method == "HEAD" else method, unquote(at.path), at.query, headers, raw, URL)
        reply, lines = self._dispatcher.answered(call, method, time.perf_counter())
        told = defaultdict(list)
        for name, value in pairs(lines):
            told[name].append(value)
        return Response(reply.status, dict(told), b"" if method == "HEAD" else reply.body, request, 0.01, False)


class Generated:
    """The generated requests of one tool; positive ones name records that exist."""

    def __init__(self, world: Requests, slug: str, monkeypatch: pytest.MonkeyPatch, url: str | None = None) -> None:
        """With a URL the requests go to a server there."""
        self.world = world
        document = orjson.loads(world.engine.catalog.tool_json(slug))
        document["servers"] = [{"url": url or URL}]
        configuration = schemathesis.Config.from_path(CONFIGURATION)
        # Each request is given a token of this world.
        configuration.projects.default.auth.dynamic.schemes.clear()
        self.schema = schemathesis.openapi.from_dict(document, config=configuration)
        self.schema.config.update(base_url=url or URL)
        self.transport = REQUESTS_TRANSPORT if url else Inside(world.engine)
        monkeypatch.setattr(type(self.schema), "transport", self.transport)

    def operations(self) -> Iterator[Any]:
        for found in self.schema.get_all_operations():
            yield found.ok()

    def cases(self, operation: Any, positive: int, negative: int) -> Iterator[Any]:
        for mode, count in ((GenerationMode.POSITIVE, positive), (GenerationMode.NEGATIVE, negative)):
            made = self.schema.iter_coverage_cases(
                operation, generation_modes=[mode], generation_config=self.schema.config.generation
            )
            yield from islice(made, count)

    def faults(self, case: Any) -> list[str]:
        """Sends one request; what the checks of schemathesis have against the answer."""
        self._place(case)
        case.headers.pop("Authorization", None)
        sent = {"Authorization": f"Bearer {self.world.token}", "Prefer": "handling=strict"}
        response = self.transport.send(case, headers=sent)
        if response.status_code == 403 and b"App is not connected" in response.content:
            self.world.restore()
        try:
            case.validate_response(response, headers=sent, transport_kwargs={"headers": sent})
        except FailureGroup as group:
            return [_told(case, response, fault) for fault in group.exceptions]
        except Failure as fault:
            return [_told(case, response, fault)]
        return []

    def _place(self, case: Any) -> None:
        placed(case)
        operation = self.world.engine.catalog.named(case.operation.definition.raw["operationId"])
        kinds = {name: kind for kind, name in operation.parents}
        if operation.one:
            kinds[operation.path_names[-1]] = operation.kind
        for name, kind in kinds.items():
            value = (case.path_parameters or {}).get(name)
            known = self._known(operation, name, kind) if is_identifier(value) else None
            if isinstance(known, int):
                case.path_parameters[name] = str(known) if isinstance(value, str) else known
        case._record_starting_state()

    def _known(self, operation: Operation, name: str, kind: str) -> int | None:
        schema = next((part.schema for part in operation.parameters if part.name == name), {})
        return None if schema.get("format") == "uuid" else self.world.existing(kind)


def _told(case: Any, response: Response, fault: Exception) -> str:
    words = " ".join(str(fault).split())
    return f"{case.as_curl_command()[:700]}\n{response.status_code} {response.content[:300]!r}\n{words[:500]}"
