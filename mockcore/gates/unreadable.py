"""The refusal of a call whose input cannot be read, by whoever may ask."""

from mockcore.gates.admission import Admission


def refuse(context: Admission) -> None:
    """Raises: BadRequest and Unprocessable for what ``request_input`` could not read."""
    if context.unreadable is not None:
        raise context.unreadable
