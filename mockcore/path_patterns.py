"""Patterns of paths, one for lifecycle rows, fault rules and questions about the journal."""

import re
from functools import cached_property, lru_cache

from mockcore.errors import OperatorError

_WILD = re.compile(r"(\*\*|\*|\{[^}]*\})")
_SEGMENTS, _SEGMENT, _PIECE, _ANYTHING = r"(?:/.*)?", r"[^/]+", r"[^/]*", r".*"
# Patterns that are remembered, compiled: a question about the journal asks the same one of every exchange.
MOST_PATTERNS = 256
# The longest path of the API has 130 characters.
MOST_CHARACTERS = 500
# Up to this product of the lengths of path and pattern a regular expression with one gap takes a few milliseconds.
_MOST_STEPS = 1_000_000
_MOST_MOVES = 10_000


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
    stands for the parameter in that of its operation. The time that a match takes grows with the path's length, and not with
    the number of stars.

    Raises: OperatorError for one of more than 500 characters.
    """

    def __init__(self, pattern: str, *, numbers: bool = False) -> None:
        if len(pattern) > MOST_CHARACTERS:
            raise OperatorError(f"A pattern of paths has at most {MOST_CHARACTERS} characters.")
        pieces = [piece for segment in segments(pattern) for piece in _pieces(segment, numbers)]
        # Two gaps of any segments beside each other are one.
        pieces = [piece for piece, after in zip(pieces, [*pieces[1:], ""], strict=True) if not piece == after == _SEGMENTS]
        self._length = len(pattern)
        # A segment of its own is no gap: where it begins and ends is certain.
        gaps = sum(piece in (_SEGMENTS, _PIECE, _ANYTHING) for piece in pieces)
        self._simple = gaps <= 1 and not _uncertain(pieces)
        text = "".join(piece if piece in _GAPS else re.escape(piece) for piece in pieces)
        self._expression = re.compile(text, re.DOTALL) if self._simple else None
        self._pieces = pieces

    @cached_property
    def _automaton(self) -> "_Automaton":
        return _Automaton(self._pieces)

    def matches(self, path: str) -> bool:
        """Whether the pattern means the path."""
        path = trimmed(path)
        if self._expression is not None and len(path) * self._length <= _MOST_STEPS:
            return self._expression.fullmatch(path) is not None
        return self._automaton.accepts(path)


_GAPS = (_SEGMENTS, _SEGMENT, _PIECE, _ANYTHING)


def _pieces(segment: str, numbers: bool) -> list[str]:
    """A segment as texts and gaps, its slash included."""
    if segment == "**":
        return [_SEGMENTS]
    if segment == "*" or (numbers and segment.isdigit()):
        return ["/", _SEGMENT]
    return ["/", *(_gap(piece) for piece in _WILD.split(segment) if piece)]


def _gap(piece: str) -> str:
    return {"**": _ANYTHING, "*": _PIECE}.get(piece) or (_SEGMENT if piece[:1] == "{" else piece)


def _uncertain(pieces: list[str]) -> bool:
    """Whether a ``{name}`` has other text beside it: where it ends has to be tried."""
    return any(piece == _SEGMENT and (before != "/" or after != "/") for before, piece, after in _neighbours(pieces))


def _neighbours(pieces: list[str]) -> list[tuple[str, str, str]]:
    following = [*("/" if piece == _SEGMENTS else piece for piece in pieces[1:]), "/"]
    return list(zip(["/", *pieces], pieces, following, strict=False))


class _Automaton:
    """All ways through a pattern at once: the set of places that a path may have reached, as the bits of a number."""

    def __init__(self, pieces: list[str]) -> None:
        self._steps: dict[str, int] = {}
        self._any_step = self._stay = self._stay_at_slash = self._skip = self._skip_two = 0
        self._size = 0
        for piece in pieces:
            self._append(piece)
        self._forget()

    def _append(self, piece: str) -> None:
        if piece not in _GAPS:
            for character in piece:
                self._steps[character] = self._steps.get(character, 0) | self._next_bit()
            return
        if piece == _SEGMENT:
            self._any_step |= self._next_bit()
        elif piece == _SEGMENTS:
            bit = self._next_bit()
            self._steps["/"] = self._steps.get("/", 0) | bit
            self._skip_two |= bit
        bit = self._next_bit()
        self._stay |= bit
        self._skip |= bit
        if piece in (_SEGMENTS, _ANYTHING):
            self._stay_at_slash |= bit

    def _next_bit(self) -> int:
        self._size += 1
        return 1 << (self._size - 1)

    def accepts(self, path: str) -> bool:
        """Whether the whole path leads to the end of the pattern."""
        row = self._first
        for character in path:
            row = row[character]
        return row.final

    def row(self, places: int) -> "_Row":
        """The moves from those places, and from what can be reached from them without a character."""
        places = self._reached(places)
        row = self._rows.get(places)
        if row is None:
            row = self._rows[places] = _Row(self, places, final=bool(places >> self._size & 1))
        return row

    def moved(self, places: int, character: str) -> "_Row":
        """The row after that character; beyond so many moves all are worked out anew."""
        self._moves += 1
        if self._moves > _MOST_MOVES:
            self._forget()
        slash = character == "/"
        steps = self._steps.get(character, 0) | (0 if slash else self._any_step)
        return self.row(((places & steps) << 1) | (places & (self._stay_at_slash if slash else self._stay)))

    def _forget(self) -> None:
        self._moves = 0
        self._rows: dict[int, _Row] = {}
        self._first = self.row(1)

    def _reached(self, places: int) -> int:
        """The places with those that follow them without a character."""
        while True:
            more = places | ((places & self._skip) << 1) | ((places & self._skip_two) << 2)
            if more == places:
                return places
            places = more


class _Row(dict[str, "_Row"]):
    """What each character leads to from some places, worked out when it first comes."""

    def __init__(self, automaton: _Automaton, places: int, *, final: bool) -> None:
        super().__init__()
        self._automaton, self._places, self.final = automaton, places, final

    def __missing__(self, character: str) -> "_Row":
        row = self[character] = self._automaton.moved(self._places, character)
        return row


@lru_cache(MOST_PATTERNS)
def pattern_of(text: str) -> PathPattern:
    """The pattern of a text, remembered."""
    return PathPattern(text)
