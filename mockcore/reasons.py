"""Why a field is refused: one wording for each reason, whoever refuses."""


class Reason:
    """Why a field is refused, in the words of every failure that names fields. Source: assumed, after Rails' messages."""

    UNKNOWN = "does not exist"
    BLANK = "can't be blank"
    MISSING = "is missing"
    TAKEN = "has already been taken"
    NOT_LISTED = "is not included in the list"
    NOT_IN_PROJECT = "is not in this project"
    NOT_ADDED = "has not been added to this project"
    TOO_SMALL = "must be greater than or equal to"
    TOO_LARGE = "must be less than or equal to"
    NOT_AN_IDENTIFIER = "is not a valid identifier"
    NOT_IDENTIFIERS = "must be a list of identifiers"
    INVALID = "is invalid"
    NOT_AN_ARRAY = "must be an array"
    NOT_AN_OBJECT = "must be an object"
    NOT_AN_INTEGER = "must be an integer"
    NOT_A_NUMBER = "is not a number"
    NOT_A_DATE = "is not a valid date"
    NOT_A_STRING = "must be a string"
    NOT_A_BOOLEAN = "must be true or false"

    @classmethod
    def breaks_a_rule(cls, reason: str) -> bool:
        """Whether a value with that reason can be read and breaks a rule; else it is malformed."""
        return reason in _RULES or reason.startswith(_LIMITS)


_RULES = frozenset({Reason.BLANK, Reason.TAKEN, Reason.NOT_LISTED, Reason.NOT_A_NUMBER})
_LIMITS = (Reason.TOO_SMALL, Reason.TOO_LARGE)
