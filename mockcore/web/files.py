"""``/_mockcore/files`` and ``/_mockcore/storage``: where records' files are fetched and uploads are received."""

import hashlib

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from mockcore.call import Call
from mockcore.engine import Engine
from mockcore.errors import BadRequest, NotFound, UnsupportedMedia
from mockcore.spec.coercion import Upload
from mockcore.spec.forms import parsed

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
async def receive(request: Request, key: str) -> Response:
    """An upload's bytes: a form with ``file`` (204), or the raw body (200 with ETag). Source: documented, uploads."""
    engine = _engine(request)
    if "authorization" in request.headers:
        return JSONResponse({"errors": ["Storage does not take an Authorization header."]}, 400)
    upload = engine.world.by_key("uploads", key)
    if upload is None:
        return JSONResponse({"errors": ["Not Found"]}, 404)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > engine.settings.max_body_bytes:
            return JSONResponse({"errors": ["The file is too large."]}, 413)
    told = upload.body.get("fields") or {}
    name, kind, data = str(upload.body.get("response_filename") or key), str(told.get("Content-Type")), bytes(body)
    if request.method == "POST":
        try:
            form = parsed(Call("POST", "", headers={"content-type": request.headers.get("content-type", "")}, body=data))
        except (BadRequest, UnsupportedMedia) as error:
            return JSONResponse({"errors": [error.message]}, 400)
        file = form.get("file") if isinstance(form, dict) else None
        if not isinstance(file, Upload | str):
            return JSONResponse({"errors": ["The form has no file."]}, 400)
        data = file.data if isinstance(file, Upload) else file.encode()
    segment = request.query_params.get("part")
    with engine.world.database.transaction(write=True):
        engine.world.keep_blob(key if segment is None else f"{key}-{segment}", upload.company_id, name, kind, data)
        if segment is None:
            engine.world.update(upload, {"status": "complete"}, at=engine.clock.stamp())
    tag = {"ETag": f'"{hashlib.md5(data, usedforsecurity=False).hexdigest()}"'}
    return Response(status_code=204 if request.method == "POST" else 200, headers=tag)


def _engine(request: Request) -> Engine:
    found: Engine = request.app.state.engine
    return found
