"""The rules of the house: what may import what, and how large things get."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from itertools import chain, permutations
from pathlib import Path
from statistics import median

import pytest

from scripts.architecture import HOUSE, PACKAGE, layer_of

TESTS = Path(__file__).parent
DOORS: dict[str, list[str]] = HOUSE["doors"]
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "base", "manager", "managers", "common", "misc"}

# They say that something happened, and not what it is; docs/architecture.md has what to say instead.
PARTICIPLES = {"told", "held", "kept", "made", "found", "given", "known", "asked", "part", "memo", "wanted"}
# Names that others gave: asyncio to a method of its protocols, HTTP to the status 404, databases that exist to a column.
NAMED_BY_OTHERS = {"connection_made", "NotFound"}
COLUMNS = {("store.sqlite.tables", "asked")}
# Who calls may be a user of another company than the one that the call goes to.
WITHOUT_COMPANY = {"verbs.own_account"}
REAL_TIME = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time")}

SQL = re.compile(
    r"\s*(SELECT\s.+\sFROM|INSERT\s(OR|INTO)|UPDATE\s\w+\sSET|DELETE\sFROM|CREATE\s(TABLE|INDEX)|PRAGMA|BEGIN|SAVEPOINT)\s",
    re.S,
)

MODULE_LINES, MODULE_LINES_MEDIAN = 350, 130
CLASS_LINES = 150
FUNCTION_LINES, FUNCTION_LINES_MEDIAN = 40, 11

# Words and numbers alone: there is nothing to test.
PURE_TABLES = {
    "construction.costs",
    "construction.dailylogs",
    "construction.drawings",
    "construction.equipment",
    "construction.masterformat",
    "construction.money",
    "construction.names",
    "construction.paperwork",
    "construction.places",
    "construction.projects",
    "construction.punch",
    "construction.quality",
    "construction.rfis",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules() -> dict[str, ast.Module]:
    """Each module below mockcore by its name without the package: `web.app`."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = list(path.relative_to(PACKAGE).with_suffix("").parts)
        if len(parts) > 1 and parts[-1] == "__init__":
            parts.pop()
        found[".".join(parts)] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return found


def source(name: str) -> str:
    path = PACKAGE.joinpath(*name.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return file.read_text(encoding="utf-8")


def below(name: str, prefix: str) -> bool:
    return name == prefix or name.startswith(prefix + ".")


def layer(name: str) -> int:
    try:
        return layer_of(name)
    except ValueError:
        raise AssertionError(f"mockcore.{name} is in no layer: add it to docs/house.yaml") from None


def imported_names(tree: ast.Module) -> Iterator[tuple[str, str | None]]:
    """Every import anywhere in a module, as (module, name or None)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from ((node.module or "", alias.name) for alias in node.names)


def targets(tree: ast.Module) -> set[str]:
    """The mockcore modules that a module imports."""
    found = set()
    for module, name in imported_names(tree):
        if below(module, "mockcore"):
            inner = module.removeprefix("mockcore").lstrip(".")
            whole = ".".join(part for part in (inner, name) if part)
            found.add(whole if whole in modules() else inner or "__init__")
    return found


def normal(distribution: str) -> str:
    """The name of a distribution as indexes compare it."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def defined_names(tree: ast.Module) -> Iterator[tuple[str, bool]]:
    """Every name that a module gives, with whether the words in it count: of a local variable only the whole does."""
    for node in ast.walk(tree):
        if isinstance(node, Function | ast.ClassDef):
            yield node.name, True
        elif isinstance(node, ast.arg):
            yield node.arg, False
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.id.isupper()
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr, True


def is_a_participle(name: str, words: bool) -> bool:
    if name in NAMED_BY_OTHERS:
        return False
    spelling = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).strip("_").lower()
    inside = set(spelling.split("_")) if words else {spelling}
    return bool(inside & PARTICIPLES) or spelling == "go_on" or (words and "go_on" in spelling)


def length(function: Function) -> int:
    """The lines of a function without its docstring."""
    assert function.end_lineno is not None
    lines = function.end_lineno - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None and first.end_lineno is not None:
        lines -= first.end_lineno - first.lineno + 1
    return lines


@pytest.mark.parametrize("name", modules())
def test_a_module_imports_only_from_its_own_layer_and_those_below(name: str) -> None:
    upward = [target for target in targets(modules()[name]) if layer(target) > layer(name)]
    assert not upward, f"mockcore.{name} imports upward: {upward}"


@pytest.mark.parametrize(("importer", "stranger"), [*permutations(HOUSE["apart"])])
def test_reference_and_store_never_import_each_other(importer: str, stranger: str) -> None:
    met = {
        (name, target)
        for name, tree in modules().items()
        for target in targets(tree)
        if below(name, importer) and below(target, stranger)
    }
    assert not met


def test_a_tool_imports_no_other_tool() -> None:
    """Nor does any other module import one: they are loaded by their place alone."""
    met = {(name, target) for name, tree in modules().items() for target in targets(tree) if target.startswith("tools.")}
    assert not met


def test_no_import_cycle_exists() -> None:
    graph = {name: targets(tree) - {name} for name, tree in modules().items()}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, "cycle: " + " -> ".join([*trail[trail.index(name) :], name])
        if name not in done:
            for target in graph.get(name, ()):
                visit(target, (*trail, name))
            done.add(name)

    for name in graph:
        visit(name, ())


def test_every_library_is_one_that_is_installed_with_mockcore() -> None:
    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    requirements = [*project["dependencies"], *project["optional-dependencies"]["pytest"]]
    declared = {normal(re.split(r"[\s\[<>=;]", line, maxsplit=1)[0]) for line in requirements}
    used = {module.partition(".")[0] for tree in modules().values() for module, _ in imported_names(tree)}
    libraries = used - set(sys.stdlib_module_names) - {"mockcore", ""}
    installed = packages_distributions()
    strangers = {name for name in libraries if declared.isdisjoint(map(normal, installed.get(name, ())))}
    assert not strangers, f"not in pyproject.toml: {strangers}"


@pytest.mark.parametrize("library", DOORS)
def test_a_library_is_imported_only_where_it_belongs(library: str) -> None:
    users = {name for name, tree in modules().items() for module, _ in imported_names(tree) if below(module, library)}
    strangers = {name for name in users if not any(below(name, door) for door in DOORS[library])}
    assert not strangers


def test_one_place_chooses_the_database_and_to_all_others_it_is_a_storage() -> None:
    users = {name for name, tree in modules().items() for target in targets(tree) if below(target, "store.sqlite")}
    assert {name for name in users if not below(name, "store.sqlite")} == {"store.opening"}


def test_only_the_database_speaks_sql() -> None:
    speakers = {
        name
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value)
    }
    assert {name for name in speakers if not below(name, "store.sqlite")} == set()


def test_a_rule_looks_records_up_in_its_company() -> None:
    rules = (name for name in modules() if name.startswith(("tools.", "domain.", "verbs.")))
    assert {name for name in rules if "records.get(" in source(name)} == WITHOUT_COMPANY


def test_only_the_clock_reads_real_time() -> None:
    readers = set()
    for name, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
                owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
                if (owner, node.attr) in REAL_TIME:
                    readers.add(name)
    assert readers <= {"clock"}


def test_no_module_has_a_name_that_says_nothing() -> None:
    named = {part for name in modules() for part in name.split(".")}
    assert not named & FORBIDDEN_NAMES


@pytest.mark.parametrize("name", modules())
def test_no_name_is_a_participle(name: str) -> None:
    names = {(name.rsplit(".", 1)[-1], True), *defined_names(modules()[name])}
    participles = {(name, defined) for defined, words in names if is_a_participle(defined, words)}
    assert sorted(participles - COLUMNS) == []


@pytest.mark.parametrize("name", ["told", "_kept_answer", "KNOWN", "PartOfIt", "go_on"])
def test_a_participle_is_known_by_any_spelling(name: str) -> None:
    assert is_a_participle(name, words=True)


@pytest.mark.parametrize(
    ("name", "words"), [("record", True), ("partial", True), ("known_values", False), ("department", True)]
)
def test_other_names_may_be_chosen(name: str, words: bool) -> None:
    assert not is_a_participle(name, words)


def test_modules_are_small() -> None:
    sizes = {name: len(source(name).splitlines()) for name in modules()}
    assert {name: size for name, size in sizes.items() if size > MODULE_LINES} == {}
    assert median(size for size in sizes.values() if size > 1) <= MODULE_LINES_MEDIAN


def test_functions_are_small() -> None:
    sizes = {f"{name}.{part.name}": length(part) for name, tree in modules().items() for part in functions(tree)}
    assert {name: size for name, size in sizes.items() if size > FUNCTION_LINES} == {}
    assert median(sizes.values()) <= FUNCTION_LINES_MEDIAN


def test_classes_are_small() -> None:
    sizes = {}
    for name, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and node.end_lineno is not None:
                sizes[f"{name}.{node.name}"] = node.end_lineno - node.lineno + 1
    assert {name: size for name, size in sizes.items() if size > CLASS_LINES} == {}


def test_every_module_has_a_test_of_its_own() -> None:
    untested = set()
    for name in modules():
        *rooms, module = name.split(".")
        is_room = PACKAGE.joinpath(*rooms, module).is_dir()
        if not (is_room or module.startswith("__") or TESTS.joinpath(*rooms, f"test_{module}.py").exists()):
            untested.add(name)
    assert sorted(untested - PURE_TABLES) == [], "a module without a test of its own"
    assert sorted(PURE_TABLES - untested) == [], "these have a test now, or are gone: take them from the list"


def test_everything_public_is_documented() -> None:
    silent = []
    for name, tree in modules().items():
        if ast.get_docstring(tree) is None:
            silent.append(name)
        owners = [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))]
        for part in chain.from_iterable(owner.body for owner in owners):
            documented = isinstance(part, Function | ast.ClassDef) and ast.get_docstring(part) is not None
            if isinstance(part, Function | ast.ClassDef) and not part.name.startswith("_") and not documented:
                silent.append(f"{name}.{part.name}")
    assert silent == []


def test_imports_stand_at_the_top_unless_a_comment_says_why() -> None:
    silent = []
    for name, tree in modules().items():
        lines = source(name).splitlines()
        inner = (node for function in functions(tree) for node in ast.walk(function))
        imports = (node for node in inner if isinstance(node, ast.Import | ast.ImportFrom))
        silent += [f"{name}:{node.lineno}" for node in imports if " - " not in lines[node.lineno - 1]]
    assert silent == []
