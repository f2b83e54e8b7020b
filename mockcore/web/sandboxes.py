"""Sandboxes over HTTP: a company of one's own in milliseconds."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict

from mockcore.sandboxes import Sandboxes
from mockcore.web.served_engine import Served

router = APIRouter(prefix="/_mockcore/sandboxes")


class NewSandbox(BaseModel):
    """The seed whose first company is copied, and what to call it."""

    model_config = ConfigDict(extra="forbid")

    seed: str = "sandbox"
    name: str | None = None


def _sandboxes(request: Request) -> Sandboxes:
    sandboxes = request.app.state.sandboxes
    assert isinstance(sandboxes, Sandboxes)
    return sandboxes


async def _named(request: Request, sandbox: int = 0) -> int:
    """The id of the sandbox that a call is about, 0 for the server. Raises: NotFound for what is none."""
    if sandbox:
        _sandboxes(request).require(sandbox)
    return sandbox


# The query parameter `sandbox` of control calls.
OfSandbox = Annotated[int, Depends(_named)]


@router.post("", status_code=201)
async def create_sandbox(request: Request, engine: Served, new: NewSandbox | None = None) -> dict[str, Any]:
    """A fresh, isolated company with its own apps, credentials, people and data. 400 names the seeds there are."""
    sandbox = new or NewSandbox()
    return _sandboxes(request).create(sandbox.seed, sandbox.name)


@router.get("")
async def list_sandboxes(request: Request, engine: Served) -> list[dict[str, Any]]:
    """The sandboxes there are, oldest first."""
    return _sandboxes(request).listed()


@router.get("/{company_id}")
async def show_sandbox(request: Request, engine: Served, company_id: int) -> dict[str, Any]:
    """What its creation told: credentials, projects and people. 404 for what is none."""
    return _sandboxes(request).as_json(company_id)


@router.delete("/{company_id}")
async def remove_sandbox(request: Request, engine: Served, company_id: int) -> dict[str, Any]:
    """Take a sandbox away with everything in it. 404 for what is none."""
    _sandboxes(request).remove(company_id)
    return {"id": company_id}
