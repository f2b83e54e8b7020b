"""Which seed another one is like: found without reading YAML, for what depends on the content of both."""

import re
from collections.abc import Iterator
from pathlib import Path

from mockcore.errors import OperatorError
from mockcore.paths import seed_file

# Also where it stands in another mapping, or in a comment: a file too many is no harm.
_LIKE = re.compile(r"""\blike["']?\s*:\s*(?:"([^"\n]+)"|'([^'\n]+)'|([^\s,}#]+))""")


def next_file(file: Path, name: str) -> Path:
    """The file that ``file`` calls ``name``: one beside it, else as on the command line. Raises: OperatorError."""
    beside = file.parent / name
    return beside if beside.suffix in (".yaml", ".yml") and beside.is_file() else seed_file(name)


def files_of(file: Path) -> list[Path]:
    """The file, and each that it may be like, at any remove."""
    files: dict[Path, None] = {}
    waiting = [file]
    while waiting:
        current = waiting.pop()
        if current not in files:
            files[current] = None
            waiting += _models(current)
    return list(files)


def _models(file: Path) -> Iterator[Path]:
    try:
        text = file.read_bytes().decode(errors="replace")
    except OSError:
        return
    for groups in _LIKE.findall(text):
        try:
            yield next_file(file, "".join(groups))
        except OperatorError:
            continue
