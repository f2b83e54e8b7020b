"""Faults on purpose, by the server's rules or a header of the call."""

from mockcore.gates.admission import Admission


def strike(context: Admission) -> None:
    """Lets a fault rule, or the header of the call, do what it says. Raises: the error that it asks for."""
    faults, by_header = context.services.faults, context.settings.fault_header
    call = context.call
    if (faults.rules or by_header) and not call.inside:
        effect = faults.strike_by_header(call) if by_header else None
        call.strike = effect or faults.strike_for(call, call.operation, call.client_id)
