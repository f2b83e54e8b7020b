"""The documentation site, as it was made with the package: files, and nothing of this server in them."""

from hashlib import sha256
from mimetypes import guess_type
from typing import Annotated
from zipfile import ZipFile

from fastapi import APIRouter, Path, Request
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from mockcore.paths import docs_directory
from mockcore.web.control_schema import BYTES, answers
from mockcore.web.pages import OWN_SCRIPTS

router = APIRouter(tags=["Documentation"], include_in_schema=False)

_HEADERS = {"Cache-Control": "no-cache", **OWN_SCRIPTS}
_NOT_BUILT = (
    "<!doctype html><html lang=en><title>mockcore</title><p>The documentation is not built: run <code>make docs</code>."
)


@router.api_route(
    "/_mockcore/docs",
    methods=["GET", "HEAD"],
    operation_id="openDocs",
    responses=answers(None, status=307, text="Its address."),
)
async def front(request: Request) -> RedirectResponse:
    """The links of the pages are relative: they need the slash."""
    return RedirectResponse(f"{str(request.scope.get('root_path', '')).rstrip('/')}/_mockcore/docs/")


@router.api_route(
    "/_mockcore/docs/{name:path}",
    methods=["GET", "HEAD"],
    operation_id="readDocs",
    responses=answers(BYTES, None, 404, media="*/*") | {503: {"description": "It is not built.", "content": {"text/html": {}}}},
)
async def file(
    request: Request, name: Annotated[str, Path(description="Where the page is.", examples=["index.html"])]
) -> Response:
    """A page, or what it loads. 404 for a file that there is not; 503 where nobody has built the site."""
    if not docs_directory().exists():
        return HTMLResponse(_NOT_BUILT, 503)
    content = _content(name or "index.html")
    if content is None:
        raise HTTPException(404, "The documentation has no such page.")
    etag = f'"{sha256(content).hexdigest()[:32]}"'
    headers = {**_HEADERS, "ETag": etag}
    if etag in request.headers.get("If-None-Match", ""):
        return Response(None, 304, headers)
    return Response(content, 200, headers, guess_type(name or "index.html")[0] or "application/octet-stream")


def _content(name: str) -> bytes | None:
    """A file of the site by its name there; None for another name, wherever that would lead."""
    site = docs_directory()
    if site.is_file():
        with ZipFile(site) as packed:
            return packed.read(name) if name in packed.namelist() and not name.endswith("/") else None
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    return files[name].read_bytes() if name in files else None
