import pytest

from mockcore.reference.dialect import of_path


@pytest.mark.parametrize(
    ("path", "dialect"), [("/rest/v1.0/rfis", "v1"), ("/rest/v2.1/x", "v2"), ("/vapid/rfis", "v1"), ("/x", "v1")]
)
def test_the_dialect_is_told_by_the_path(path: str, dialect: str) -> None:
    assert of_path(path) == dialect
