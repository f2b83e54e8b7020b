"""``/_mockcore/files``: where the files of records are fetched."""

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from mockcore.errors import NotFound
from mockcore.web.served_engine import Served

router = APIRouter(prefix="/_mockcore/files", include_in_schema=False)


@router.get("/{key}")
async def fetch(engine: Served, key: str) -> Response:
    """The bytes of a file."""
    try:
        name, content_type, data = engine.file(key)
    except NotFound:
        return JSONResponse({"errors": ["Not Found"]}, 404)
    plain = _header(name).replace('"', "'")
    return Response(data, media_type=_header(content_type), headers={"Content-Disposition": f'inline; filename="{plain}"'})


def _header(text: str) -> str:
    """A client's text as a header can carry it."""
    return "".join(sign if sign.isascii() and sign.isprintable() else "?" for sign in text)
