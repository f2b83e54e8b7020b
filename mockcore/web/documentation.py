"""The OpenAPI document, whole and per tool, and interactive documentation that needs no network."""

import asyncio
import gzip
import hashlib
import importlib.util
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import orjson
from fastapi import APIRouter, HTTPException, Request
from starlette.responses import FileResponse, Response

from mockcore.close_names import hint
from mockcore.engine import Engine
from mockcore.reference.document import operations
from mockcore.web.pages import OWN_SCRIPTS, page
from mockcore.web.served_engine import Served
from mockcore.welcome import introduction

router = APIRouter()

VAPID = "vapid"
_STATIC = Path(__file__).parent / "static"
_OWN = {"docs.js": "text/javascript", "docs.css": "text/css"}
_SWAGGER = {"swagger-ui-bundle.js": "text/javascript", "swagger-ui.css": "text/css", "favicon.png": "image/png"}
_COMPANY_HEADER = "Procore-Company-Id"


@dataclass(frozen=True, slots=True)
class Rendering:
    """A document as it is sent: plain and compressed, with its entity tag."""

    plain: bytes
    packed: bytes
    etag: str


@router.get("/openapi.json")
async def whole_document(request: Request, engine: Served) -> Response:
    """The OpenAPI document of all operations; `servers` names this server."""
    return await _answer(request, engine, None)


@router.get("/openapi/{tool}.json")
async def tool_document(request: Request, engine: Served, tool: str) -> Response:
    """The self-contained document of one Procore tool, or of the namespace `vapid`. 404 names no such tool."""
    if tool != VAPID and tool not in dict(engine.catalog.tools()):
        raise HTTPException(404, f"There is no tool {tool!r}: {hint(tool, dict(engine.catalog.tools()))}")
    return await _answer(request, engine, tool)


@router.get("/docs")
async def documentation(request: Request, engine: Served) -> Response:
    """Interactive documentation, one tool at a time, authorised with the credentials printed at start."""
    root = _root(request)
    text = page("docs.html", root=root, facts=_page_facts(engine, root))
    return Response(text, media_type="text/html; charset=utf-8", headers={"Cache-Control": "no-cache", **OWN_SCRIPTS})


@router.get("/docs/assets/{name}")
async def asset(name: str) -> Response:
    """A script, style or image of the documentation page."""
    if name in _OWN:
        return FileResponse(_STATIC / name, media_type=_OWN[name])
    if name in _SWAGGER:
        return FileResponse(_swagger_directory() / name, media_type=_SWAGGER[name])
    raise HTTPException(404, "Not Found")


def _root(request: Request) -> str:
    return str(request.scope.get("root_path", "")).rstrip("/")


def _page_facts(engine: Engine, root: str) -> dict[str, object]:
    world = introduction(engine)
    return {
        "root": root,
        "tools": [{"slug": slug, "name": name} for slug, name in engine.catalog.tools()],
        "app": world["apps"][0],
        # Ids as text: JavaScript's numbers end at 53 bits.
        "companies": [{"id": str(company["id"]), "name": company["name"]} for company in world["companies"]],
        "companyHeader": _COMPANY_HEADER,
    }


def _rendering(engine: Engine, tool: str | None, root: str) -> Rendering:
    catalog = engine.catalog
    source = catalog.document_json() if tool is None else catalog.vapid_json() if tool == VAPID else catalog.tool_json(tool)
    document = orjson.loads(source)
    # Rows that the operator or a test has added.
    marks = engine.timeline.marks() if tool != VAPID else {}
    for _, _, operation in operations(document) if marks else ():
        operation.update(marks.get(operation["operationId"], {}))
    document["servers"] = [{"url": root or "/", "description": "This server"}]
    plain = orjson.dumps(document)
    etag = f'"{hashlib.sha256(plain).hexdigest()[:20]}"'
    return Rendering(plain, gzip.compress(plain, compresslevel=5, mtime=0), etag)


async def _answer(request: Request, engine: Engine, tool: str | None) -> Response:
    renderings: dict[tuple[str | None, int], Rendering] = request.app.state.renderings
    name = (tool, engine.timeline.version)
    if name not in renderings:
        for stale in [key for key in renderings if key[1] != engine.timeline.version]:
            del renderings[stale]
        renderings[name] = await asyncio.to_thread(_rendering, engine, tool, _root(request))
    document = renderings[name]
    headers = {"ETag": document.etag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if document.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(document.packed, media_type="application/json", headers=headers)
    return Response(document.plain, media_type="application/json", headers=headers)


@lru_cache(maxsize=1)
def _swagger_directory() -> Path:
    # Importing the package would patch nothing and cost start-up time: only its files are wanted.
    spec = importlib.util.find_spec("fastapi_offline")
    assert spec
    assert spec.origin
    return Path(spec.origin).parent / "static"
