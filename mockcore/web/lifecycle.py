"""The API's lifecycle as it stands on the clock, and rows of one's own to rehearse what has been announced."""

from typing import Any

from fastapi import APIRouter, HTTPException

from mockcore.clock import stamp
from mockcore.engine import Engine
from mockcore.errors import OperatorError
from mockcore.reference.lifecycle import parsed, parsed_all
from mockcore.web.control_names import check_among
from mockcore.web.served_engine import Served

router = APIRouter(prefix="/_mockcore/lifecycle")


@router.get("")
async def read_lifecycle(engine: Served) -> dict[str, Any]:
    """Every dated announcement with the phase that holds now: active, deprecated, sunset_in_progress or sunset."""
    return _as_json(engine)


@router.get("/{name}")
async def read_row(engine: Served, name: str) -> dict[str, Any]:
    """One announcement with the operations that it selects. 404 for an unknown name."""
    shown = next((row for row in engine.timeline.as_json() if row["name"] == name), None)
    announcement = next((row for row in engine.timeline.rows if row.name == name), None)
    if shown is None or announcement is None:
        raise HTTPException(404, f"There is no lifecycle row {name}.")
    entries = (entry for entry in engine.catalog.entries if entry["id"] in announcement.operations)
    return {**shown, "selected": [f"{entry['method']} {entry['path']}" for entry in entries]}


@router.post("", status_code=201)
async def add_row(engine: Served, row: dict[str, Any]) -> dict[str, Any]:
    """Add a row, or replace the one of its name. 400 says what is wrong with it."""
    added = parsed(row, engine.catalog.nameable)
    engine.state.announce([*(other for other in engine.timeline.added if other.name != added.name), added])
    return await read_row(engine, added.name)


@router.put("")
async def replace_rows(engine: Served, rows: dict[str, Any]) -> dict[str, Any]:
    """Take the rows given so far away and add these: `{"rows": [...]}`. 400 says what is wrong; then nothing changes."""
    check_among(rows, ("rows",))
    if set(rows) != {"rows"}:
        raise OperatorError('The body is {"rows": [...]}.')
    engine.state.announce(parsed_all(rows["rows"], engine.catalog.nameable))
    return _as_json(engine)


@router.delete("/{name}")
async def remove_row(engine: Served, name: str) -> dict[str, Any]:
    """Take a row of one's own away; one that it replaced holds again. 404 when there is none."""
    rest = [other for other in engine.timeline.added if other.name != name]
    if len(rest) == len(engine.timeline.added):
        raise HTTPException(404, f"There is no lifecycle row {name} that was given here.")
    engine.state.announce(rest)
    return _as_json(engine)


def _as_json(engine: Engine) -> dict[str, Any]:
    return {"now": stamp(engine.clock.now()), "rows": engine.timeline.as_json()}
