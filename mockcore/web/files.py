"""``/_mockcore/files`` and ``/_mockcore/storage``: where records' files are fetched and uploads are received."""

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from mockcore.call import Call
from mockcore.engine import Engine
from mockcore.errors import BadRequest, MockError, NotFound
from mockcore.reference.coercion import Upload
from mockcore.reference.forms import parsed
from mockcore.request.uploaded_files import etag, receive

router = APIRouter(prefix="/_mockcore", include_in_schema=False)


@router.get("/files/{key}")
async def fetch(request: Request, key: str) -> Response:
    """The bytes of a file."""
    try:
        name, content_type, data = _engine(request).file(key)
    except NotFound:
        return JSONResponse({"errors": ["Not Found"]}, 404)
    plain = _header(name).replace('"', "'")
    return Response(data, media_type=_header(content_type), headers={"Content-Disposition": f'inline; filename="{plain}"'})


def _header(text: str) -> str:
    """A client's text as a header can carry it."""
    return "".join(sign if sign.isascii() and sign.isprintable() else "?" for sign in text)


@router.post("/storage/{key}")
@router.put("/storage/{key}")
async def store(request: Request, key: str) -> Response:
    """An upload's bytes: a form with ``file`` (204), or the raw body (200 with ETag). Source: documented, uploads."""
    engine = _engine(request)
    if "authorization" in request.headers:
        return JSONResponse({"errors": ["Storage does not take an Authorization header."]}, 400)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > engine.settings.max_body_bytes:
            return JSONResponse({"errors": ["The file is too large."]}, 413)
    try:
        data = _file(request, bytes(body)) if request.method == "POST" else bytes(body)
        with engine.world.database.transaction(write=True):
            receive(engine.world, engine.clock, key, request.query_params, data)
    except MockError as error:
        return JSONResponse({"errors": [error.message]}, error.status)
    return Response(status_code=204 if request.method == "POST" else 200, headers={"ETag": f'"{etag(data)}"'})


def _file(request: Request, body: bytes) -> bytes:
    form = parsed(Call("POST", "", headers={"content-type": request.headers.get("content-type", "")}, body=body))
    file = form.get("file") if isinstance(form, dict) else None
    if not isinstance(file, Upload | str):
        raise BadRequest("The form has no file.")
    return file.data if isinstance(file, Upload) else file.encode()


def _engine(request: Request) -> Engine:
    found: Engine = request.app.state.engine
    return found
