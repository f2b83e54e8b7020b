"""Small draws by key alone: the same key draws the same, in whatever order and however often it is asked.

``fake`` draws texts; a delay or a yes and no of thousands of open records must cost less than one of its streams.
"""

import hashlib

_WIDE = 2**64


def share(*key: str | int) -> float:
    """A number from 0 to below 1."""
    text = "\0".join(map(str, key)).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big") / _WIDE


def whole(low: int, high: int, *key: str | int) -> int:
    """A whole number from ``low`` to ``high``, both included."""
    return low + int(share(*key) * (high - low + 1))
