"""Refuses what a call of the control API says and no route reads: query parameters, keys of bodies, bodies at all."""

from collections.abc import Iterable
from typing import Any, get_args

from fastapi import Request
from fastapi.routing import APIRoute
from pydantic import BaseModel

from mockcore.close_names import hint
from mockcore.errors import BadRequest

PREFIX = "/_mockcore"
# Addresses that the server has made itself, and its pages, with what they need in their query.
OWN_ADDRESSES = ("/_mockcore/files", "/_mockcore/storage", "/_mockcore/docs")
_NOTHING = (b"", b"{}", b"null")


def check_among(names: Iterable[str], choices: Iterable[str]) -> None:
    """Raises: BadRequest with the close name for the first that is none of the choices."""
    choices = list(choices)
    for name in names:
        if name not in choices:
            raise BadRequest(fields={name: [f"is not known: {hint(name, choices)}"]})


async def check_names(request: Request) -> None:
    """Looks at the query of a call, and at its body where its route reads none. Raises: BadRequest."""
    route = request.scope.get("route")
    if not isinstance(route, APIRoute) or not route.path.startswith(PREFIX) or route.path.startswith(OWN_ADDRESSES):
        return
    check_among(request.query_params, query_names(route))
    if route.body_field is None and (await request.body()).strip() not in _NOTHING:
        raise BadRequest(fields={"body": ["is not read here: this call takes none"]})


def reason(request: Request, name: str) -> str:
    """Why a key of a body is refused that its route does not read."""
    return f"is not known: {hint(name, body_names(request.scope.get('route')))}"


def query_names(route: APIRoute) -> list[str]:
    """The query parameters that a route reads, by FastAPI or itself."""
    own = (route.openapi_extra or {}).get("parameters", ())
    return [*(parameter.alias for parameter in query_parameters(route)), *(row["name"] for row in own)]


def query_parameters(route: APIRoute) -> list[Any]:
    """The query parameters that FastAPI reads for a route, also those of what it depends on."""
    dependants = [route.dependant, *route.dependant.dependencies]
    return [parameter for dependant in dependants for parameter in dependant.query_params]


def body_names(route: Any) -> list[str]:
    """The keys of the body that a route reads; none where it reads any."""
    annotations = [parameter.field_info.annotation for parameter in route.dependant.body_params]
    models = [option for annotation in annotations for option in (get_args(annotation) or (annotation,))]
    return [name for model in models if isinstance(model, type) and issubclass(model, BaseModel) for name in model.model_fields]
