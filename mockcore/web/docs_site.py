"""The documentation site, as it was made with the package: files, and nothing of this server in them."""

from functools import cache
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

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
    if not docs_directory().is_dir():
        return HTMLResponse(_NOT_BUILT, 503)
    try:
        response = await _files().get_response(name or "index.html", request.scope)
    except HTTPException as missing:
        raise HTTPException(missing.status_code, "The documentation has no such page.") from None
    response.headers.update(_HEADERS)
    return response


@cache
def _files() -> StaticFiles:
    return StaticFiles(directory=docs_directory())
