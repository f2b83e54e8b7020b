from typing import Any

import pytest

from tests.tiny import PROJECT, Tiny

WIDGETS = f"/rest/v1.0/projects/{PROJECT}/widgets"


@pytest.mark.parametrize(
    ("settings", "headers", "status"),
    [
        ({}, {}, 201),
        ({"unknown_input": "refuse"}, {}, 400),
        ({"input": "strict"}, {}, 400),
        ({}, {"prefer": "handling=strict"}, 400),
    ],
)
def test_how_strictly_input_is_read_is_a_setting_or_asked_for(settings: Any, headers: Any, status: int) -> None:
    body = {"widget": {"name": "Fan", "urgent": "true"}, "colour": "red"}
    assert Tiny(**settings).ask("POST", WIDGETS, body, **headers)[0] == status


def test_an_id_in_the_path_is_read_first() -> None:
    tiny = Tiny()
    assert tiny.ask("PATCH", f"{WIDGETS}/abc", {"widget": {"parts_wanted": "many"}})[:2] == (404, {"errors": ["Not Found"]})
    assert tiny.ask("GET", f"{WIDGETS}/{2**63}")[0] == 404
