"""The codes of contract findings: what is wrong, and where to read about it. The texts are ours, pages are named by title."""

from dataclasses import dataclass
from typing import Any

PARAMETERS, BODY = "Reference: the operation's parameters", "Reference: the operation's body"
CONCEPTS, REGIONS, LIFECYCLE = "RESTful API concepts", "Multiple Procore Regions (MPZ)", "REST API lifecycle"
FILTERS, DATES, OAUTH = "Filtering and sorting on list actions", "Dates, times and time zones", "OAuth 2.0 endpoints"
LIMITS, FILES, ERRORS, PRACTICES = "Rate limiting", "Secure file access", "Error reference", "Best practices"

CODES: dict[str, tuple[str, str]] = {
    "unknown-parameter": ("The operation has no such query parameter; Procore ignores it.", PARAMETERS),
    "unknown-field": ("The operation has no such field in its body; Procore ignores it.", BODY),
    "not-kept": ("The attribute is a command, or is dropped: no answer shows it again.", BODY),
    "wrong-wrapper": ("The attributes are wrapped in another name than the operation's.", CONCEPTS),
    "missing-wrapper": ("The attributes are not wrapped in the operation's name.", CONCEPTS),
    "unneeded-wrapper": ("The attributes are wrapped, but the operation takes them flat.", CONCEPTS),
    "coerced-type": ("The value has another type than the document says, and was converted.", BODY),
    "unknown-value": ("The value is none of those that the document lists, or is written otherwise.", PARAMETERS),
    "date-format": (
        "Dates are YYYY-MM-DD, times YYYY-MM-DDTHH:MM:SSZ; what has no zone or is written otherwise may become null.",
        DATES,
    ),
    "implausible": ("The value is accepted, but can hardly be meant: more than the whole, or an end before its start.", BODY),
    "date-range": ("This filter takes a range of two dates, joined by three dots.", FILTERS),
    "scalar-filter": ("This filter takes several values: its name ends with [].", FILTERS),
    "missing-company-header": ("Every call needs Procore-Company-Id; it will be required.", REGIONS),
    "company-mismatch": ("Procore-Company-Id names another company than the request.", REGIONS),
    "oversized-page": ("per_page is above what is allowed or recommended.", "Pagination"),
    "oversized-sync": ("A sync takes at most 1,000 rows.", "Using sync actions"),
    "deprecated-operation": ("The operation is deprecated or past its sunset.", LIFECYCLE),
    "deprecated-parameter": ("The parameter is deprecated or past its sunset.", LIFECYCLE),
    "deprecated-grant": ("This way to get a token is deprecated or past its sunset.", LIFECYCLE),
    "unknown-operation": ("No operation of the reference has this method and path.", "Reference"),
    "refused-input": ("A parameter or field is missing or malformed: the request was refused.", ERRORS),
    "missing-content-type": ("A body without Content-Type is read by guesswork.", CONCEPTS),
    "wrong-content-type": ("The body is not what its Content-Type says, or of a type that the API does not take.", CONCEPTS),
    "unused-body": ("The operation takes no body; what is in it has no effect.", BODY),
    "missing-token": ("The call has no Authorization: Bearer.", "Authentication"),
    "token-in-query": ("An access token in a URL ends up in logs.", "Authentication"),
    "secret-in-query": ("A secret in a URL ends up in logs: it belongs into the body.", OAUTH),
    "token-to-storage": ("File storage must not be sent the Authorization header.", FILES),
    "refresh-token-reused": ("A refresh token works once; a second use loses the session.", "OAuth: refresh tokens"),
    "code-reused": ("An authorization code works once.", OAUTH),
    "token-per-call": ("A new token is asked for while the last one is good: keep it until it expires.", OAUTH),
    "dead-token": ("A token that was refused is sent again and again: get a new one.", ERRORS),
    "ignored-retry-after": ("The same was asked again before Retry-After had passed.", LIMITS),
    "polling": ("The same list is asked again and again: use a webhook, or filters[updated_at].", "Webhooks; filtering"),
    "n-plus-one": ("A list is followed by a show of each record: ask the list for what is needed.", PRACTICES),
    "delete-repeated": ("What has been deleted is deleted again: a retry that need not be.", ERRORS),
    "idempotency-token-reused": ("An Idempotency-Token is one request's own: with another body it has no effect.", PRACTICES),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach: its code, the exchange, the operation, what was asked, and what exactly is wrong."""

    code: str
    request: int
    operation: str
    path: str
    detail: str

    def as_json(self) -> dict[str, Any]:
        """As the report shows it."""
        text, page = CODES[self.code]
        return {
            "code": self.code, "request": self.request, "operation": self.operation or None, "asked": self.path,
            "detail": self.detail, "explanation": text, "read": page,
        }  # fmt: skip
