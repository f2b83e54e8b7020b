"""Diagrams of states as pictures: Sphinx makes an SVG of each Mermaid block of states, as the pages need no network.

The states stand below one another in their order; a step down is an arc on the right, a step back one on the left.
"""

import re
from html import escape
from typing import Any
from zlib import crc32

_BLOCK = re.compile(r"^```mermaid\nstateDiagram-v2\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_STATE = re.compile(r"^  (\w+) : (.*)$", re.MULTILINE)
_STEP = re.compile(r"^  (\w+|\[\*\]) --> (\w+)$", re.MULTILINE)
ROW, BOX, LETTER, REACH, LEAST = 46, 28, 8, 15, 16


def setup(app: Any) -> dict[str, bool]:
    """Registers itself with Sphinx."""
    app.connect("source-read", _draw)
    return {"parallel_read_safe": True}


def _draw(app: Any, name: str, source: list[str]) -> None:
    source[0] = drawn(source[0])


def drawn(page: str) -> str:
    """The page with a picture for each diagram."""
    return _BLOCK.sub(lambda block: picture(block[1]), page)


def picture(diagram: str) -> str:
    """The lines of a state diagram as an SVG, which says its steps to those who do not see it."""
    states = dict(_STATE.findall(diagram))
    rows = {name: number for number, name in enumerate(states)}
    steps = [(rows[old], rows[new]) for old, new in _STEP.findall(diagram) if old in rows]
    first = next((rows[new] for old, new in _STEP.findall(diagram) if old not in rows), 0)
    width = max(map(len, states.values())) * LETTER + 2 * LEAST
    margin = LEAST + REACH * len(states)
    said = "; ".join(f"{[*states.values()][old]} to {[*states.values()][new]}" for old, new in steps)
    # No other picture of the page has it.
    mark = f"step-{crc32(diagram.encode()):08x}"
    shapes = [_box(text, margin, row, width, bold=row == first) for row, text in enumerate(states.values())]
    shapes += [_arc(old, new, margin, width, mark) for old, new in steps]
    size = f'width="{2 * margin + width}" height="{ROW * len(states)}" viewBox="0 0 {2 * margin + width} {ROW * len(states)}"'
    return (
        f'<svg class="states" role="img" aria-label="{escape(said)}" {size}>\n'
        f'<defs><marker id="{mark}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 8 4 0 8z" fill="currentColor"/></marker></defs>\n' + "\n".join(shapes) + "\n</svg>"
    )


def _box(text: str, left: int, row: int, width: int, *, bold: bool) -> str:
    top, weight = row * ROW + (ROW - BOX) // 2, ' font-weight="bold"' if bold else ""
    return (
        f'<rect x="{left}" y="{top}" width="{width}" height="{BOX}" rx="6" fill="none" stroke="currentColor"/>'
        f'<text x="{left + width // 2}" y="{top + BOX // 2 + 5}" text-anchor="middle" fill="currentColor"{weight}>'
        f"{escape(text)}</text>"
    )


def _arc(old: int, new: int, left: int, width: int, mark: str) -> str:
    """Leaves a box above its middle, and ends below that of another, or the other way round on the way back."""
    down = new > old
    side, away = (left + width, 1) if down else (left, -1)
    begin, end = (row * ROW + ROW // 2 + shift for row, shift in ((old, 6 if down else -6), (new, -6 if down else 6)))
    bend = side + away * (LEAST + REACH * abs(new - old))
    curve = f"M{side} {begin}C{bend} {begin} {bend} {end} {side} {end}"
    return f'<path d="{curve}" fill="none" stroke="currentColor" stroke-opacity="0.6" marker-end="url(#{mark})"/>'
