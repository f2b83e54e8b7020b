"""Makes what docs/architecture.md shows of the code: layers, folders, modules, hooks and examples. `--write` renews it."""

import ast
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from scripts.tables import Sections, cell, renew, table

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "mockcore"
PAGE = ROOT / "docs" / "architecture.md"
# What an example shows → the module and the name in it.
EXAMPLES = {
    "status": ("tools/observations.py", "STATUS"),
    "computed": ("tools/meetings.py", "topics_count"),
    "filter": ("tools/indirect_filters.py", "unpackaged"),
    "action": ("tools/observations.py", "statuses"),
    "rule": ("verbs/one.py", "latest"),
    "grant": ("oauth/grant_types.py", "ANSWERS"),
    "control": ("web/health.py", "show_health"),
}
HOUSE: dict[str, Any] = yaml.safe_load((ROOT / "docs" / "house.yaml").read_text(encoding="utf-8"))


def layers() -> str:
    """The layers from the top down, with the modules of each."""
    rows = [
        [str(number), layer["what"], ", ".join(f"`{name}`" for name in layer["modules"])]
        for number, layer in enumerate(HOUSE["layers"])
    ]
    return table(["layer", "what it is", "modules and folders"], reversed(rows))


def doors() -> str:
    """The libraries that only some modules may import."""
    rows = [[f"`{library}`", ", ".join(f"`{name}`" for name in names)] for library, names in HOUSE["doors"].items()]
    return table(["library", "imported by"], rows)


def folders() -> str:
    """Each folder of the package: what lives there, as its ``__init__`` says, and up to which layer it may import."""
    rows = []
    for file in sorted(PACKAGE.rglob("__init__.py")):
        name = ".".join(file.parent.relative_to(PACKAGE).parts)
        if name:
            path = f"[`{name.replace('.', '/')}/`](../mockcore/{name.replace('.', '/')})"
            rows.append([path, cell(_docstring(file)), str(layer_of(name))])
    return table(["folder", "what lives there, and what may be touched", "layer"], rows)


def modules() -> str:
    """The modules that stand beside the folders."""
    rows = [[f"`{file.name}`", cell(_first_line(file)), str(layer_of(file.stem))] for file in _files()]
    return table(["module", "what it is", "layer"], rows)


def gates() -> str:
    """The gates that a call passes, in the order in which the engine names them."""
    tree = ast.parse((PACKAGE / "engine.py").read_text(encoding="utf-8"))
    order = next(node.value for node in tree.body if "GATES" in _defined(node) and isinstance(node, ast.AnnAssign))
    assert isinstance(order, ast.Tuple)
    rows = []
    for gate in map(ast.unparse, order.elts):
        module, name = gate.split(".")
        functions = ast.parse((PACKAGE / "gates" / f"{module}.py").read_text(encoding="utf-8")).body
        function = next(node for node in functions if isinstance(node, ast.FunctionDef) and node.name == name)
        rows.append([f"`{gate}`", cell((ast.get_docstring(function) or "").replace("``", "`"))])
    return table(["gate", "what it does"], rows)


def hooks() -> str:
    """The hooks of a tool's module, as the docstring of request.declare lists them."""
    text = _docstring(PACKAGE / "request" / "declare.py")
    lines = [line.strip() for line in text.splitlines() if line.strip().startswith("@")]
    return "\n".join(["```python", *lines, "```"])


def example(module: str, name: str) -> str:
    """The source of a function, class or constant of a module. Raises: SystemExit where there is none."""
    text = (PACKAGE / module).read_text(encoding="utf-8")
    for node in ast.parse(text).body:
        if name in _defined(node):
            decorators = getattr(node, "decorator_list", [])
            first = min([node.lineno, *(decorator.lineno for decorator in decorators)])
            source = "\n".join(text.splitlines()[first - 1 : node.end_lineno])
            return f"```python\n# mockcore/{module}\n{source}\n```"
    raise SystemExit(f"mockcore/{module} has no {name}: name another example in scripts/architecture.py.")


def layer_of(name: str) -> int:
    """The layer of a module or folder, ``store.sqlite``. Raises: ValueError where no entry begins its name."""
    fitting = [
        (len(entry), number)
        for number, layer in enumerate(HOUSE["layers"])
        for entry in layer["modules"]
        if name == entry or name.startswith(f"{entry}.")
    ]
    return max(fitting)[1]


def _files() -> Iterator[Path]:
    return (file for file in sorted(PACKAGE.glob("*.py")) if not file.name.startswith("__init__"))


def _defined(node: ast.stmt) -> set[str]:
    """The names that a statement at the top of a module defines."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _docstring(file: Path) -> str:
    return (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").replace("``", "`")


def _first_line(file: Path) -> str:
    return _docstring(file).splitlines()[0]


SECTIONS: Sections = {
    "layers": layers,
    "folders": folders,
    "modules": modules,
    "doors": doors,
    "gates": gates,
    "hooks": hooks,
    **{f"example of {name}": partial(example, *place) for name, place in EXAMPLES.items()},
}

if __name__ == "__main__":
    renew(PAGE, "architecture", SECTIONS)
