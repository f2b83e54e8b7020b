"""Where schemathesis 4.32 takes a right answer for a wrong one; there is no setting, so its functions are wrapped."""

import re
from typing import Any

import schemathesis
from schemathesis.core.parameters import ParameterLocation
from schemathesis.resources.repository import ResourceRepository
from schemathesis.specs.openapi import checks, expressions
from schemathesis.specs.openapi.stateful import dependencies

from mockcore import inflections

# What comes before the collection: a record is reached in each version, with its company or project in the path or the query.
PLACE = re.compile(r"^/rest/v[0-9.]+/(companies/[^/]+/)?(projects/[^/]+/)?(?=[^/]+/)")
_analyzed = dependencies.analyze
_stored = ResourceRepository._store  # noqa: SLF001 - there are no public names for these
_matched = expressions.resolve_pointer_all  # type: ignore[attr-defined]
_deleted = checks.resource_was_deleted
_read = checks._form_text_readings  # noqa: SLF001


def correct() -> None:
    """Puts the functions of this module in their places."""
    dependencies.analyze = analyzed
    ResourceRepository._store = stored  # type: ignore[method-assign, assignment]  # noqa: SLF001
    expressions.resolve_pointer_all = matched  # type: ignore[attr-defined]
    checks.resource_was_deleted = deleted
    checks._form_text_readings = readings  # noqa: SLF001


def analyzed(schema: Any) -> dependencies.DependencyGraph:
    """What each operation needs of records: below a collection its records' ``id``, though they may have its name as well.

    Equipment has an ``id``, by which paths name it as ``equipment_id``, and an ``equipment_id`` that its owner has given it.
    """
    graph = _analyzed(schema)
    for operation in graph.operations.values():
        for slot in operation.inputs:
            own = slot.parameter_location == ParameterLocation.PATH and slot.resource_field == slot.parameter_name
            if own and "id" in slot.resource.fields and _below(operation.path, str(slot.parameter_name), slot.resource.name):
                slot.resource_field = "id"
    return graph


def _below(path: str, parameter: str, resource: str) -> bool:
    """Whether a path names the resource's collection somewhere before the parameter."""
    before = path.split(f"{{{parameter}}}", 1)[0]
    return any(_singular(segment) == resource.lower() for segment in before.split("/") if segment)


def _singular(segment: str) -> str:
    return inflections.singularize(segment).replace("_", "").lower()


def stored(repository: ResourceRepository, *, data: dict[str, Any], **about: Any) -> None:
    """Keeps what an answer or a request has told for identifiers of later requests; what is null or empty names nothing."""
    named = {name: value for name, value in data.items() if value not in (None, "")}
    if named:
        _stored(repository, data=named, **about)


def matched(document: Any, pointer: str) -> Any:
    """What a link finds in a list, likewise."""
    values = _matched(document, pointer)
    return [value for value in values if value not in (None, "")] if isinstance(values, list) else values


def deleted(recorder: Any, case: schemathesis.Case[Any], *, created_by: str | None = None) -> bool:
    """Whether a request of this scenario has deleted what the case names: there are several paths to it."""
    if _deleted(recorder, case, created_by=created_by):
        return True
    for prior in recorder.find_all_cases():
        if prior.operation.method.upper() == "DELETE" and prior.id != case.id and _path(prior) == _path(case):
            answer = recorder.find_response(case_id=prior.id)
            if answer is not None and 200 <= answer.status_code < 300:
                return True
    return False


def _path(case: schemathesis.Case[Any]) -> str:
    whole = checks.ResourcePath(case.path, case.path_parameters or {}).render(case.path)
    return PLACE.sub("/", whole)


def readings(text: str) -> list[object]:
    """What a field of a form may say: a list is a field for each part, so that one field may be a list of one."""
    whole = _read(text)
    return [*whole, *([reading] for reading in whole)]
