"""The jobsite: simulated people who go on working in the projects as the clock goes."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel

from mockcore.jobsite.jobsite import Jobsite
from mockcore.web.control_schema import (
    COUNT,
    FLAG,
    NUMBER,
    TEXT,
    TEXTS,
    TIME,
    WHOLE,
    Id,
    answers,
    closed_with,
    many,
    mapping,
    or_null,
    record,
)
from mockcore.web.served_engine import Served

router = APIRouter(prefix="/_mockcore/jobsite", tags=["Jobsite"])
REFUSAL = record("RefusedAct", {"tool": TEXT, "act": TEXT, "status": WHOLE, "sentence": TEXT, "count": COUNT})
JOBSITE = record(
    "Jobsite",
    {
        "on": FLAG,
        "lived_until": TIME,
        "tools": TEXTS,
        "projects": or_null(many(WHOLE)),
        "rates": mapping(NUMBER),
        "acts": mapping(mapping(COUNT)),
        "refused": many(REFUSAL),
        "skipped": COUNT,
    },
)
STATE = {
    "on": True,
    "lived_until": "2022-02-15T12:00:00Z",
    "tools": ["rfi"],
    "projects": [225100],
    "rates": {"rfi": 2.0},
    "acts": {"rfi": {"rfi answers": 3}},
    "refused": [],
    "skipped": 0,
}
ANSWERS = answers(JOBSITE, STATE)


class JobsiteChange(BaseModel):
    """Whether people work; in which tools and projects, all where none are named; how often, by tool or kind of act."""

    model_config = closed_with(on=True, tools=["rfi"], projects=[225100], rates={"rfi": 2.0})

    on: bool
    tools: list[str] | None = None
    projects: list[Id] | None = None
    rates: dict[str, float] | None = None


async def _jobsite(request: Request) -> Jobsite:
    people = request.app.state.jobsite
    assert isinstance(people, Jobsite)
    return people


# The jobsite of the server, for whoever has changed the clock.
Working = Annotated[Jobsite, Depends(_jobsite)]


@router.get("", responses=ANSWERS)
async def read_jobsite(engine: Served, people: Working) -> dict[str, Any]:
    """Whether somebody works, until when the time has been lived, what they did, and what was refused with its sentence."""
    return people.as_json()


@router.put("", responses=ANSWERS)
async def set_jobsite(engine: Served, people: Working, change: JobsiteChange) -> dict[str, Any]:
    """Have people work from now on, or nobody any more. 400 for a tool, a project or a rate that cannot be.

    They answer what is open and do work of their own whenever the clock moves on. `rates` are factors: 0 is never.
    """
    await people.catch_up()
    if change.on:
        people.start(change.tools, change.projects, change.rates or {})
    else:
        people.stop()
    return people.as_json()
