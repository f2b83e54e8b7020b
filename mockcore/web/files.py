"""``/_mockcore/files``: where the files of records are fetched."""

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from mockcore.errors import NotFound
from mockcore.request.uploaded_files import download_headers
from mockcore.web.control_schema import BYTES, FileKey, answers
from mockcore.web.served_engine import Served

UNSNIFFED = {"X-Content-Type-Options": "nosniff"}
router = APIRouter(prefix="/_mockcore/files", tags=["Storage"], include_in_schema=False)


@router.get("/{key}", responses=answers(BYTES, None, 404, media="*/*"))
async def fetch_file(engine: Served, key: FileKey) -> Response:
    """The bytes of a file, as something to store: whatever type its sender gave it, it is no page of ours."""
    try:
        name, content_type, data = engine.file(key)
    except NotFound:
        return JSONResponse({"errors": ["Not Found"]}, 404)
    return Response(data, media_type=_header(content_type), headers={**dict(download_headers(name)), **UNSNIFFED})


def _header(text: str) -> str:
    """A client's text as a header can carry it."""
    return "".join(sign if sign.isascii() and sign.isprintable() else "?" for sign in text)
