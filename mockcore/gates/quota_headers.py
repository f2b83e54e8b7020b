"""The headers in which every answer tells of the quota: X-Rate-Limit-Limit, -Remaining and -Reset.

Source: documented, rate limiting.
"""

from mockcore.gates.quotas import Quota

_LINES = b"x-rate-limit-limit: %d\r\nx-rate-limit-remaining: %d\r\nx-rate-limit-reset: %d\r\n"


def header_lines(quota: Quota) -> bytes:
    """The headers that tell of a quota, as they are sent."""
    return _LINES % quota
