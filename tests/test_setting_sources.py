"""Where settings come from: what a file says, how it is spelt there, and what is refused."""

from pathlib import Path

import pytest

from mockcore.errors import OperatorError
from mockcore.setting_sources import ENV_FILE, OWN_FILE, PROJECT_FILE, Source, of_files
from mockcore.settings import Settings


def sources(folder: Path) -> list[Source]:
    return list(of_files(Settings, folder))


def test_a_folder_without_files_says_nothing(tmp_path: Path) -> None:
    (tmp_path / ENV_FILE).mkdir()
    assert sources(tmp_path) == []


def test_the_files_are_read_in_their_order_with_their_spellings(tmp_path: Path) -> None:
    (tmp_path / PROJECT_FILE).write_text("[project]\nname = 'x'\n[tool.mockcore]\nseed = 'demo'\n")
    (tmp_path / OWN_FILE).write_text("port = 9000\n")
    (tmp_path / ENV_FILE).write_text("DATABASE_URL=x\nMOCKCORE_RATE_LIMIT=sandbox\nMOCKCORE_SEED=\nMOCKCORE_CACHE=/tmp\n")
    assert [(source.name, dict(source.values)) for source in sources(tmp_path)] == [
        (".env", {"rate_limit": "sandbox"}),
        ("mockcore.toml", {"port": 9000}),
        ("pyproject.toml", {"seed": "demo"}),
    ]
    assert [source.spelling("rate_limit") for source in sources(tmp_path)] == [
        "MOCKCORE_RATE_LIMIT in .env",
        "rate_limit in mockcore.toml",
        "tool.mockcore.rate_limit in pyproject.toml",
    ]


def test_a_time_of_toml_is_a_time(tmp_path: Path) -> None:
    (tmp_path / OWN_FILE).write_text("now = 2022-02-15T12:00:00Z\n")
    assert sources(tmp_path)[0].values == {"now": "2022-02-15T12:00:00+00:00"}


@pytest.mark.parametrize(
    ("file", "text", "sentence"),
    [
        (ENV_FILE, "MOCKCORE_SEDE=demo", "The variable MOCKCORE_SEDE in .env is not known: did you mean MOCKCORE_SEED?"),
        (OWN_FILE, "rate-limit = 'off'", "rate-limit in mockcore.toml is not known: did you mean rate_limit?"),
        (PROJECT_FILE, "[tool.mockcore]\nprot = 1", "tool.mockcore.prot in pyproject.toml is not known: did you mean port?"),
        (OWN_FILE, "seed = ", "Cannot read mockcore.toml: "),
        (PROJECT_FILE, "[tool]\nmockcore = 1", "tool.mockcore in pyproject.toml is 1, but should be a table."),
    ],
)
def test_a_mistake_in_a_file_is_one_sentence(tmp_path: Path, file: str, text: str, sentence: str) -> None:
    (tmp_path / file).write_text(text)
    with pytest.raises(OperatorError) as error:
        sources(tmp_path)
    assert str(error.value).startswith(sentence)
    assert len(str(error.value).splitlines()) == 1


def test_a_file_that_is_no_text_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / ENV_FILE).write_bytes(b"MOCKCORE_SEED=\xff\xfe")
    with pytest.raises(OperatorError, match=r"^Cannot read \.env: "):
        sources(tmp_path)
