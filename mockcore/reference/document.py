"""Reads ``openapi/``, one file per Procore tool, as one OpenAPI 3.1 document; takes one tool out of it again."""

import re
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, Path as ZipPath

import yaml

from mockcore import inflections
from mockcore.reference.coercion import LARGEST
from mockcore.reference.yaml_loader import Loader

ROOT = "openapi.yaml"
OVERLAY = "overlay.yaml"
VAPID = "vapid.yaml"
LIFECYCLE = "lifecycle.yaml"
NOT_FRAGMENTS = frozenset({ROOT, OVERLAY, VAPID, LIFECYCLE, "redocly.yaml"})
METHODS = ("get", "post", "put", "patch", "delete", "head", "options", "trace")
# In openapi.yaml: dialect → status → component response; bundling adds them to each operation without that status.
ERROR_RESPONSES = "x-error-responses"
IN_VAPID = "x-vapid"

# Keywords that hold values, not schemas.
_VALUES = frozenset({"examples", "example", "enum", "default"})
_SHAPE = re.compile(r"\{[^}]*\}")


class SpecError(ValueError):
    """The document cannot be used; the message names the file and the reason in one sentence."""


def bundle(directory: Path) -> dict[str, Any]:
    """The whole document: ``openapi.yaml`` with the paths and schemas of every tool file merged in.

    An operation that ``/vapid`` had too carries ``x-vapid``.

    Raises: SpecError for unreadable YAML, a path and method or a component declared twice, a reference to nothing, a vapid
    operation that REST v1.0 lacks.
    """
    folder = _folder(directory)
    document = _read(folder / ROOT)
    owners: dict[str, str] = {}
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".yaml"))
    fragments = [(ROOT, document), *((name, _read(folder / name)) for name in names if name not in NOT_FRAGMENTS)]
    paths, components = dict[str, Any](), dict[str, Any]()
    for name, fragment in fragments:
        _merge_paths(paths, fragment.get("paths") or {}, name, owners)
        for section, parts in (fragment.get("components") or {}).items():
            _merge_components(components.setdefault(section, {}), section, parts or {}, name, owners)
    document["paths"] = dict(sorted(paths.items()))
    document["components"] = {section: dict(sorted(parts.items())) for section, parts in components.items()}
    _complete_errors(document)
    _resolve_all(document, owners)
    _mark_vapid(document, _optional(folder / VAPID))
    return document


def overlay(directory: Path) -> dict[str, Any]:
    """The corrections and hints beside the document; empty where there are none. Raises: SpecError."""
    return _optional(_folder(directory) / OVERLAY)


def lifecycle(directory: Path) -> dict[str, Any]:
    """The dated announcements beside the document; empty where there are none. Raises: SpecError."""
    return _optional(_folder(directory) / LIFECYCLE)


def vapid_document(document: Mapping[str, Any], marks: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The operations that ``/vapid`` had, by their paths there, with ``marks`` by operationId; self-contained."""
    paths: dict[str, Any] = {}
    for path, method, operation in operations(document):
        if operation.get(IN_VAPID):
            name = operation["operationId"]
            shown = {**operation, **marks.get(name, {}), "operationId": f"{name}Vapid"}
            paths.setdefault(vapid_path(path), _shared(document["paths"][path]))[method] = shown
    _relink(paths, "Vapid")
    tools = {
        name for item in paths.values() for operation in item.values() if "tags" in operation for name in operation["tags"]
    }
    out = {key: value for key, value in document.items() if key not in ("paths", "components", "tags")}
    out["tags"] = [tag for tag in document.get("tags", ()) if tag["name"] in tools]
    return {**out, "paths": paths, "components": _reachable(document, paths)}


def vapid_path(path: str) -> str:
    """``/rest/v1.0/rfis`` as it was called below ``/vapid``."""
    return "/vapid/" + path.removeprefix("/rest/v1.0/")


def slugs(document: Mapping[str, Any]) -> dict[str, str]:
    """Slug → name of every Procore tool that has operations, in the order of the slugs."""
    names = {tag for _, _, operation in operations(document) for tag in operation.get("tags", ())}
    return dict(sorted((slug_of(name), name) for name in names))


def slug_of(tool: str) -> str:
    """``Daily Log`` → ``daily_log``."""
    return inflections.slug(tool)


def tool_document(document: Mapping[str, Any], slug: str) -> dict[str, Any]:
    """The operations of one tool with the components they lead to, self-contained.

    Raises: KeyError for an unknown slug.
    """
    tool = slugs(document)[slug]
    paths: dict[str, Any] = {}
    for path, method, operation in operations(document):
        if tool in operation.get("tags", ()):
            paths.setdefault(path, _shared(document["paths"][path]))[method] = {**operation}
    _relink(paths)
    out = {key: value for key, value in document.items() if key not in ("paths", "components", "tags")}
    out["tags"] = [tag for tag in document.get("tags", ()) if tag["name"] == tool]
    out["paths"] = paths
    out["components"] = _reachable(document, paths)
    return out


def operations(document: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every (path, method, operation)."""
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield path, method, item[method]


def bound(node: Any) -> None:
    """Says of numbers how large they can be, where the document does not: the server keeps integers of 64 bits."""
    waiting = [node]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, dict):
            named = inner.get("type")
            names = [named] if isinstance(named, str) else named if isinstance(named, list) else ()
            if "integer" in names:
                inner.setdefault("format", "int64")
            elif "number" in names:
                inner.setdefault("minimum", -LARGEST)
                inner.setdefault("maximum", LARGEST)
            inner = [value for key, value in inner.items() if key not in _VALUES]
        waiting += [value for value in inner if isinstance(value, dict | list)]


def references(node: Any) -> Iterator[str]:
    """Every ``$ref`` inside; example values are data and are not searched."""
    waiting = [node]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, dict):
            target = inner.get("$ref")
            if isinstance(target, str):
                yield target
            inner = [value for key, value in inner.items() if key != "examples" or not isinstance(value, list)]
        waiting += [value for value in reversed(inner) if isinstance(value, dict | list)]


def _folder(directory: Path) -> Traversable:
    """A folder, or what a zip file holds. Raises: SpecError."""
    try:
        return ZipPath(directory) if directory.is_file() else directory
    except (OSError, BadZipFile) as error:
        raise SpecError(f"{directory.name} cannot be read: {error}.") from error


def _read(file: Traversable) -> dict[str, Any]:
    try:
        content = yaml.load(file.read_bytes(), Loader=Loader)
    except (OSError, BadZipFile) as error:
        raise SpecError(f"{file.name} cannot be read: {getattr(error, 'strerror', None) or error}.") from error
    except yaml.YAMLError as error:
        raise SpecError(f"{file.name} is not valid YAML: {' '.join(str(error).split())}.") from error
    if not isinstance(content, dict):
        raise SpecError(f"{file.name} does not hold a mapping.")
    return content


def _optional(file: Traversable) -> dict[str, Any]:
    return _read(file) if file.is_file() else {}


def _mark_vapid(document: dict[str, Any], listed: Mapping[str, list[str]]) -> None:
    by_shape = {_SHAPE.sub("{}", path): item for path, item in document["paths"].items()} if listed else {}
    for path, methods in listed.items():
        item = by_shape.get(_SHAPE.sub("{}", f"/rest/v1.0{path}"), {})
        for method in methods:
            if method.lower() not in item:
                raise SpecError(f"{VAPID} lists {method} {path}, which REST v1.0 does not have.")
            item[method.lower()][IN_VAPID] = True


def _merge_paths(paths: dict[str, Any], added: Mapping[str, Any], name: str, owners: dict[str, str]) -> None:
    for path, item in added.items():
        target = paths.setdefault(path, {})
        for key, value in item.items():
            label = f"{key.upper()} {path}"
            if key in target:
                raise SpecError(f"{name} declares {label} again; {owners[label]} has it already.")
            target[key] = value
            owners[label] = name


def _merge_components(
    target: dict[str, Any], section: str, added: Mapping[str, Any], name: str, owners: dict[str, str]
) -> None:
    for key, value in added.items():
        label = f"#/components/{section}/{key}"
        if key in target:
            raise SpecError(f"{name} declares the component {label} again; {owners[label]} has it already.")
        target[key] = value
        owners[label] = name


def _complete_errors(document: dict[str, Any]) -> None:
    dialects = document.pop(ERROR_RESPONSES, None) or {}
    for path, _, operation in operations(document):
        dialect = "v2" if path.startswith("/rest/v2") else "v1" if path.startswith("/rest/") else "oauth"
        responses = operation.setdefault("responses", {})
        for status, name in (dialects.get(dialect) or {}).items():
            responses.setdefault(str(status), {"$ref": f"#/components/responses/{name}"})


def _resolve_all(document: Mapping[str, Any], owners: Mapping[str, str]) -> None:
    addresses = {f"#/components/{section}/{name}" for section, parts in document["components"].items() for name in parts}
    for path, method, operation in operations(document):
        _require(operation, addresses, owners.get(f"{method.upper()} {path}", ROOT), f"{method.upper()} {path}")
    for section, parts in document["components"].items():
        for name, component in parts.items():
            label = f"#/components/{section}/{name}"
            _require(component, addresses, owners.get(label, ROOT), label)


def _require(node: Any, addresses: set[str], file: str, where: str) -> None:
    for target in references(node):
        if target not in addresses:
            raise SpecError(f"{file} refers from {where} to {target}, which no file declares.")


def _relink(paths: dict[str, Any], suffix: str = "") -> None:
    """Leaves the links whose target is among the paths, under the name that it has there."""
    ids = {operation["operationId"] for _, _, operation in operations({"paths": paths})}
    for _, _, operation in operations({"paths": paths}):
        operation["responses"] = {
            status: _relinked(response, ids, suffix) for status, response in operation["responses"].items()
        }


def _relinked(response: Mapping[str, Any], ids: set[str], suffix: str) -> dict[str, Any]:
    links = {
        name: {**link, "operationId": f"{link['operationId']}{suffix}"}
        for name, link in response.get("links", {}).items()
        if f"{link['operationId']}{suffix}" in ids
    }
    return {**{key: value for key, value in response.items() if key != "links"}, **({"links": links} if links else {})}


def _shared(item: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if key not in METHODS}


def _reachable(document: Mapping[str, Any], paths: Mapping[str, Any]) -> dict[str, Any]:
    components = document["components"]
    waiting, reached = list(references(paths)), set[tuple[str, str]]()
    while waiting:
        _, _, section, name = waiting.pop().split("/", 3)
        if (section, name) not in reached:
            reached.add((section, name))
            waiting.extend(references(components[section][name]))
    out: dict[str, Any] = {
        section: {name: component for name, component in parts.items() if (section, name) in reached}
        for section, parts in components.items()
        if section != "securitySchemes"
    }
    if "securitySchemes" in components:
        out["securitySchemes"] = components["securitySchemes"]
    return {section: parts for section, parts in out.items() if parts}
