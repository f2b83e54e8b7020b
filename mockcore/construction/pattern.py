"""A text for a regular expression of the simple kind that schemas use."""

from __future__ import annotations

import re
from random import Random

_CLASSES = {"d": "0123456789", "w": "abcdefghijklmnopqrstuvwxyz0123456789", "s": " "}
_ANY = _CLASSES["w"]
_ATOM = re.compile(
    r"(?P<group>\((?:\?:)?(?P<inner>[^()]*)\))|(?P<set>\[(?P<negated>\^)?(?P<members>(?:\\.|[^\]])+)\])"
    r"|\\(?P<escaped>.)|(?P<anchor>[\^$])|(?P<any>\.)|(?P<literal>[^\\])"
)
_REPEAT = re.compile(r"\{(?P<low>\d+)(?:(?P<open>,)(?P<high>\d*))?\}|(?P<sign>[*+?])")


class UnmatchablePattern(ValueError):
    """A schema's pattern for which no text could be found: give the field's value in the seed instead."""


def matching(pattern: str, random: Random) -> str:
    """A text in which the pattern is found.

    Raises:
        UnmatchablePattern: the pattern uses look-around, nested groups or other rare syntax.
    """
    for _ in range(10):
        text = _text(pattern, random)
        if re.search(pattern, text):
            return text
    raise UnmatchablePattern(pattern)


def _text(pattern: str, random: Random) -> str:
    written: list[str] = []
    position = 0
    while position < len(pattern):
        atom = _ATOM.match(pattern, position)
        if atom is None:
            raise UnmatchablePattern(pattern)
        repeat = _REPEAT.match(pattern, atom.end())
        position = repeat.end() if repeat else atom.end()
        written.extend(_drawn(atom, random) for _ in range(_times(repeat, random)))
    return "".join(written)


def _times(repeat: re.Match[str] | None, random: Random) -> int:
    if repeat is None:
        return 1
    if repeat["sign"]:
        return {"*": 0, "+": random.randint(1, 4), "?": 1}[repeat["sign"]]
    low = int(repeat["low"])
    if not repeat["open"]:
        return low
    return random.randint(low, int(repeat["high"]) if repeat["high"] else low + 3)


def _drawn(atom: re.Match[str], random: Random) -> str:
    if atom["anchor"]:
        return ""
    if atom["group"]:
        return _text(random.choice(atom["inner"].split("|")), random)
    if atom["set"]:
        return random.choice(_members(atom["members"], negated=bool(atom["negated"])))
    if atom["any"]:
        return random.choice(_ANY)
    if atom["escaped"]:
        return random.choice(_CLASSES.get(atom["escaped"], atom["escaped"]))
    return atom["literal"]


def _members(written: str, *, negated: bool) -> str:
    letters = ""
    for span in re.finditer(r"\\(.)|(.)-(.)|(.)", written):
        if span[1]:
            letters += _CLASSES.get(span[1], span[1])
        elif span[2]:
            letters += "".join(map(chr, range(ord(span[2]), ord(span[3]) + 1)))
        else:
            letters += span[4]
    return "".join(char for char in _ANY if char not in letters) if negated else letters
