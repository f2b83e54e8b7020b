import pytest

from mockcore.call import Call
from mockcore.gates.flat_paths import under_project


@pytest.mark.parametrize(
    ("path", "query", "body", "nested"),
    [
        ("/rest/v1.0/rfis", "project_id=7", b"", "/rest/v1.0/projects/7/rfis"),
        ("/vapid/rfis", "project_id=7", b"", "/vapid/projects/7/rfis"),
        ("/rest/v1.0/rfis/3", "", b'{"project_id": 7}', "/rest/v1.0/projects/7/rfis/3"),
        ("/rest/v1.0/rfis", "", b'{"project_id": ', None),
        ("/rest/v1.0/rfis", "project_id=x", b"", None),
        ("/rest/v1.0/projects/7/rfis", "project_id=7", b"", None),
        ("/rest/v1.0/rfis", "", b"", None),
    ],
)
def test_a_flat_path_is_that_of_the_project_it_names(path: str, query: str, body: bytes, nested: str | None) -> None:
    call = Call("POST", path, query, {"content-type": "application/json"}, body)
    assert under_project(path, call) == nested
