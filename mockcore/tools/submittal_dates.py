"""Dates of submittals that follow from when the material is needed, and what is in a package.

Source: documented, submittal schedule calculations (calendar days, each before the next); assumed (the buffer comes first).
"""

from typing import Any

from mockcore.domain.submittal_workflow import SUBMITTALS, later
from mockcore.request.context import Context
from mockcore.request.declare import computed
from mockcore.store.records import Stored

PACKAGES = "submittal_packages"
REVIEWS = ("design_team_review_time", "internal_review_time", "buffer_time")


@computed(SUBMITTALS, "submit_by")
def submit_by(submittal: Stored, context: Context) -> Any:
    """The required date on site less lead time, reviews and buffer, unless it was written.

    Source: documented, submittals.
    """
    return submittal.body.get("submit_by") or _before_required(submittal, "lead_time", *REVIEWS)


@computed(SUBMITTALS, "due_date")
def due_date(submittal: Stored, context: Context) -> Any:
    """The required date on site less the lead time, unless a day was written. Source: documented, submittals."""
    return submittal.body.get("due_date") or _before_required(submittal, "lead_time")


def _before_required(submittal: Stored, *names: str) -> str | None:
    required = submittal.body.get("required_on_site_date")
    days = [value for name in names if isinstance(value := submittal.body.get(name), int)]
    if not isinstance(required, str) or not days:
        return None
    return later(required[:10], -sum(days))


@computed(PACKAGES, "submittal_ids")
def submittal_ids(package: Stored, context: Context) -> list[int]:
    """The submittals of the package."""
    by_package: dict[int, list[int]] = context.once((PACKAGES, package.project_id), lambda: _by_package(context))
    return by_package.get(package.id, [])


def _by_package(context: Context) -> dict[int, list[int]]:
    from_package: dict[int, list[int]] = {}
    for submittal in context.every(context.scoped(SUBMITTALS)):
        number = submittal.body.get("submittal_package_id")
        if isinstance(number, int):
            from_package.setdefault(number, []).append(submittal.id)
    return from_package
