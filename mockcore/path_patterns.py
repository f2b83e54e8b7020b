"""Patterns of paths, one for lifecycle rows, fault rules and questions about the journal."""

import re
from functools import lru_cache

_WILD = re.compile(r"(\*\*|\*|\{[^}]*\})")
_ANY_SEGMENTS, _SEGMENT, _PIECE, _ANYTHING = r"(?:/[^/]*)*", r"[^/]+", r"[^/]*", r".*"
# Patterns that are remembered, compiled: a question about the journal asks the same one of every exchange.
MOST_PATTERNS = 256


def segments(path: str) -> list[str]:
    """What stands between the slashes of a path; slashes at its ends mean nothing."""
    return path.strip("/").split("/")


def trimmed(path: str) -> str:
    """A path without slashes at its end, and with one at its beginning."""
    return f"/{path.strip('/')}"


class PathPattern:
    """``*`` and ``{name}`` are one segment, ``**`` is any number of segments, none included: ``/rest/**/rfis`` matches
    ``/rest/rfis``. Beside other text ``*`` is any text within the segment, ``**`` any text. A slash at the end means nothing,
    neither in the pattern nor in the path. ``numbers``: a segment of digits stands for any segment, as the id in a call's path
    stands for the parameter in that of its operation.
    """

    def __init__(self, pattern: str, *, numbers: bool = False) -> None:
        self._expression = re.compile("".join(_segment(segment, numbers) for segment in segments(pattern)))

    def matches(self, path: str) -> bool:
        """Whether the pattern means the path."""
        return self._expression.fullmatch(trimmed(path)) is not None


def _segment(segment: str, numbers: bool) -> str:
    if segment == "**":
        return _ANY_SEGMENTS
    if segment == "*" or (numbers and segment.isdigit()):
        return f"/{_SEGMENT}"
    return "/" + "".join(_piece(piece) for piece in _WILD.split(segment))


def _piece(piece: str) -> str:
    return {"**": _ANYTHING, "*": _PIECE}.get(piece) or (_SEGMENT if piece[:1] == "{" else re.escape(piece))


@lru_cache(MOST_PATTERNS)
def pattern_of(text: str) -> PathPattern:
    """The pattern of a text, remembered."""
    return PathPattern(text)
