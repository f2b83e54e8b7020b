"""Makes the tables of docs/architecture.md: layers, folders and the modules beside them. `--write` renews them."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from scripts.tables import cell, renew, table

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "mockcore"
PAGE = ROOT / "docs" / "architecture.md"
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


def _docstring(file: Path) -> str:
    return (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").replace("``", "`")


def _first_line(file: Path) -> str:
    return _docstring(file).splitlines()[0]


SECTIONS = {"layers": layers, "folders": folders, "modules": modules, "doors": doors}

if __name__ == "__main__":
    renew(PAGE, "architecture", SECTIONS)
