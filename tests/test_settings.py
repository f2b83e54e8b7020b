"""Settings come from options, then variables, then defaults, and mistakes are one sentence."""

import os
from pathlib import Path

import pytest

from mockcore.errors import OperatorError
from mockcore.setting_sources import option, variable
from mockcore.settings import Settings, load, load_here, names_in, origins


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("MOCKCORE_"):
            monkeypatch.delenv(name)


def test_the_defaults_serve_the_sandbox_on_the_loopback_interface() -> None:
    settings = load()
    assert (settings.host, settings.port, settings.seed, settings.db) == ("127.0.0.1", 8080, "sandbox", None)


def test_a_variable_overrides_the_default_and_an_option_overrides_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOCKCORE_PORT", "9000")
    assert load().port == 9000
    assert load(port=9001).port == 9001


def test_an_option_that_was_not_given_leaves_the_variable_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOCKCORE_SEED", "demo")
    assert load(seed=None).seed == "demo"


def test_settings_do_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load().port = 1


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_says_what_it_means(name: str) -> None:
    assert Settings.model_fields[name].description


def test_a_bad_option_is_named_with_its_value() -> None:
    with pytest.raises(OperatorError, match=r"^--port is 99999, but should be less than or equal to 65535\.$"):
        load(port=99999)


def test_a_bad_variable_is_named_with_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOCKCORE_RATE_LIMIT", "some")
    with pytest.raises(OperatorError, match=r"^MOCKCORE_RATE_LIMIT is 'some', but should be 'off', "):
        load()


def test_a_misspelt_variable_is_refused_with_the_likely_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOCKCORE_RATELIMIT", "off")
    with pytest.raises(OperatorError, match="MOCKCORE_RATELIMIT is not known: did you mean MOCKCORE_RATE_LIMIT"):
        load()


def test_the_variables_of_a_kubernetes_service_called_mockcore_do_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOCKCORE_PORT", "tcp://10.0.0.7:8080")
    monkeypatch.setenv("MOCKCORE_SERVICE_HOST", "10.0.0.7")
    monkeypatch.setenv("MOCKCORE_PORT_8080_TCP_ADDR", "10.0.0.7")
    assert load().port == 8080


def test_names_are_spelt_for_the_command_line_and_the_environment() -> None:
    assert option("rate_limit") == "--rate-limit"
    assert variable("rate_limit") == "MOCKCORE_RATE_LIMIT"


def test_every_setting_can_be_passed_on_as_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in load().model_dump(exclude_none=True).items():
        monkeypatch.setenv(variable(name), str(value))
    assert load() == Settings()


@pytest.mark.parametrize(
    ("host", "token", "is_open"),
    [("127.0.0.1", None, False), ("::1", None, False), ("localhost", None, False), ("0.0.0.0", None, True),
     ("0.0.0.0", "s", False), ("192.168.1.2", None, True), ("box.example", None, True)],
)  # fmt: skip
def test_a_server_is_open_to_others_that_listens_to_them_without_a_token(host: str, token: str | None, is_open: bool) -> None:
    assert load(host=host, control_token=token).open_to_others is is_open


def test_a_list_is_separated_by_commas() -> None:
    assert names_in(" a, b,,c ") == {"a", "b", "c"}


def test_the_control_token_is_not_shown() -> None:
    assert "s3cret" not in repr(load(control_token="s3cret"))


def test_files_count_for_the_command_alone_and_after_options_and_variables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mockcore.toml").write_text("port = 9001\nseed = 'demo'\nworkers = 2\nhost = '0.0.0.0'\n")
    (tmp_path / ".env").write_text("MOCKCORE_HOST=127.0.0.2\n")
    monkeypatch.setenv("MOCKCORE_SEED", "large")
    settings = load_here(workers=3)
    assert (settings.port, settings.seed, settings.workers, settings.host) == (9001, "large", 3, "127.0.0.2")
    assert (load().port, load().host) == (8080, "127.0.0.1")


def test_every_setting_tells_its_origin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mockcore.toml").write_text("seed = 'demo'\ncontrol_token = 's3cret'\n")
    monkeypatch.setenv("MOCKCORE_WORKERS", "2")
    rows = origins(port=0)
    assert list(rows) == list(Settings.model_fields)
    assert [(rows[name].value, rows[name].spelling) for name in ("port", "workers", "seed", "control_token", "db")] == [
        (0, "--port"),
        (2, "MOCKCORE_WORKERS"),
        ("demo", "seed in mockcore.toml"),
        ("***", "control_token in mockcore.toml"),
        (None, "default"),
    ]


def test_a_mistake_in_a_file_is_named_with_its_place_and_without_a_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text("[tool.mockcore]\nsunset = 'never'\n")
    with pytest.raises(OperatorError, match=r"^tool\.mockcore\.sunset in pyproject\.toml is 'never', but should be 'gone' or "):
        load_here()
    (tmp_path / "pyproject.toml").write_text("[tool.mockcore]\ncontrol_token = 1234\n")
    with pytest.raises(OperatorError, match=r"control_token in pyproject\.toml is \*\*\*, but"):
        load_here()
