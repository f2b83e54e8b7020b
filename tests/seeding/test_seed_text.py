"""A seed file is read as editors read it, and what is wrong with it has a line."""

from pathlib import Path
from typing import Any

import pytest

from mockcore.errors import OperatorError
from mockcore.seeding.seed_text import SeedText, load, plain


def text(folder: Path, content: str | bytes) -> SeedText:
    file = folder / "own.yaml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return load(file)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2026-01-15", "2026-01-15"),
        ("2026-01-15T15:00:00Z", "2026-01-15T15:00:00Z"),
        ("NO", "NO"),
        ("on", "on"),
        ("12:30:45", "12:30:45"),
        ("0123", 123),
        ("1_000", "1_000"),
        ("-1.5e3", -1500.0),
        ("TRUE", True),
        ("~", None),
        ("", None),
        (".inf", ".inf"),
    ],
)
def test_values_are_those_of_yaml_1_2(tmp_path: Path, written: str, value: Any) -> None:
    assert text(tmp_path, f"a: {written}").content == {"a": value}


def test_a_mapping_takes_over_another_one_with_its_anchor(tmp_path: Path) -> None:
    seed = text(tmp_path, "x: &x\n  a: 1\n  b: 2\ny:\n  <<: *x\n  b: 3\n")
    assert seed.content["y"] == {"a": 1, "b": 3}
    assert (seed.line(["y", "b"]), seed.line(["y", "a"]), seed.line(["y"]), seed.line([])) == (6, 2, 4, 1)


def test_members_of_lists_have_their_lines(tmp_path: Path) -> None:
    seed = text(tmp_path, "a:\n  - b: 1\n  - b: 2\n    c: 3\n")
    assert (seed.line(["a", 1]), seed.line(["a", 1, "c"]), seed.line(["a", 7, "c"])) == (3, 4, 1)


def test_keys_are_texts(tmp_path: Path) -> None:
    assert text(tmp_path, "{1: a, 2026-01-15: b, true: c}").content == {"1": "a", "2026-01-15": "b", "true": "c"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("a:\n\t- b", "line 2, cannot be read: a tab does not indent."),
        ("a: 1\nb: @users/x", "line 2, cannot be read: a text that begins with @ stands in quotes."),
        ("a: 1\nb: 2\na: 3", "line 3, cannot be read: the key 'a' stands there twice."),
        ("a: &a [*a]", "line 1, cannot be read: an anchor contains itself."),
        ("a: *b", "found undefined alias."),
        ("a: !!timestamp 2026-01-15", "the tag tag:yaml.org,2002:timestamp means nothing here."),
        ("a: !!python/object/apply:os.getcwd []", "means nothing here."),
        ("? [a]\n: 1", "a key is a text."),
        ("a: 1\n---\nb: 2", "expected a single document in the stream, but found another document."),
        ("a: [1", "line 2, cannot be read"),
        (b"a: caf\xe9", "own.yaml cannot be read: it is not UTF-8."),
        (b"a: \x00", "control characters are not allowed"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(tmp_path: Path, content: str | bytes, reason: str) -> None:
    with pytest.raises(OperatorError) as refused:
        text(tmp_path, content)
    assert reason in str(refused.value)
    assert str(refused.value).startswith(f"The seed {tmp_path}")
    assert "\n" not in str(refused.value)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="cannot be read: Is a directory"):
        load(tmp_path)


def test_a_mapping_knows_where_it_stands_until_it_is_plain(tmp_path: Path) -> None:
    content = text(tmp_path, "a:\n  - {b: 1}\n  - c:\n      d: [{e: 2}]\n").content
    first, second = content["a"]
    assert (first.place, second["c"]["d"][0].line) == (f"{tmp_path / 'own.yaml'}, line 2,", 4)
    assert plain(content) == content
    assert type(plain(content)["a"][1]["c"]["d"][0]) is dict
