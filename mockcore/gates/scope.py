"""Which company and project a call is about: told by path, query, body, header, or the project itself."""

from functools import lru_cache
from typing import Any

from mockcore.errors import BadRequest, CompanyHeaderMissing, CompanyMismatch, NotFound, Reason
from mockcore.gates.admission import Admission
from mockcore.reference.coercion import INT64_MAX
from mockcore.reference.free_paths import FREE, FREE_FOR_APPS
from mockcore.reference.resources import PLANNING
from mockcore.reference.schema import properties
from mockcore.request.context import Context


def enter(context: Admission) -> None:
    """Settles the company and project of a call.

    Raises: NotFound for an unknown one, CompanyMismatch when they contradict, CompanyHeaderMissing for none at all; of a
    call that cannot be read, what is wrong with it.
    """
    places = context.services.places
    try:
        header = _header(context)
        project_id = None if context.operation.kind.startswith(PLANNING) else _named(context, "project_id")
        company_id = _named(context, "company_id")
        if project_id is not None:
            owner = places.company_of(project_id)
            if owner is None or company_id not in (None, owner):
                raise NotFound()
            company_id = owner
        if company_id is not None and header is not None and header != company_id:
            # As of every id in a body, nothing is told of another company's project.
            raise NotFound() if project_id is not None and _in_body(context, "project_id") else CompanyMismatch()
        free = FREE_FOR_APPS if context.person_id is None else FREE
        strict = context.settings.company_header == "strict" and context.operation.path not in free
        if header is None and (strict or (company_id is None and context.operation.path not in FREE)):
            raise CompanyHeaderMissing()
    except BadRequest:
        if context.unreadable is not None:
            raise context.unreadable from None
        raise
    context.company_id = header if company_id is None else company_id
    context.project_id = project_id
    if context.company_id is not None and not places.has_company(context.company_id):
        raise NotFound()


def _in_body(context: Context, name: str) -> bool:
    """Whether the body alone names it."""
    return context.inputs.path.get(name) in (None, "") and f"{name}=" not in context.call.query


def _header(context: Context) -> int | None:
    value = context.call.headers.get("procore-company-id")
    return None if value is None else _company(value)


@lru_cache(maxsize=1024)
def _company(header: str) -> int | None:
    """The company in a header; clients send the same again and again."""
    text = header.strip()
    return _identifier("Procore-Company-Id", text) if text else None


def _named(context: Context, name: str) -> int | None:
    inputs = context.inputs
    source = inputs.path
    value: Any = source.get(name)
    if value.__class__ is int:
        return value
    if value in (None, ""):
        if not (inputs.query or inputs.context or inputs.attributes):
            return None
        for source in (inputs.query, inputs.context, inputs.attributes):
            if source and (value := source.get(name)) not in (None, ""):
                break
        else:
            return None
        if value.__class__ is int:
            return value
    try:
        return _identifier(name, value)
    except BadRequest:
        # Ids are texts in the second dialect: any text may be one, and there is nothing of that name.
        if context.operation.dialect == "v2":
            raise NotFound() from None
        if (source is inputs.context or source is inputs.attributes) and _any_body(context):
            return None
        raise


def _any_body(context: Context) -> bool:
    """Whether the document admits any object as body: then a name in it need not mean what it means elsewhere."""
    body = context.operation.body
    return body is not None and not properties(body.schema)


def _identifier(name: str, value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = str(value)
    if not (text.isascii() and text.isdigit()):
        raise BadRequest(fields={name: [Reason.NOT_AN_IDENTIFIER]})
    if len(text) > 19 or int(text) > INT64_MAX:
        raise NotFound()
    return int(text)
