"""The page of what the pytest fixture `mockcore` gives, from the signatures and docstrings of its classes."""

import inspect
import re
from collections.abc import Iterator
from typing import Any

from mockcore.testing import controls, running
from mockcore.webhooks import receiver
from scripts.tables import cell, table

_HEAD = """<!-- made by scripts/reference_pages.py -->

# What the fixture gives

The fixture `mockcore` of [pytest](pytest.md), and `with mockcore.running() as server`, give a `Running`. This page has
everything public of it, and of what hangs on it.
"""
# Each class by how a test comes to it.
_CLASSES = {
    "mockcore": running.Running,
    "mockcore.clock": controls.ClockControl,
    "mockcore.faults": controls.FaultControl,
    "mockcore.requests": controls.Requests,
    "mockcore.contract": controls.Contract,
    "mockcore.webhooks": controls.Webhooks,
    "mockcore.webhooks.receiver": receiver.Receiver,
    "mockcore.apps": controls.AppControl,
    "mockcore.sandbox(id)": controls.SandboxControls,
}


def text() -> str:
    """The page as it should be."""
    return "\n".join([_HEAD, *(line for way, owner in _CLASSES.items() for line in _section(way, owner))]).rstrip() + "\n"


def _section(way: str, owner: type[Any]) -> Iterator[str]:
    rows = [
        [f"`{cell(_call(name, member))}`", _prose(member)] for name, member in vars(owner).items() if _is_public(name, member)
    ]
    yield from (f"## `{way}`", "", _prose(owner), "", table(["name", "what it does"], rows), "")


def _is_public(name: str, member: object) -> bool:
    return not name.startswith("_") and (inspect.isfunction(member) or hasattr(member, "__doc__")) and bool(_prose(member))


def _call(name: str, member: Any) -> str:
    if not inspect.isfunction(member):
        return name
    parameters = [one.replace(annotation=one.empty) for one in list(inspect.signature(member).parameters.values())[1:]]
    return f"{name}{inspect.Signature(parameters)}"


def _prose(member: object) -> str:
    return re.sub(r"``(.*?)``", r"`\1`", cell(inspect.getdoc(member) or ""))
