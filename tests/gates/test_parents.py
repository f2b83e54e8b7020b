"""The records that a path passes."""

from dataclasses import replace

import pytest

from mockcore.errors import NotFound
from mockcore.gates.admission import Admission
from mockcore.gates.parents import pass_through
from tests.tiny import OTHER_PROJECT, PROJECT, Tiny


def below(tiny: Tiny, project: int, *kinds: str) -> Admission:
    """A call below a record that is one of those resources."""
    context = tiny.admission(path=f"/rest/v1.0/projects/{project}/widgets")
    context.plan = replace(context.plan, parents=[(kinds, "project_id")])
    return context


def test_the_record_that_the_path_passes_becomes_the_parent() -> None:
    context = below(Tiny(), PROJECT, "projects")
    pass_through(context)
    assert context.parent_id == PROJECT


@pytest.mark.parametrize("project", [OTHER_PROJECT, 999])
def test_one_that_the_caller_cannot_see_is_not_there(project: int) -> None:
    with pytest.raises(NotFound):
        pass_through(below(Tiny(), project, "projects"))


def test_it_may_be_a_record_of_any_of_several_resources() -> None:
    context = below(Tiny(), PROJECT, "widgets", "projects")
    pass_through(context)
    assert context.parent_id == PROJECT


def test_what_the_path_only_names_is_looked_for_and_is_no_parent() -> None:
    tiny = Tiny()
    for project, there in ((PROJECT, True), (999, False)):
        context = below(tiny, project)
        context.plan = replace(context.plan, parents=[], named=(("projects",), "project_id"))
        if there:
            pass_through(context)
        else:
            with pytest.raises(NotFound):
                pass_through(context)
        assert context.parent_id is None
