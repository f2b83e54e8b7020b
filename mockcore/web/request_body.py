"""The body of a request, read up to the limit of the settings."""

from collections.abc import Mapping

from starlette.types import Receive

from mockcore.errors import PayloadTooLarge


async def body_of(headers: Mapping[str, str], receive: Receive, most_bytes: int) -> bytes:
    """The whole body. Raises: PayloadTooLarge."""
    length = headers.get("content-length", "")
    if length == "0" or (not length and "transfer-encoding" not in headers):
        return b""
    if length.isdigit() and int(length) > most_bytes:
        raise too_large(most_bytes)
    chunks, size = list[bytes](), 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            break
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > most_bytes:
            raise too_large(most_bytes)
        chunks.append(chunk)
        if not message.get("more_body"):
            break
    return chunks[0] if len(chunks) == 1 else b"".join(chunks)


def too_large(most_bytes: int) -> PayloadTooLarge:
    """The refusal of a body that is larger."""
    return PayloadTooLarge(f"The request body is larger than {most_bytes} bytes.")
