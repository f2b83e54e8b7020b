"""Every setting is an option, and says what it may be."""

from typing import Any

import pytest
import typer

from mockcore.command_options import choices, explanation, of_setting, value_type, with_settings
from mockcore.settings import Settings


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_setting_is_an_option_that_may_be_left_out(name: str) -> None:
    parameter = of_setting(name)
    assert (parameter.name, parameter.default) == (name, None)


def test_a_command_takes_its_own_options_and_those_of_the_settings() -> None:
    def command(as_json: bool = False, **options: Any) -> None:
        """Does nothing."""

    app = typer.Typer()
    app.command()(with_settings(command))
    names = {parameter.name for parameter in typer.main.get_command(app).params}
    assert {"as_json", *Settings.model_fields} <= names
    assert "options" not in names


def test_choices_are_those_of_the_setting() -> None:
    assert choices("rate_limit") == ["off", "sandbox", "production"]
    assert choices("seed") == []


def test_an_option_is_read_as_its_setting_is() -> None:
    names = ("tls", "port", "rate_limit_hourly", "clock_speed", "db", "rate_limit")
    assert [value_type(name) for name in names] == [bool, int, int, float, str, str]


def test_an_explanation_names_the_variable_and_the_default() -> None:
    assert explanation("port") == "Port to listen on; 0 takes a free one. [MOCKCORE_PORT; default: 8080]"
    assert explanation("db").endswith("[MOCKCORE_DB]")
