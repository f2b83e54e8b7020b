"""The compiled document in memory: every operation and resource by name, details read when first asked for."""

import hashlib
import marshal
import mmap
import sys
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson

from mockcore.close_names import hint
from mockcore.errors import OperatorError
from mockcore.file_cache import cached
from mockcore.paths import openapi_directory
from mockcore.reference import router
from mockcore.reference.lifecycle import Nameable, Row
from mockcore.reference.operation import Belonging, Body, Kind, Operation, Parameter

_LAYOUT = "2"
# Clients call the same paths again and again: those that were found are known, up to so many, unless they are long.
MOST_PATHS, PATH_CHARACTERS = 4_096, 256


class Catalog:
    """Opens compiled bytes. Use ``Catalog.load()`` for the document of this installation."""

    def __init__(self, data: bytes | mmap.mmap, digest: str = "") -> None:
        size = int.from_bytes(data[:8], "little")
        self._data = data
        self._base = 8 + size
        self._index: dict[str, Any] = marshal.loads(data[8 : self._base])  # noqa: S302 - our own cache file
        self.digest = digest
        self.tree: router.Node = self._index["tree"]
        self.references: dict[str, str] = self._index["references"]
        self.belonging = Belonging(**self._index["belonging"])
        self.overlay: dict[str, Any] = self._index["overlay"]
        self.brownouts: dict[str, Any] = self._index["brownouts"]
        self._operations: dict[int, Operation] = {}
        self._paths: dict[tuple[str, str], tuple[Operation, list[str]]] = {}
        self._kinds: dict[str, Kind] = {}

    @classmethod
    def load(cls, directory: Path | None = None) -> "Catalog":
        """The catalog of a document's folder or zip file, compiled on first use and kept in the cache folder.

        Raises: OperatorError when the document cannot be read.
        """
        directory = directory or openapi_directory()
        digest = _digest(directory)
        return cls(cached(f"document-{digest}.bin", lambda target: _compile(directory, target)), digest)

    @classmethod
    def of(
        cls, document: dict[str, Any], overlay: dict[str, Any] | None = None, dated: dict[str, Any] | None = None
    ) -> "Catalog":
        """The catalog of a document in memory."""
        from mockcore.reference.compiler import Compiler  # noqa: PLC0415 - compiling pulls in what start-up does not need

        return cls(Compiler(document, overlay or {}, dated).bytes())

    def __len__(self) -> int:
        return len(self._index["spans"])

    def match(self, method: str, path: str) -> tuple[Operation, list[str]]:
        """The operation at a path and its path parameters, to be read only. Raises: UnknownRoute, MethodNotAllowed."""
        matched = self._paths.get((method, path))
        if matched is None:
            hit = router.match(self.tree, method, path)
            matched = self.operation(hit.operation), hit.values
            if len(path) < PATH_CHARACTERS:
                if len(self._paths) >= MOST_PATHS:
                    self._paths.clear()
                self._paths[method, path] = matched
        return matched

    def operation(self, number: int) -> Operation:
        """One operation by number."""
        operation = self._operations.get(number)
        if operation is None:
            operation = self._operations[number] = self._read(number)
        return operation

    def named(self, operation_id: str) -> Operation:
        """One operation by operationId. Raises: KeyError."""
        return self.operation(self._numbers[operation_id])

    @cached_property
    def entries(self) -> list[dict[str, Any]]:
        """What is said of every operation without its details, by number."""
        entries: list[dict[str, Any]] = self._slice(self._index["entries"])
        return entries

    @property
    def actions(self) -> list[str]:
        """Every name by which a tool can say how an operation is answered."""
        return list(self._index["actions"])

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {entry["id"]: number for number, entry in enumerate(self.entries)}

    @cached_property
    def nameable(self) -> Nameable:
        """The operations by what a lifecycle row may call them."""
        return Nameable(self.entries)

    @cached_property
    def lifecycle(self) -> list[Row]:
        """The dated announcements of the document."""
        return [Row(**{**row, "operations": frozenset(row["operations"])}) for row in self._index["lifecycle"]]

    @property
    def kind_names(self) -> list[str]:
        """Every resource name."""
        return list(self._index["kinds"])

    def kind(self, name: str) -> Kind:
        """One resource. Raises: KeyError."""
        kind = self._kinds.get(name)
        if kind is None:
            details = self._slice(self._index["kind_spans"][name])
            kind = self._kinds[name] = Kind(**self._index["kinds"][name], **details)
        return kind

    def has_kind(self, name: str) -> bool:
        """Whether there is such a resource."""
        return name in self._index["kinds"]

    def is_private(self, name: str | None) -> bool:
        """Whether there is such a resource, and some of its records may be private."""
        return name is not None and self.has_kind(name) and self.kind(name).private is not None

    def document_json(self) -> bytes:
        """The whole document as JSON."""
        start, length = self._index["document"]
        return bytes(self._data[self._base + start : self._base + start + length])

    def tools(self) -> list[tuple[str, str]]:
        """(slug, name) of each Procore tool."""
        return [(slug, name) for slug, name in self._index["tools"]]

    def check_tool(self, slug: str) -> None:
        """Raises: OperatorError with the close name for a slug that no tool has."""
        slugs = dict(self.tools())
        if slug not in slugs:
            raise OperatorError(f"There is no tool {slug!r}: {hint(slug, slugs)}")

    def tool_json(self, slug: str) -> bytes:
        """The document of one tool, self-contained. Raises: KeyError."""
        from mockcore.reference.document import tool_document  # noqa: PLC0415 - reads YAML, which start-up does not need

        return orjson.dumps(tool_document(orjson.loads(self.document_json()), slug))

    def vapid_json(self) -> bytes:
        """The document of the ``/vapid`` namespace, self-contained."""
        from mockcore.reference.document import vapid_document  # noqa: PLC0415 - reads YAML, which start-up does not need

        marks = {name: row.marks() for row in self.lifecycle if row.namespace for name in row.operations}
        return orjson.dumps(vapid_document(orjson.loads(self.document_json()), marks))

    def _slice(self, span: tuple[int, int]) -> Any:
        start = self._base + span[0]
        return marshal.loads(self._data[start : start + span[1]])  # noqa: S302 - our own cache file

    def _read(self, number: int) -> Operation:
        values = self._slice(self._index["spans"][number])
        body = values.pop("body")
        parameters = [
            Parameter(segment["name"], segment["in"], segment["required"], segment["schema"])
            for segment in values.pop("parameters")
        ]
        names = [segment.partition("}")[0][1:] for segment in values["path"].split("/") if segment.startswith("{")]
        return Operation(**values, parameters=parameters, body=Body(**body) if body else None, path_names=names)


def _digest(directory: Path) -> str:
    """A name for the document as it lies there, this code and the interpreter (marshal differs between versions)."""
    files = [directory] if directory.is_file() else sorted(directory.glob("*.yaml"))
    if not files:
        raise OperatorError(f"There is no OpenAPI document in {directory}: install mockcore again.")
    total = hashlib.sha256(f"{_LAYOUT}{sys.version_info[:2]}".encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        total.update(f"{source.name}{source.stat().st_size}{source.stat().st_mtime_ns}".encode())
    for file in files:
        status = file.stat()
        total.update(f"{file} {status.st_size} {status.st_mtime_ns}".encode())
    return total.hexdigest()[:20]


def _compile(directory: Path, target: Path) -> None:
    from mockcore.reference.compiler import Compiler  # noqa: PLC0415 - needed once per document
    from mockcore.reference.document import SpecError, bundle, lifecycle, overlay  # noqa: PLC0415 - needed once per document

    try:
        compiler = Compiler(bundle(directory), overlay(directory), lifecycle(directory))
        data = compiler.bytes()
        if unused := compiler.unused_overlay():
            raise ValueError(f"overlay.yaml names operations or tools that the document does not have: {', '.join(unused)}")
    except (SpecError, ValueError, OperatorError) as error:
        raise OperatorError(f"The OpenAPI document in {directory} cannot be compiled: {error}") from error
    target.write_bytes(data)
