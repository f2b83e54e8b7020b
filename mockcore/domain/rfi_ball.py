"""Who holds the ball of an RFI. Source: documented, RFIs; observed (nobody holds it once the RFI is closed)."""

from collections.abc import Mapping
from typing import Any


def pass_ball(values: dict[str, Any], old: Mapping[str, Any]) -> None:
    """The assignees hold the ball while the RFI is open, its manager otherwise; nobody once it is closed.

    Where it was passed it stays, until the status or those who held it change.
    """
    merged = {**old, **values} if old else values
    manager, people = merged.get("rfi_manager_id"), assignees_of(merged)
    if values.get("ball_in_court_id") is not None and merged.get("status") != "closed":
        holders = [values["ball_in_court_id"]]
    elif old and merged.get("status") == old.get("status"):
        holders = _follow_people(old, manager, people)
    else:
        holders = _by_status(merged)
    values |= ball_of(holders, manager, people)


def assignees_of(rfi: Mapping[str, Any]) -> list[Any]:
    """The ids of the people who are to answer."""
    return rfi.get("assignee_ids") or ([rfi["assignee_id"]] if rfi.get("assignee_id") else [])


def holders_of(rfi: Mapping[str, Any]) -> list[Any]:
    """The ids of the people who hold the ball."""
    holders = rfi.get("ball_in_court_ids")
    return _by_status(rfi) if holders is None else holders


def _by_status(rfi: Mapping[str, Any]) -> list[Any]:
    status = rfi.get("status")
    people = assignees_of(rfi) if status == "open" else []
    return people or ([rfi.get("rfi_manager_id")] if status in ("open", "draft") else [])


def _follow_people(old: Mapping[str, Any], manager: Any, people: list[Any]) -> list[Any]:
    """Who holds the ball after a change of the people: whoever has the place of those who held it."""
    holders = holders_of(old)
    if holders == [old.get("rfi_manager_id")] and (manager != old.get("rfi_manager_id") or people == assignees_of(old)):
        return [manager]
    return holders if people == assignees_of(old) else people or [manager]


def ball_of(holders: list[Any], manager: Any, people: list[Any]) -> dict[str, Any]:
    """The attributes that say who holds the ball, and in which role."""
    holders = [holder for holder in holders if holder]
    with_manager = holders == [manager] and manager not in people
    role = ("manager" if with_manager else "assignee") if holders else None
    return {"ball_in_court_ids": holders, "ball_in_court_id": next(iter(holders), None), "ball_in_court_role": role}
