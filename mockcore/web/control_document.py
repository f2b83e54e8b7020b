"""``/_mockcore/openapi.json``: the OpenAPI document of the control API, made of its routes when it is first asked for."""

import copy
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from fastapi import APIRouter, Request
from fastapi.routing import APIRoute
from pydantic import TypeAdapter
from starlette.responses import Response
from starlette.routing import BaseRoute

from mockcore import __version__
from mockcore.web.control_names import OWN_ADDRESSES, PREFIX, query_parameters
from mockcore.web.control_schema import ERRORS, JSON, MAPPING, Schema, answers, or_null

router = APIRouter(prefix=PREFIX, tags=["Server"])
REFERENCE = "#/components/schemas/"
HEALTH = "/_mockcore/health"
INTRODUCTION = """Steers a mockcore server: its clock, faults, quotas and apps, and what was asked of it. Names that exist
nowhere are refused, those that are close are named."""
FAILURES = {
    400: "A name is not known, or a value cannot be used.",
    401: "The control token is missing, or another one.",
    403: "A page of another origin asks, or a host is named that is not this server's.",
    404: "What the path or the query names does not exist.",
    409: "It is there already.",
    410: "It is no longer there.",
    413: "The body is too large.",
    422: "It breaks a rule.",
    503: "The database is locked or gone: to be tried again.",
}


@router.get(
    "/openapi.json", responses=answers(MAPPING, {"openapi": "3.1.0", "info": {"title": "mockcore control API"}, "paths": {}})
)
async def read_control_document(request: Request) -> Response:
    """This document."""
    state = request.app.state
    if state.control_document is None:
        state.control_document = orjson.dumps(document(state.routes))
    return Response(state.control_document, media_type=JSON)


def document(routes: Iterable[BaseRoute]) -> dict[str, Any]:
    """The OpenAPI document of those routes that are below ``/_mockcore``."""
    components: dict[str, Schema] = {}
    paths: dict[str, dict[str, Any]] = {}
    tags: dict[str, str] = {}
    for route in routes:
        if isinstance(route, APIRoute) and route.path.startswith(PREFIX):
            tags.setdefault(str(route.tags[0]), _title(sys.modules[route.endpoint.__module__].__doc__ or ""))
            for method in sorted((route.methods or set()) - {"HEAD"}):
                paths.setdefault(route.path_format, {})[method.lower()] = _operation(route, components)
    components["Errors"] = ERRORS
    return {
        "openapi": "3.1.0",
        "info": {"title": "mockcore control API", "version": __version__, "description": " ".join(INTRODUCTION.split())},
        "servers": [{"url": "/"}],
        "security": [{}, {"controlToken": []}],
        "tags": [{"name": name, "description": text} for name, text in tags.items()],
        "paths": paths,
        "components": {
            "schemas": dict(sorted(components.items())),
            "securitySchemes": {
                "controlToken": {"type": "http", "scheme": "bearer", "description": "`MOCKCORE_CONTROL_TOKEN` of the server."}
            },
        },
    }


def operation_id(route: APIRoute) -> str:
    """The operationId of a route: its own, or the name of its function."""
    first, *more = route.name.split("_")
    return route.operation_id or first + "".join(word.capitalize() for word in more)


def _operation(route: APIRoute, components: dict[str, Schema]) -> dict[str, Any]:
    text = (route.description or "").partition("Source:")[0].strip()
    public = route.path == HEALTH or route.path.startswith(OWN_ADDRESSES)
    parameters = _parameters(route)
    body = _body(route)
    shown: dict[str, Any] = {
        "operationId": operation_id(route),
        "tags": list(route.tags),
        "summary": _title(text),
        "description": text,
        **({"parameters": parameters} if parameters else {}),
        **({"requestBody": body} if body else {}),
        "responses": _responses(route, public=public, large=body is not None),
        **({"security": []} if public else {}),
    }
    hoisted: dict[str, Any] = _hoisted(shown, components)
    return hoisted


def _title(text: str) -> str:
    """The first sentence of a docstring."""
    paragraph = " ".join(text.strip().split("\n\n")[0].split())
    return paragraph.split(". ")[0].removesuffix(".").replace("``", "`")


def _parameters(route: APIRoute) -> list[dict[str, Any]]:
    sources = [("path", route.dependant.path_params), ("query", query_parameters(route))]
    rows = [_parameter(place, parameter) for place, parameters in sources for parameter in parameters]
    return [*rows, *(route.openapi_extra or {}).get("parameters", ())]


def _parameter(place: str, parameter: Any) -> dict[str, Any]:
    about = parameter.field_info
    row: dict[str, Any] = {"name": parameter.alias, "in": place, "required": place == "path"}
    schema = TypeAdapter(about.annotation).json_schema()
    if place == "query" and about.default not in (None, ""):
        schema["default"] = about.default
    row["schema"] = schema
    if about.description:
        row["description"] = about.description
    if about.examples:
        row["example"] = about.examples[0]
    return row


def _body(route: APIRoute) -> dict[str, Any] | None:
    """What a route takes: as it declares, else as the model of its body has it."""
    declared: dict[str, Any] | None = (route.openapi_extra or {}).get("requestBody")
    if declared is not None or not route.dependant.body_params:
        return declared
    annotation: Any = route.dependant.body_params[0].field_info.annotation
    schema = TypeAdapter(annotation).json_schema(ref_template=REFERENCE + "{model}")
    definitions = schema.pop("$defs", {})
    optional = any(option == {"type": "null"} for option in schema.get("anyOf", ()))
    if optional:
        schema = next(definitions[option["$ref"].removeprefix(REFERENCE)] for option in schema["anyOf"] if "$ref" in option)
    example = schema.pop("examples")[0]
    schema = or_null(schema) if optional else schema
    return {"required": not optional, "content": {JSON: {"schema": schema, "example": example}}}


def _responses(route: APIRoute, *, public: bool, large: bool) -> dict[str, Any]:
    usual = [403, 503] if public else [400, 401, 403, 503]
    declared: Mapping[int | str, Any] = {
        **{status: {} for status in [*usual, *([413] if large else [])]},
        **route.responses,
    }
    error = {"content": {JSON: {"schema": ERRORS}}}
    responses = {}
    for status, response in sorted(declared.items(), key=lambda pair: int(pair[0])):
        failed = int(status) in FAILURES
        responses[str(status)] = {"description": FAILURES.get(int(status), ""), **(error if failed else {}), **response}
    return responses


def _hoisted(value: Any, components: dict[str, Schema]) -> Any:
    """A value whose named schemas have become references to components of their names."""
    if isinstance(value, list):
        return [_hoisted(item, components) for item in value]
    if not isinstance(value, dict):
        return value
    inner = {key: item if key in ("example", "examples") else _hoisted(item, components) for key, item in value.items()}
    name = inner.get("title")
    if not isinstance(name, str):
        return inner
    if inner.keys().isdisjoint(("properties", "oneOf")):
        # Pydantic writes a title for each field, which says no more than its name.
        del inner["title"]
        return inner
    if components.setdefault(name, copy.deepcopy(inner)) != inner:
        raise ValueError(f"Two schemas of the control API are called {name}.")
    return {"$ref": REFERENCE + name}
