"""The options of the command that are settings: one for each, made of what `mockcore/settings.py` says of it."""

import inspect
from collections.abc import Callable
from typing import Annotated, get_args

import typer

from mockcore.setting_sources import option, variable
from mockcore.settings import Settings

EXITS = "Exit status: 0 done; 1 what was compared or checked differs; 2 a mistake, said in one sentence."
SHORT = {"quiet": "-q"}


def with_settings(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command that takes ``**options`` an option for each setting."""
    signature = inspect.signature(command)
    own = [each for each in signature.parameters.values() if each.kind is not inspect.Parameter.VAR_KEYWORD]
    settings = [of_setting(name) for name in Settings.model_fields]
    parameters = [*own, *settings]
    command.__dict__["__signature__"] = signature.replace(parameters=parameters)
    command.__annotations__ = {each.name: each.annotation for each in parameters}
    return command


def of_setting(name: str) -> inspect.Parameter:
    """The option of one setting: None where the command is called without it."""
    kind, words = value_type(name), choices(name)
    spelling = option(name)
    names = [f"{spelling}/--no-{spelling[2:]}"] if kind is bool else [spelling]
    names += [SHORT[name]] if name in SHORT else []
    metavar = f"[{'|'.join(words)}]" if words else None
    shown = typer.Option(*names, help=explanation(name), metavar=metavar, autocompletion=(lambda: words) if words else None)
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[kind | None, shown])


def value_type(name: str) -> type:
    """What an option is read as; the settings say more of it, in one sentence."""
    kind = Settings.model_fields[name].annotation
    kinds = {each for each in (kind, *get_args(kind)) if each in (bool, int, float)}
    return kinds.pop() if kinds else str


def choices(name: str) -> list[str]:
    """The words that a setting may be, where it is one of some."""
    return [word for word in get_args(Settings.model_fields[name].annotation) if isinstance(word, str)]


def explanation(name: str) -> str:
    """What a setting means, its variable and its default."""
    field = Settings.model_fields[name]
    default = "" if field.default in (None, "") else f"; default: {str(field.default).lower()}"
    return f"{(field.description or '').replace('`', '')} [{variable(name)}{default}]"
