"""Every failure that a client or an operator can meet, one class each.

::

    MockError                       rendered in the dialect of the path by ``reference.error_body``
    ├── BadRequest           400    malformed body, missing or malformed parameter
    │   └── CompanyHeaderMissing    nothing names the company
    ├── InvalidToken         401    the bearer token is absent, unknown, expired or revoked
    ├── ControlTokenMissing  401    the control API wants its token, or another one
    ├── Forbidden            403    the caller may not do this
    │   ├── CompanyMismatch         header and path or query name different companies
    │   └── CrossOrigin             a page of a browser that is not ours
    ├── NotFound             404    no such record, or not visible to the caller
    │   └── UnknownRoute            no operation has this path
    ├── MethodNotAllowed     405    the path exists, the method does not; carries Allow
    ├── NotAcceptable        406    the caller accepts no JSON
    ├── RequestTimeout       408    the head of the request has not arrived in time
    ├── Conflict             409    the record's state or a duplicate forbids it
    │   └── NameTaken               a folder holds a file of that name; carries it
    ├── Gone                 410    the upload or operation no longer exists
    │   └── BodyDropped, FactsDropped   the journal no longer has what a claim depends on
    ├── PayloadTooLarge      413    the body is over the configured limit
    ├── UnsupportedMedia     415    the operation does not read this content type
    ├── Unprocessable        422    well-formed, but breaks a rule
    ├── TooManyRequests      429    the quota is used up; carries Retry-After
    ├── HeadTooLarge         431    request line and headers are over the limit
    ├── ServiceUnavailable   503    overloaded; carries Retry-After
    │   ├── BrownOut                a sunset in progress fails for a while
    │   ├── StorageBusy             another process keeps the database locked
    │   └── StorageGone             the database's file was deleted or replaced
    ├── BadGateway           502    by fault rules only
    ├── GatewayTimeout       504    by fault rules only
    └── ServerFault          500    a defect of ours, never expected
    OperatorError                   one sentence for whoever runs the server
    StorageFailed                   the storage cannot do what it is to do; StorageDamaged, StorageBusy and StorageGone are such
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from mockcore import reasons

Reason = reasons.Reason
FieldErrors = Mapping[str, list[str]]


class MockError(Exception):
    """A failure that the client sees.

    ``message`` is a sentence; ``fields`` maps a field name to its reasons. Source: documented, error reference.
    """

    status: ClassVar[int] = 500
    code: ClassVar[str] = "INTERNAL_SERVER_ERROR"
    reason_code: ClassVar[str] = "INTERNAL_SERVER_ERROR"
    default: ClassVar[str] = "Internal Server Error"
    source: ClassVar[str] = "documented: error reference"

    def __init_subclass__(cls) -> None:
        if "code" in vars(cls) and "reason_code" not in vars(cls):
            cls.reason_code = cls.code

    def __init__(
        self, message: str | None = None, *, fields: FieldErrors | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message or self.default)
        self.message = message or self.default
        self.fields = dict(fields or {})
        self.headers = dict(headers or {})
        # Members of a v1.x body beside ``errors``.
        self.beside: dict[str, Any] = {}


class BadRequest(MockError):
    """400: the request cannot be read, or a parameter is missing or malformed."""

    status = 400
    code = "BAD_REQUEST"
    reason_code = "INVALID_PROPERTY"
    default = "Bad Request"


class CompanyHeaderMissing(BadRequest):
    """400: neither header, path, query, body nor project names the company."""

    default = (
        "Missing Procore-Company-Id header!\n\nEach call your application makes to the Procore API must contain a "
        "request header that includes the Procore-Company-Id field.\nThis request header field specifies the id of "
        "the company into which you are making the call."
    )
    source = "documented: multiple zones tutorial; status assumed"


class InvalidToken(MockError):
    """401: absent, unknown, expired or revoked bearer token."""

    status = 401
    code = "UNAUTHORIZED"
    reason_code = "INVALID_TOKEN"
    default = "The access token is invalid"

    def __init__(self, message: str | None = None) -> None:
        text = message or self.default
        challenge = f'Bearer realm="Procore", error="invalid_token", error_description="{text}"'
        super().__init__(text, headers={"WWW-Authenticate": challenge})


class ControlTokenMissing(MockError):
    """401: the control API is called without the token that guards it, or with another one."""

    status = 401
    code = "UNAUTHORIZED"
    reason_code = "INVALID_TOKEN"
    default = "The control API of this server takes its token: send Authorization: Bearer with MOCKCORE_CONTROL_TOKEN."
    source = "ours"

    def __init__(self) -> None:
        super().__init__(headers={"WWW-Authenticate": 'Bearer realm="mockcore"'})


class Forbidden(MockError):
    """403: the caller is known, but may not do this."""

    status = 403
    code = "FORBIDDEN"
    default = "You do not have permission to perform this action."


class CompanyMismatch(Forbidden):
    """403: the header names another company than path, query or project."""

    default = "The Procore-Company-Id header does not match the company of this request."
    source = "assumed"


class CrossOrigin(Forbidden):
    """403: a browser asks for another origin's page, or under a host name that is not this server's."""

    default = "Pages of other origins may not use this server."
    source = "ours"


class NotFound(MockError):
    """404: the record does not exist or is not visible."""

    status = 404
    code = "NOT_FOUND"
    default = "Not Found"


class UnknownRoute(NotFound):
    """404: no operation of the reference has this path."""

    default = "The requested URL was not found on this server."


class MethodNotAllowed(MockError):
    """405: the path exists with other methods, named in ``Allow``."""

    status = 405
    code = "METHOD_NOT_ALLOWED"
    default = "Method Not Allowed"
    source = "RFC 9110; observed for budget modifications"


class NotAcceptable(MockError):
    """406: the Accept header admits nothing that the operation answers with."""

    status = 406
    code = "NOT_ACCEPTABLE"
    default = "Not Acceptable"


class RequestTimeout(MockError):
    """408: request line and headers have not arrived in time."""

    status = 408
    code = "REQUEST_TIMEOUT"
    default = "The head of the request took too long."
    source = "RFC 9110"


class Conflict(MockError):
    """409: a duplicate, or a state that forbids the change."""

    status = 409
    code = "CONFLICT"
    default = "Conflict"


class NameTaken(Conflict):
    """409: the folder holds a file or folder of that name already, which the answer shows as ``file``."""

    default = "A file or folder with this name exists already in this folder."

    def __init__(self, file: Mapping[str, Any]) -> None:
        super().__init__(fields={"base": [self.default]})
        self.beside = {"error_type": "name_taken", "file": dict(file)}


class Gone(MockError):
    """410: it existed once."""

    status = 410
    code = "GONE"
    default = "Gone"


class BodyDropped(Gone):
    """410: what is asked depends on bodies or headers that the journal no longer has."""

    default = "The journal no longer has the bodies and headers that this depends on: raise MOCKCORE_JOURNAL_BYTES."


class FactsDropped(Gone):
    """410: there was no room for the facts of all exchanges, neither in memory nor on disk."""

    default = "The journal had no room for all exchanges: raise MOCKCORE_JOURNAL_FACT_BYTES, or let it write to TMPDIR."


class PayloadTooLarge(MockError):
    """413: the body is larger than ``max_body_bytes``."""

    status = 413
    code = "PAYLOAD_TOO_LARGE"
    default = "The request body is too large."


class UnsupportedMedia(MockError):
    """415: the operation does not read this content type."""

    status = 415
    code = "UNSUPPORTED_MEDIA_TYPE"
    default = "Unsupported Media Type"
    source = "assumed"


class Unprocessable(MockError):
    """422: well-formed, but a validation or business rule refuses it."""

    status = 422
    code = "VALIDATION_ERROR"
    reason_code = "INVALID_INPUT"
    default = "Unprocessable Entity"


class TooManyRequests(MockError):
    """429: the hourly or the spike quota is used up; ``quota`` is limit, remaining and reset, as the headers say."""

    status = 429
    code = "TOO_MANY_REQUESTS"
    default = "You have surpassed the max number of requests for an hour. Please wait until your limit resets."
    source = "documented: rate limiting"

    def __init__(self, message: str | None = None, *, quota: tuple[int, int, int] | None = None, seconds: int = 1) -> None:
        super().__init__(message, headers={"Retry-After": str(seconds)})
        self.quota = quota


class HeadTooLarge(MockError):
    """431: request line and headers are too long together."""

    status = 431
    code = "REQUEST_HEADER_FIELDS_TOO_LARGE"
    default = "The head of the request is too large."
    source = "RFC 6585"


class ServiceUnavailable(MockError):
    """503: for a while; ``Retry-After`` says how many seconds."""

    status = 503
    code = "SERVICE_UNAVAILABLE"
    default = "Service Unavailable"
    source = "documented: rate limiting"


class BrownOut(ServiceUnavailable):
    """503: what is being sunset fails now, and works again after ``Retry-After`` seconds."""

    default = "A brown-out before the sunset."
    source = "assumed"


class StorageFailed(Exception):
    """What the storage was to do cannot be done: no room is left, or the file is damaged. For the server, a defect: 500."""


class StorageDamaged(StorageFailed):
    """The storage's file is not what was written: what is asked of it may fail from now on."""


class StorageBusy(ServiceUnavailable, StorageFailed):
    """503: another process keeps the database locked; a second later it may be free."""

    default = "The database is busy."
    source = "assumed"

    def __init__(self) -> None:
        super().__init__(headers={"Retry-After": "1"})


class StorageGone(ServiceUnavailable, StorageFailed):
    """503: the database's file was deleted or replaced while the server runs; it works again once the file is back."""

    source = "assumed"


class BadGateway(MockError):
    """502: something between client and server failed. Only fault rules answer it."""

    status = 502
    code = "BAD_GATEWAY"
    default = "Bad Gateway"


class GatewayTimeout(MockError):
    """504: something between client and server waited too long. Only fault rules answer it."""

    status = 504
    code = "GATEWAY_TIMEOUT"
    default = "Gateway Timeout"
    source = "assumed"


class ServerFault(MockError):
    """500: a defect of mockcore; the log has the traceback."""

    source = "assumed"


class OperatorError(Exception):
    """One sentence for the person who runs the server: what is wrong and what to do."""
