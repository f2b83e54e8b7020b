"""How a body is refused: what cannot be read is malformed, what can be read may break a rule."""

from mockcore.errors import BadRequest, FieldErrors, MockError, Reason, Unprocessable


def refusal(fields: FieldErrors) -> MockError:
    """422 where every field breaks a rule (blank, not listed, out of its limits); 400 where one is missing or malformed."""
    reasons = [reason for reasons in fields.values() for reason in reasons]
    return (Unprocessable if all(map(Reason.breaks_a_rule, reasons)) else BadRequest)(fields=fields)
