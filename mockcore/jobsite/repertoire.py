"""All that the people of the jobsite do: the tools and kinds of act that orders may name."""

from collections.abc import Iterable

from mockcore.close_names import hint
from mockcore.errors import BadRequest
from mockcore.jobsite.habits import HABITS
from mockcore.jobsite.reactions import REACTIONS

WORK = tuple((row.tool, row.name) for row in (*HABITS, *REACTIONS))
TOOLS = tuple(sorted({tool for tool, _ in WORK}))
NAMES = tuple(dict.fromkeys(name for _, name in WORK))
MOST_RATE = 100.0


def check(tools: Iterable[str] | None, rates: dict[str, float]) -> None:
    """Raises: BadRequest for a tool or kind of act that nobody does, and for a rate below 0 or above 100."""
    for tool in tools or ():
        if tool not in TOOLS:
            raise BadRequest(fields={"tools": [f"{tool} is not known: {hint(tool, TOOLS)}"]})
    for name, rate in rates.items():
        if name not in (*TOOLS, *NAMES):
            raise BadRequest(fields={"rates": [f"{name} is not known: {hint(name, (*TOOLS, *NAMES))}"]})
        if not 0 <= rate <= MOST_RATE:
            raise BadRequest(fields={"rates": [f"{name} is {rate:g}, but goes from 0 to {MOST_RATE:g}"]})
