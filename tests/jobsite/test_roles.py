"""Roles by job titles."""

import pytest

from mockcore.jobsite.roles import ACCOUNTANT, ARCHITECT, FOREMAN, MANAGER, OWNER, SUPERINTENDENT, role_of


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Assistant Superintendent", SUPERINTENDENT),
        ("Concrete Foreman", FOREMAN),
        ("Project Accountant", ACCOUNTANT),
        ("Project Architect", ARCHITECT),
        ("Owner's Representative", OWNER),
        ("Senior Project Manager", MANAGER),
        (None, ""),
    ],
)
def test_the_job_title_says_the_role(title: str | None, role: str) -> None:
    assert role_of(title) == role
