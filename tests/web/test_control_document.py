"""The OpenAPI document of the control API: every route is in it, its examples work, and answers are what it says."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from fastapi.routing import APIRoute
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

import mockcore
from mockcore.testing.running import Running
from mockcore.web import site
from mockcore.web.control_document import document
from mockcore.web.control_names import PREFIX

Document = dict[str, Any]
ROUTES = [route for room in site.ROOMS for route in room.router.routes]
COMPANY = 4264590
# What these answer is no JSON.
ANY_BYTES = (["Storage"], ["Documentation"])


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with mockcore.running() as running:
        yield running


@pytest.fixture(scope="module")
def http(server: Running) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def served(http: httpx.Client) -> Document:
    described: Document = http.get("/_mockcore/openapi.json").raise_for_status().json()
    return described


def operations(described: Document) -> dict[str, tuple[str, str, dict[str, Any]]]:
    return {
        operation["operationId"]: (method.upper(), path, operation)
        for path, item in described["paths"].items()
        for method, operation in item.items()
    }


def test_every_route_of_the_control_api_is_in_the_document_and_no_other(served: Document) -> None:
    routes = {
        (method, route.path_format)
        for route in ROUTES
        if isinstance(route, APIRoute) and route.path.startswith(PREFIX)
        for method in (route.methods or set()) - {"HEAD"}
    }
    described = [(method, path) for method, path, _ in operations(served).values()]
    assert sorted(described) == sorted(routes)
    assert len(described) == sum(len(item) for item in served["paths"].values()) > 50


def test_the_document_is_valid_openapi(served: Document) -> None:
    validate(served)
    assert served["openapi"].startswith("3.1")
    assert served["components"]["securitySchemes"]["controlToken"]["scheme"] == "bearer"


def test_every_operation_says_what_it_does_takes_and_answers(served: Document) -> None:
    for name, (_, _, operation) in operations(served).items():
        assert operation["summary"], name
        assert operation["tags"], name
        assert all(
            parameter.get("example") is not None for parameter in operation.get("parameters", ()) if parameter["in"] == "path"
        ), name
        answered = next(response for status, response in operation["responses"].items() if status < "400")
        for content in answered.get("content", {}).values():
            assert content["schema"], name
            assert "example" in content or operation["tags"] in ANY_BYTES, name
        assert "requestBody" not in operation or operation["tags"] == ["Storage"] or example_of(operation) is not None, name


def example_of(operation: dict[str, Any]) -> Any:
    return operation["requestBody"]["content"]["application/json"]["example"] if "requestBody" in operation else None


def test_every_example_of_the_document_is_what_its_schema_says(served: Document) -> None:
    def check(value: Any) -> None:
        if isinstance(value, dict):
            if "schema" in value and "example" in value:
                validator(served, value["schema"]).validate(value["example"])
            for inner in value.values():
                check(inner)
        elif isinstance(value, list):
            for inner in value:
                check(inner)

    check(served["paths"])


def validator(described: Document, schema: dict[str, Any], *, closed: bool = False) -> Draft202012Validator:
    schemas = described["components"]["schemas"]
    return Draft202012Validator(strict(schema, schemas, closed=closed))


def strict(schema: Any, schemas: dict[str, Any], *, closed: bool) -> Any:
    """A schema with its references resolved; closed: no field but those that it has."""
    if isinstance(schema, list):
        return [strict(item, schemas, closed=closed) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return strict(schemas[schema["$ref"].rsplit("/", 1)[1]], schemas, closed=closed)
    shut = {"additionalProperties": False} if closed and "properties" in schema else {}
    return {**shut, **{name: strict(inner, schemas, closed=closed) for name, inner in schema.items()}}


# The order in which the examples are sent; what has to be there before, and what of the answers later paths are about.
ORDER = [
    "showHealth", "readControlDocument", "reset", "readMetrics", "readClock", "setClock", "advanceClock", "restartClock",
    "setJobsite", "readJobsite",
    "listFaultRules", "listFaultProfiles", "addFaultRule", "removeFaultRule", "replaceFaultRules", "removeFaultRules",
    "readRateLimit", "setRateLimit", "restartRateLimit", "readLifecycle", "addLifecycleRow", "readLifecycleRow",
    "removeLifecycleRow", "replaceLifecycleRows", "listRequests", "exportRequests", "showRequest", "verifyRequests",
    "forgetRequests", "readContractReport", "listContractCodes", "readContractCoverage", "compareContractCoverage",
    "listSnapshots", "saveSnapshot", "restoreSnapshot", "removeSnapshot", "createSandbox", "listSandboxes", "showSandbox",
    "removeSandbox", "listApps", "registerApp", "changeApp", "publishVersion", "approveApp", "listInstallations", "installApp",
    "changeInstallation", "uninstallApp", "authorize", "runDeliveries", "listDeliveries", "readDeliveryQueue",
    "duplicateDelivery", "openDocs", "uploadForm", "fetchFile", "uploadBytes",
]  # fmt: skip


class Story:
    """Sends the example of each operation, with ids of what is really there."""

    def __init__(self, server: Running, http: httpx.Client) -> None:
        self.server, self.http = server, http
        self.ids: dict[str, Any] = {}
        self.before: dict[str, Callable[[], None]] = {
            "listRequests": self.call,
            "runDeliveries": self.hook,
            "uploadForm": self.upload,
        }

    def call(self) -> None:
        self.server.get("/rest/v1.0/me")

    def hook(self) -> None:
        self.server.webhooks.subscribe("Company Vendors", "create")
        self.server.create("/rest/v1.0/vendors", {"company_id": COMPANY, "vendor": {"name": "Acme"}})

    def upload(self) -> None:
        self.ids["key"] = self.server.create(f"/rest/v1.0/companies/{COMPANY}/uploads", {"response_filename": "a.txt"})["uuid"]

    def send(self, method: str, path: str, operation: dict[str, Any]) -> httpx.Response:
        examples = {row["name"]: row["example"] for row in operation.get("parameters", ()) if row["in"] == "path"}
        address = re.sub(r"\{(\w+)\}", lambda match: str(self.ids.get(match[1], examples[match[1]])), path)
        if operation["tags"] == ["Storage"]:
            sent: dict[str, Any] = {"POST": {"files": {"file": b"drawing"}}, "PUT": {"content": b"drawing"}}
            return self.http.request(method, address, **sent.get(method, {}))
        return self.http.request(method, address, json=example_of(operation))


def test_every_example_works_when_it_is_sent_and_is_answered_as_described(
    server: Running, http: httpx.Client, served: Document
) -> None:
    described, story = operations(served), Story(server, http)
    assert sorted([*ORDER, "readDocs"]) == sorted(described)
    for name in ORDER:
        method, path, operation = described[name]
        story.before.get(name, lambda: None)()
        answer = story.send(method, path, operation)
        status = str(answer.status_code)
        assert status < "400", (name, answer.text)
        for media, content in operation["responses"][status].get("content", {}).items():
            if media == "*/*":
                continue
            assert answer.headers["content-type"].startswith(media), name
            value = answer.json() if media == "application/json" else answer.text
            open_ones = ("readControlDocument", "listDeliveries", "duplicateDelivery")
            validator(served, content["schema"], closed=name not in open_ones).validate(value)
        if name == "createSandbox":
            story.ids["company_id"] = answer.json()["id"]
        elif name == "removeSandbox":
            del story.ids["company_id"]
        elif name == "listDeliveries":
            story.ids["number"] = answer.json()[0]["id"]


def test_two_schemas_of_one_name_are_no_document() -> None:
    assert document([])["paths"] == {}
