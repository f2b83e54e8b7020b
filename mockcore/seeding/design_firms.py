"""The firms of a generated company that design and own what others build: its first ones, by their names and people.

Source: assumed (the directory of a project has its architect, engineer and owner).
"""

from collections.abc import Sequence
from typing import Any

from mockcore.construction.scene import slug
from mockcore.construction.trades import FIRM_FIRST_WORDS
from mockcore.store.records import Stored

# How such a firm calls itself, and what its people are.
PRACTICES: dict[str, tuple[str, ...]] = {
    "Architects": ("Architect", "Project Architect"),
    "Structural Engineers": ("Structural Engineer",),
    "Development Partners": ("Owner's Representative",),
}
# Of fewer firms all build.
LEAST = 12


def appoint(firms: Sequence[Stored]) -> None:
    """Makes the first of the generated firms those that do not build."""
    if len(firms) >= LEAST:
        for firm, practice in zip(firms, PRACTICES, strict=False):
            _rename(firm.body, practice)


def titles_of(firm: Stored | None) -> tuple[str, ...] | None:
    """The job titles of people who design or own; None of a firm that builds."""
    name = str(firm.body.get("name")) if firm is not None else ""
    return next((titles for practice, titles in PRACTICES.items() if name.endswith(practice)), None)


def _rename(body: dict[str, Any], practice: str) -> None:
    former = str(body.get("name"))
    first = max((words for words in FIRM_FIRST_WORDS if former.startswith(words)), key=len, default=former.split(maxsplit=1)[0])
    name = f"{first} {practice}"
    for key, value in body.items():
        if isinstance(value, str):
            body[key] = value.replace(former, name).replace(slug(former), slug(name))
    body["name"] = name
    if body.get("abbreviated_name"):
        body["abbreviated_name"] = "".join(word[0] for word in name.split())
    if body.get("labor_union"):
        body["labor_union"] = None
    if body.get("union_member"):
        body["union_member"] = False
