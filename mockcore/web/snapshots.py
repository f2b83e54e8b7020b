"""Named snapshots of everything, taken and put back."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel

from mockcore.snapshots import Snapshots
from mockcore.web.control_schema import TEXT, TEXTS, answers, closed_with, record
from mockcore.web.served_engine import Served

router = APIRouter(prefix="/_mockcore/snapshots", tags=["Snapshots"])
SNAPSHOT = record("Snapshot", {"name": TEXT})
Name = Annotated[str, Path(description="Name of a snapshot.", examples=["before"])]


class NewSnapshot(BaseModel):
    """What to call it."""

    model_config = closed_with(name="before")

    name: str


def _snapshots(request: Request) -> Snapshots:
    snapshots = request.app.state.snapshots
    assert isinstance(snapshots, Snapshots)
    return snapshots


@router.get("", responses=answers(record("Snapshots", {"snapshots": TEXTS}), {"snapshots": ["before"]}))
async def list_snapshots(request: Request, engine: Served) -> dict[str, Any]:
    """The names of the snapshots."""
    return {"snapshots": _snapshots(request).names()}


@router.post("", status_code=201, responses=answers(SNAPSHOT, {"name": "before"}, status=201))
async def save_snapshot(request: Request, engine: Served, new: NewSnapshot) -> dict[str, Any]:
    """Keep the present state under a name."""
    _snapshots(request).save(new.name)
    return {"name": new.name}


@router.post("/{name}/restore", responses=answers(SNAPSHOT, {"name": "before"}, 404))
async def restore_snapshot(request: Request, engine: Served, name: Name) -> dict[str, Any]:
    """Put everything back as it was. 404 for an unknown name, 400 for a snapshot of another version."""
    _snapshots(request).restore(name)
    return {"name": name}


@router.delete("/{name}", responses=answers(SNAPSHOT, {"name": "before"}, 404))
async def remove_snapshot(request: Request, engine: Served, name: Name) -> dict[str, Any]:
    """Forget a snapshot. 404 for an unknown name."""
    _snapshots(request).remove(name)
    return {"name": name}
