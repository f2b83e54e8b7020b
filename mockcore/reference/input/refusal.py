"""How a body is refused: what cannot be read is malformed, what can be read may break a rule."""

from typing import Any

from mockcore.errors import BadRequest, FieldErrors, MockError, Reason, Unprocessable


def refusal(fields: FieldErrors) -> MockError:
    """422 where every field breaks a rule (blank, not listed, out of its limits); 400 where one is missing or malformed."""
    reasons = [reason for reasons in fields.values() for reason in reasons]
    return (Unprocessable if all(map(Reason.breaks_a_rule, reasons)) else BadRequest)(fields=fields)


def empty(value: Any) -> bool:
    """Whether Rails takes a value for missing where one is required: null, a blank text, an object or list without members."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, dict | list) and not value)
