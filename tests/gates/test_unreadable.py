import pytest

from tests.tiny import OTHER_PROJECT, PROJECT, Tiny

BODY = {"widget": {"name": "Fan", "parts_wanted": "many"}}


@pytest.mark.parametrize(("project", "status"), [(PROJECT, 422), (OTHER_PROJECT, 403), (999, 404)])
def test_only_who_may_ask_is_told_what_is_wrong(project: int, status: int) -> None:
    assert Tiny().ask("POST", f"/rest/v1.0/projects/{project}/widgets", BODY)[0] == status


def test_a_call_that_can_be_read_passes() -> None:
    assert Tiny().make()[0] == 201
