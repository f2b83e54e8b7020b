"""Where settings come from: options, the environment, and files of the folder in which the command is called."""

import os
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel

from mockcore.close_names import hint
from mockcore.errors import OperatorError

PREFIX = "MOCKCORE_"
ENV_FILE, OWN_FILE, PROJECT_FILE = ".env", "mockcore.toml", "pyproject.toml"
# Read elsewhere: the cache's folder by paths, the strictness of `make test` by the tests.
OTHER_VARIABLES = frozenset({"MOCKCORE_CACHE", "MOCKCORE_REQUIRE_ALL", "MOCKCORE_VERIFY_TOKEN"})

# Kubernetes and Docker links describe a service called "mockcore" by such variables in every neighbour.
_SERVICE_LINK = re.compile(r"MOCKCORE_(SERVICE_|PORT_\d+_|ENV_|NAME$)")


class Source(NamedTuple):
    """Settings by their names, as one place has them; ``pattern`` is how that place spells the name of one."""

    name: str
    values: Mapping[str, Any]
    pattern: str

    def spelling(self, setting: str) -> str:
        """How a setting is called there: ``--rate-limit``, ``MOCKCORE_RATE_LIMIT in .env``."""
        return self.pattern.format(option=option(setting), variable=variable(setting), name=setting)


def option(name: str) -> str:
    """Return the command-line spelling of a setting: `rate_limit` is `--rate-limit`."""
    return "--" + name.replace("_", "-")


def variable(name: str) -> str:
    """Return the environment variable of a setting."""
    return PREFIX + name.upper()


def of_options(options: Mapping[str, Any]) -> Source:
    """The options that are not None."""
    return Source("option", {name: value for name, value in options.items() if value is not None}, "{option}")


def of_environment(settings: type[BaseModel]) -> Source:
    """The variables of this process. Raises: OperatorError for one of ours that does not exist."""
    variables = {name.upper(): value for name, value in os.environ.items()}
    _refuse_unknown(variables, settings, "The environment variable {} is not known")
    values = _values(variables, settings)
    if is_service_link(values.get("port", "")):
        del values["port"]
    return Source("environment", values, "{variable}")


def of_files(settings: type[BaseModel], folder: Path) -> Iterator[Source]:
    """The files of a folder, those that count most first. Raises: OperatorError for one that cannot be understood."""
    if (file := folder / ENV_FILE).is_file():
        yield _of_env_file(settings, file)
    if (file := folder / OWN_FILE).is_file():
        yield _of_table(_toml(file), settings, OWN_FILE, "{name} in mockcore.toml")
    if (file := folder / PROJECT_FILE).is_file():
        table = _toml(file).get("tool", {}).get("mockcore", {})
        if not isinstance(table, dict):
            raise OperatorError(f"tool.mockcore in {PROJECT_FILE} is {table!r}, but should be a table.")
        yield _of_table(table, settings, PROJECT_FILE, "tool.mockcore.{name} in pyproject.toml")


def is_service_link(value: str) -> bool:
    """Whether a value of ``MOCKCORE_PORT`` is what Kubernetes and Docker tell of a service."""
    return value.startswith(("tcp://", "udp://"))


def _of_env_file(settings: type[BaseModel], file: Path) -> Source:
    from dotenv import dotenv_values  # noqa: PLC0415 - few folders have such a file, and every start would pay for it

    try:
        variables = dotenv_values(file, encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OperatorError(f"Cannot read {ENV_FILE}: {error}.") from None
    variables = {name.upper(): value for name, value in variables.items()}
    _refuse_unknown(variables, settings, f"The variable {{}} in {ENV_FILE} is not known")
    return Source(ENV_FILE, _values(variables, settings), f"{{variable}} in {ENV_FILE}")


def _toml(file: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - as above

    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OperatorError(f"Cannot read {file.name}: {error}.") from None


def _of_table(table: Mapping[str, Any], settings: type[BaseModel], file: str, pattern: str) -> Source:
    for name in table:
        if name not in settings.model_fields:
            raise OperatorError(
                f"{pattern.format(name=name)} is not known: {hint(name.replace('-', '_'), sorted(settings.model_fields))}"
            )
    # TOML has times of its own.
    values = {name: value.isoformat() if isinstance(value, date) else value for name, value in table.items()}
    return Source(file, values, pattern)


def _values(variables: Mapping[str, str | None], settings: type[BaseModel]) -> dict[str, str]:
    """The settings among variables; an empty one is none."""
    pairs = ((name, variables.get(variable(name))) for name in settings.model_fields)
    return {name: value for name, value in pairs if value}


def _refuse_unknown(variables: Mapping[str, Any], settings: type[BaseModel], sentence: str) -> None:
    names = {variable(name) for name in settings.model_fields} | OTHER_VARIABLES
    for name in sorted(variables):
        if name.startswith(PREFIX) and name not in names and not _SERVICE_LINK.match(name):
            raise OperatorError(f"{sentence.format(name)}: {hint(name, sorted(names))}")
