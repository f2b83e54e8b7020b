"""The drawings of a generated project: each of a discipline, with its revisions, the last of which is in force."""

from collections.abc import Mapping

from mockcore.seeding.billing import Add
from mockcore.store.records import Stored

DRAWINGS, REVISIONS, DISCIPLINES = "drawings", "drawing_revisions", "drawing_disciplines"
SETS = "drawing_sets"
# What a revision repeats of its drawing.
SHARED = ("number", "title", "drawing_discipline_id")
FIRST = "Architectural"


def complete(add: Add, inside: Mapping[str, list[Stored]], company_id: int, project_id: int) -> None:
    """Ties drawings to disciplines and revisions to drawings, in turns; where there is no discipline, one is made."""
    drawings = inside.get(DRAWINGS, [])
    if not drawings:
        return
    disciplines = inside.get(DISCIPLINES) or [add(DISCIPLINES, {"name": FIRST}, company_id, project_id)]
    for index, drawing in enumerate(drawings):
        discipline = disciplines[index % len(disciplines)]
        drawing.body.update(discipline=discipline.body.get("name"), drawing_discipline_id=discipline.id)
    last: dict[int, Stored] = {}
    sets = inside.get(SETS, [])
    for index, revision in enumerate(inside.get(REVISIONS, ())):
        drawing = drawings[index % len(drawings)]
        shared = {name: drawing.body[name] for name in SHARED if name in drawing.body}
        revision.body.update(shared, drawing_id=drawing.id, drawing_area_id=drawing.parent_id, current=True, obsolete=False)
        if sets and revision.body.get("drawing_set_id") is None:
            revision.body["drawing_set_id"] = sets[index % len(sets)].id
        revision.body["revision_number"] = str(index // len(drawings))
        if drawing.id in last:
            last[drawing.id].body["current"] = False
        last[drawing.id] = revision
