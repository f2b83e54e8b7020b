"""The quota of a call: counted for its app and company, told in the headers of every answer.

Source: documented, rate limiting.
"""

from mockcore.call import Call
from mockcore.errors import MockError, TooManyRequests
from mockcore.gates.admission import Admission
from mockcore.gates.quotas import Limits


def count(context: Admission) -> None:
    """Counts the call. Raises: TooManyRequests."""
    call, company_id = context.call, context.company_id
    call.company_id = company_id
    if call.inside:
        return
    key = f"{context.client_id} {company_id or context.grant.token}"
    call.quota = context.services.limits.take(key, call.at, company_id)


def count_failure(call: Call, error: MockError, limits: Limits) -> MockError:
    """A failed call counts too: for the company where that is known by then, else for the token. Returns what is answered."""
    if isinstance(error, TooManyRequests) and error.quota is not None:
        call.quota = error.quota
    elif call.quota is None and not call.inside:
        try:
            call.quota = limits.take(call.client_id or call.headers.get("authorization", ""), call.at)
        except TooManyRequests as refused:
            call.quota = refused.quota
            return refused
    return error
