"""Patterns of paths."""

import time

import pytest

from mockcore.errors import OperatorError
from mockcore.path_patterns import PathPattern, segments, trimmed


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("/rest/v1.0/me", "/rest/v1.0/me", True),
        ("/rest/v1.0/me", "/rest/v1x0/me", False),
        ("/rest/*/me", "/rest/v1.0/me", True),
        ("/rest/*/me", "/rest/v1.0/my/me", False),
        ("/rest/*/me", "/rest/me", False),
        ("/rest/v1.0/projects/{id}/rfis", "/rest/v1.0/projects/7/rfis", True),
        ("/rest/v1.0/projects/{id}/rfis", "/rest/v1.0/projects//rfis", False),
        ("/rest/v1.0/files/{id}.json", "/rest/v1.0/files/7.json", True),
        ("/rest/v1.0/rfi*", "/rest/v1.0/rfis", True),
        ("/rest/v1.0/rfi*", "/rest/v1.0/rfis/7", False),
    ],
)
def test_a_star_or_a_name_is_one_segment(pattern: str, path: str, matches: bool) -> None:
    assert PathPattern(pattern).matches(path) is matches


@pytest.mark.parametrize("path", ["/rest/rfis", "/rest/v1.0/rfis", "/rest/v1.0/projects/7/rfis"])
def test_two_stars_are_any_number_of_segments_and_none(path: str) -> None:
    assert PathPattern("/rest/**/rfis").matches(path)
    assert PathPattern("/rest/**").matches(path)
    assert PathPattern("**/rfis").matches(path)
    assert PathPattern("**").matches(path)
    assert not PathPattern("/rest/**/rfis").matches(path + "/7")
    assert not PathPattern("/rest/**/fis").matches(path)


def test_two_stars_at_the_end_mean_what_stands_before_them_too() -> None:
    assert PathPattern("/rest/v1.0/**").matches("/rest/v1.0")
    assert PathPattern("/rest/v1.0/**").matches("/rest/v1.0/me")
    assert not PathPattern("/rest/v1.0/**").matches("/rest/v1.01")
    assert PathPattern("/rest/v1.0/todos**").matches("/rest/v1.0/todos_of/7")


@pytest.mark.parametrize("pattern", ["/rest/v1.0/me", "/rest/v1.0/me/", "/rest/**", "/rest/**/", "/rest/*/{me}/"])
def test_a_slash_at_the_end_means_nothing(pattern: str) -> None:
    path = "/rest/v1.0/me"
    assert PathPattern(pattern).matches(path)
    assert PathPattern(pattern).matches(path + "/")
    assert trimmed(path + "/") == path


def test_a_number_may_stand_for_the_parameter_of_an_operation() -> None:
    assert PathPattern("/rest/v1.0/projects/7/rfis", numbers=True).matches("/rest/v1.0/projects/{project_id}/rfis")
    assert not PathPattern("/rest/v1.0/projects/7/rfis").matches("/rest/v1.0/projects/{project_id}/rfis")
    assert not PathPattern("/rest/v1.0/rfis7", numbers=True).matches("/rest/v1.0/rfis8")


def test_the_root_is_a_path() -> None:
    assert PathPattern("/").matches("/")
    assert not PathPattern("/").matches("/rest")
    assert not PathPattern("*").matches("/")


def test_segments_are_what_the_routes_compare() -> None:
    assert segments("/rest/v1.0/me/") == ["rest", "v1.0", "me"]


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("/a/**/b/**/c", "/a/b/c", True),
        ("/a/**/b/**/c", "/a/x/b/y/z/c", True),
        ("/a/**/b/**/c", "/a/x/c/b", False),
        ("/a*b**c/{id}.json", "/a-b/x/c/7.json", True),
        ("/a*b**c/{id}.json", "/a-b/x/c/.json", False),
        ("/**/**/a", "/a", True),
        ("/*a*/{x}b", "/xax/bb", True),
        ("/*a*/{x}b", "/xax/b", False),
    ],
)
def test_several_gaps_match_in_every_way_there_is(pattern: str, path: str, matches: bool) -> None:
    assert PathPattern(pattern).matches(path) is matches


@pytest.mark.parametrize(
    "pattern",
    ["**/" * 8 + "x", "**/a/" * 80 + "x", "**" + "/*" * 240, "**a*" * 100 + "b", "*a" * 200 + "b", "{x}a" * 100 + "b", "**x"],
)
@pytest.mark.parametrize("path", ["/a" * 60, "/a" * 30_000, "/" + "a" * 60_000, "/aab" * 15_000])
def test_no_pattern_takes_long_for_any_path(pattern: str, path: str) -> None:
    compiled = PathPattern(pattern)
    began = time.thread_time()
    compiled.matches(path)
    # Milliseconds; where stars are tried one after the other, it is minutes.
    assert time.thread_time() - began < 0.2


def test_a_pattern_longer_than_any_path_is_refused() -> None:
    with pytest.raises(OperatorError, match="at most 500 characters"):
        PathPattern("/a" * 251)
