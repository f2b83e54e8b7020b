"""The API's lifecycle as it stands on the clock, and rows of one's own to rehearse what has been announced."""

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path

from mockcore.clock import stamp
from mockcore.close_names import hint
from mockcore.engine import Engine
from mockcore.errors import OperatorError
from mockcore.reference.lifecycle import ACTIVE, PHASES, SELECTORS, parsed, parsed_all
from mockcore.web.control_names import check_among
from mockcore.web.control_schema import (
    COUNT,
    FLAG,
    TEXT,
    TEXTS,
    TIME,
    about,
    answers,
    closed,
    many,
    one_of,
    or_null,
    record,
    takes,
)  # fmt: skip
from mockcore.web.served_engine import Served

router = APIRouter(prefix="/_mockcore/lifecycle", tags=["Lifecycle"])
ONE_OR_MORE = {"anyOf": [TEXT, TEXTS]}
SELECTION = {**dict.fromkeys(SELECTORS, TEXT), "operations": ONE_OR_MORE, "methods": ONE_OR_MORE, "events": ONE_OR_MORE}
DATES = dict.fromkeys((*PHASES, "closed"), about(TEXT, "A day, or an instant in UTC."))
SOURCES = dict.fromkeys(("successor", "source", "timeline"), or_null(TEXT))
NAME = {**TEXT, "pattern": "^[a-z0-9][a-z0-9-]{0,63}$"}
MAYBE = {key: or_null(schema) for key, schema in {"title": TEXT, **SELECTION, **DATES}.items()}
NEW_ROW = closed("NewLifecycleRow", {"name": NAME}, {**MAYBE, **SOURCES})
STATE = {"phase": one_of(ACTIVE, *PHASES), "brownout": FLAG, "operation_count": COUNT}
SHOWN = {"name": TEXT, "title": TEXT, **SOURCES, **STATE}
ROW = record("LifecycleRow", SHOWN, {**SELECTION, **DATES})
SELECTED = record("SelectedLifecycleRow", {**SHOWN, "selected": TEXTS}, {**SELECTION, **DATES})
NEW = {"name": "todos", "title": "To-dos", "path": "/rest/v1.0/todos**", "deprecated": "2024-10-01"}
ADDED = {
    **NEW, "closed": "2024-10-01", "successor": None, "source": "a row of your own", "timeline": None,
    "phase": "deprecated", "brownout": False, "operation_count": 5,
}  # fmt: skip
LISTED = {"now": "2025-01-15T12:00:00Z", "rows": [ADDED]}
LIFECYCLE = record("Lifecycle", {"now": TIME, "rows": many(ROW)})
RowName = Annotated[str, Path(description="Name of a row.", examples=["todos"])]


@router.get("", responses=answers(LIFECYCLE, LISTED))
async def read_lifecycle(engine: Served) -> dict[str, Any]:
    """Every dated announcement with the phase that holds now: active, deprecated, sunset_in_progress or sunset."""
    return _as_json(engine)


@router.get("/{name}", responses=answers(SELECTED, {**ADDED, "selected": ["GET /rest/v1.0/todos"]}, 404))
async def read_lifecycle_row(engine: Served, name: RowName) -> dict[str, Any]:
    """One announcement with the operations that it selects. 404 for an unknown name."""
    shown = next((row for row in engine.timeline.as_json() if row["name"] == name), None)
    announcement = next((row for row in engine.timeline.rows if row.name == name), None)
    if shown is None or announcement is None:
        raise HTTPException(404, f"There is no lifecycle row {name}: {hint(name, [row.name for row in engine.timeline.rows])}")
    entries = (entry for entry in engine.catalog.entries if entry["id"] in announcement.operations)
    return {**shown, "selected": [f"{entry['method']} {entry['path']}" for entry in entries]}


@router.post(
    "",
    status_code=201,
    responses=answers(SELECTED, {**ADDED, "selected": ["GET /rest/v1.0/todos"]}, status=201),
    openapi_extra=takes(NEW_ROW, NEW),
)
async def add_lifecycle_row(engine: Served, row: dict[str, Any]) -> dict[str, Any]:
    """Add a row, or replace the one of its name. 400 says what is wrong with it."""
    added = parsed(row, engine.catalog.nameable)
    engine.state.announce([*(other for other in engine.timeline.added if other.name != added.name), added])
    return await read_lifecycle_row(engine, added.name)


@router.put(
    "",
    responses=answers(LIFECYCLE, LISTED),
    openapi_extra=takes(closed("NewLifecycleRows", {"rows": many(NEW_ROW)}), {"rows": [NEW]}),
)
async def replace_lifecycle_rows(engine: Served, rows: dict[str, Any]) -> dict[str, Any]:
    """Take the rows given so far away and add these: `{"rows": [...]}`. 400 says what is wrong; then nothing changes."""
    check_among(rows, ("rows",))
    if set(rows) != {"rows"}:
        raise OperatorError('The body is {"rows": [...]}.')
    engine.state.announce(parsed_all(rows["rows"], engine.catalog.nameable))
    return _as_json(engine)


@router.delete("/{name}", responses=answers(LIFECYCLE, LISTED, 404))
async def remove_lifecycle_row(engine: Served, name: RowName) -> dict[str, Any]:
    """Take a row of one's own away; one that it replaced holds again. 404 when there is none."""
    rest = [other for other in engine.timeline.added if other.name != name]
    if len(rest) == len(engine.timeline.added):
        names = [row.name for row in engine.timeline.added]
        raise HTTPException(404, f"There is no lifecycle row {name} that was given here: {hint(name, names)}")
    engine.state.announce(rest)
    return _as_json(engine)


def _as_json(engine: Engine) -> dict[str, Any]:
    return {"now": stamp(engine.clock.now()), "rows": engine.timeline.as_json()}
