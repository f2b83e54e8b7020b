"""Reading of the word lists: plain text blocks, so that a builder can correct them without knowing Python."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

Rows = tuple[tuple[str, ...], ...]


def lines(block: str) -> tuple[str, ...]:
    """The non-empty lines of a block, stripped."""
    return tuple(line.strip() for line in block.splitlines() if line.strip())


def rows(block: str) -> Rows:
    """The lines of a block, each cut at ``" | "``."""
    return tuple(tuple(cell.strip() for cell in line.split(" | ")) for line in lines(block))


def by_trade(block: str) -> dict[str, Rows]:
    """Rows grouped under ``[Trade]`` headings, in the order of the block."""
    groups: dict[str, list[tuple[str, ...]]] = {}
    for row in rows(block):
        if row[0].startswith("["):
            heading = row[0].strip("[]")
            groups.setdefault(heading, [])
        else:
            groups[heading].append(row)
    return {trade: tuple(cells) for trade, cells in groups.items()}


class Slots(dict[str, str]):
    """Values for the ``{slots}`` of templates: drawn at first use, then kept, so that the subject, question and
    answer of one record speak of the same room and the same drawing."""

    def __init__(self, random: Random, fillers: dict[str, Callable[[Random], str]], **values: str) -> None:
        super().__init__(values)
        self._random = random
        self._fillers = fillers

    def __missing__(self, slot: str) -> str:
        value = self[slot] = self._fillers[slot](self._random)
        return value

    def fill(self, template: str) -> str:
        """The template with its slots filled. Raises: KeyError for a slot that nothing fills."""
        return template.format_map(self) if "{" in template else template
