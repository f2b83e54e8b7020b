"""What a text refers to, and which of it does not exist: files, modules, settings, targets, commands, options, headings."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import typer

from mockcore.cli import app
from mockcore.setting_sources import OTHER_VARIABLES, OWN_FILE, PREFIX, variable
from mockcore.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "mockcore"
FOLDERS = "benchmarks|docs|mockcore|openapi|requirements|scripts|seeds|tests"
# Options of other programs that the pages tell how to call, and of our scripts.
STRANGERS = {"--add-host", "--write"}

_SPAN = re.compile(r"(`+)([^`\n]+)\1")
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)(?:#([^)]*))?\)")
_FILE = re.compile(rf"(?<![\w/.{{}}-])(?:{FOLDERS})(?:/[\w.-]+)+\.\w+\b")
_FOLDER = re.compile(rf"(?:{FOLDERS})(?:/[\w.-]+)*/?")
_SETTING = re.compile(rf"\b{PREFIX}\w*\w\b")
_TARGET = re.compile(r"(?:^|[\s(])make ([a-z]+)\b", re.MULTILINE)
_COMMAND = re.compile(r"(?:^|[\s(/])mockcore ([a-z]+)(?: ([a-z]+))?([^|&\n]*)", re.MULTILINE)
# In a container the words behind the image are a command of its own, perhaps on lines that are indented.
_CONTAINER = re.compile(r"^(?:docker|  ).*", re.MULTILINE)
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
_DOTTED = re.compile(r"[a-z_]+(?:\.\w+)+")
_DECISION = re.compile(r"\bdecisions, ([A-Z0-9/][^.;\n\")]*)")


def broken(text: str, folder: Path = ROOT) -> list[str]:
    """Each reference of a page in Markdown, in ``folder``, that leads to nothing."""
    blocks = [(language, block) for language, block in _FENCE.findall(text)]
    prose = _FENCE.sub("", text)
    spans = [span for _, span in _SPAN.findall(prose)]
    shell = [*spans, *(block for language, block in blocks if language == "sh")]
    return [
        *_links(prose, folder),
        *_missing_files(_LINK.sub("", prose), spans),
        *_missing_settings(text),
        *_missing_decisions(prose),
        *chain.from_iterable((*_missing_modules(span), *_missing_options(span)) for span in spans),
        *chain.from_iterable((*_missing_targets(lines), *_missing_commands(lines)) for lines in shell),
    ]


def broken_in_code(source: str) -> list[str]:
    """Each reference in the docstrings and comments of a module that leads to nothing."""
    text = "\n".join(_written(source))
    spans = [span for _, span in _SPAN.findall(text)]
    return [
        *_missing_files(text, []),
        *_missing_settings(text),
        *_missing_decisions(text),
        *chain.from_iterable((*_missing_modules(span), *_missing_targets(span), *_missing_commands(span)) for span in spans),
    ]


def _written(source: str) -> Iterator[str]:
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, documented):
            yield " ".join((ast.get_docstring(node) or "").split())
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.string


def _links(text: str, folder: Path) -> Iterator[str]:
    for target, heading in _LINK.findall(text):
        file = folder / target
        if not file.exists():
            yield f"link {target}"
        elif heading and heading not in _slugs(file):
            yield f"link {target}#{heading}"


@cache
def _slugs(file: Path) -> set[str]:
    return {re.sub(r"[^\w\- ]", "", name.lower()).replace(" ", "-") for name in _headings(file)}


@cache
def _headings(file: Path) -> set[str]:
    return set(re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE))


def _missing_files(text: str, spans: list[str]) -> Iterator[str]:
    paths = {*_FILE.findall(text), *(span for span in spans if _FOLDER.fullmatch(span))}
    yield from (f"file {path}" for path in sorted(paths) if not (ROOT / path).exists())


def _missing_settings(text: str) -> Iterator[str]:
    names = {variable(name) for name in Settings.model_fields} | OTHER_VARIABLES
    yield from (f"setting {name}" for name in sorted(set(_SETTING.findall(text)) - names))


def _missing_decisions(text: str) -> Iterator[str]:
    headings = _headings(ROOT / "docs" / "decisions.md")
    yield from (f"decision {name.strip()}" for name in _DECISION.findall(text) if name.strip() not in headings)


def _missing_targets(text: str) -> Iterator[str]:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    yield from (f"target {name}" for name in _TARGET.findall(text) if name not in targets)


def _missing_commands(text: str) -> Iterator[str]:
    for name, inner, rest in _COMMAND.findall(_CONTAINER.sub("", text)):
        command = _commands().get(name)
        if command is None:
            yield f"command {name}"
            continue
        below = vars(command).get("commands", {})
        if below and inner and inner not in below:
            yield f"command {name} {inner}"
        command = below.get(inner, command)
        options = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        yield from (f"option {name} {option}" for option in _OPTION.findall(rest) if option not in options | {"--help"})


def _missing_options(span: str) -> Iterator[str]:
    """Options that stand alone; those behind a command are looked for among its own."""
    if span.startswith("--"):
        yield from (f"option {option}" for option in _OPTION.findall(span) if option not in _options())


def _missing_modules(span: str) -> Iterator[str]:
    if not _DOTTED.fullmatch(span):
        return
    names = span.split(".")
    if names[-1] in ("py", "yaml", "md", "toml"):
        if span not in _file_names():
            yield f"file {span}"
    elif (names[0] in _rooms()) and not _resolves(names):
        yield f"module {span}"


@cache
def _file_names() -> set[str]:
    folders = [ROOT / name for name in FOLDERS.split("|")]
    # The last is a file of whoever uses us.
    return {path.name for path in chain(ROOT.iterdir(), *(folder.rglob("*") for folder in folders))} | {OWN_FILE}


@cache
def _rooms() -> set[str]:
    return {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()} - {"__init__"}


def _resolves(names: list[str]) -> bool:
    """Whether the names lead to a module, or to what is defined in one."""
    path = PACKAGE
    for number, name in enumerate(names):
        if (path / name / "__init__.py").exists():
            path = path / name
        else:
            module = path / f"{name}.py"
            rest = names[number + 1 :] if module.exists() else names[number:]
            text = (module if module.exists() else path / "__init__.py").read_text(encoding="utf-8")
            return all(re.search(rf"(?:def|class) {word}\b|\b{word}\b *[:=]", text) for word in rest)
    return True


@cache
def _commands() -> dict[str, Any]:
    return dict(vars(typer.main.get_command(app))["commands"])


@cache
def _options() -> set[str]:
    """Every option of the command and of the pytest plugin."""
    below = (vars(command).get("commands", {}) for command in _commands().values())
    commands = [*_commands().values(), *(command for group in below for command in group.values())]
    parameters = [parameter for command in commands for parameter in command.params]
    plugin = "".join(file.read_text(encoding="utf-8") for file in sorted((PACKAGE / "testing").glob("*.py")))
    names = {name for parameter in parameters for name in (*parameter.opts, *parameter.secondary_opts)}
    return names | set(re.findall(r"\"(--[a-z-]+)\"", plugin)) | STRANGERS | {"--help", "--version"}
