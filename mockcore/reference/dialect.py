"""The two dialects of the API: how failures and lists look depends on the version in the path."""

V1, V2 = "v1", "v2"


def of_path(path: str) -> str:
    """The dialect that a path speaks, known route or not."""
    return V2 if path.startswith("/rest/v2.") else V1
