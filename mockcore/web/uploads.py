"""``/_mockcore/storage``: where uploads are received, as Procore's storage service takes them."""

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from mockcore.call import Call
from mockcore.errors import BadRequest, MockError
from mockcore.reference.coercion import Upload
from mockcore.reference.forms import parsed
from mockcore.request.uploaded_files import etag, receive
from mockcore.web.control_schema import BYTES, TEXT, FileKey, about, answers, queries, record, takes
from mockcore.web.served_engine import Served

router = APIRouter(prefix="/_mockcore/storage", tags=["Storage"], include_in_schema=False)
FAILURES = (400, 404)
ADDRESS = queries({"part": about(TEXT, "Which part of the upload."), "expires": about(TEXT, "Seconds since 1970.")})
FORM = record("UploadForm", {"file": BYTES})


@router.post(
    "/{key}",
    operation_id="uploadForm",
    status_code=204,
    responses=answers(None, None, *FAILURES, status=204),
    openapi_extra=takes(FORM, None, media="multipart/form-data") | ADDRESS,
)
@router.put(
    "/{key}",
    operation_id="uploadBytes",
    responses=answers(None, None, *FAILURES),
    openapi_extra=takes(BYTES, None, media="application/octet-stream") | ADDRESS,
)
async def store(request: Request, engine: Served, key: FileKey) -> Response:
    """An upload's bytes: a form with ``file`` (204), or the raw body (200 with ETag). Source: documented, uploads."""
    if "authorization" in request.headers:
        return JSONResponse({"errors": ["Storage does not take an Authorization header."]}, 400)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > engine.settings.max_body_bytes:
            return JSONResponse({"errors": ["The file is too large."]}, 413)
    try:
        data = _file(request, bytes(body)) if request.method == "POST" else bytes(body)
        with engine.world.storage.transaction(write=True):
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
