"""The journal as an HTTP Archive, which browsers' developer tools and proxies read. Source: HAR 1.2."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl

import orjson

from mockcore import __version__

DROPPED = "The journal no longer has the bodies and headers of this entry."


def archive(exchanges: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Exchanges as they are shown, as one archive."""
    rows = [entry(shown) for shown in exchanges]
    before, after = envelope(sum("comment" in row for row in rows))
    archive: dict[str, Any] = orjson.loads(before + orjson.dumps(rows)[1:-1] + after)
    return archive


def envelope(dropped_bodies: int) -> tuple[bytes, bytes]:
    """What stands before and after the entries of an archive, of which so many are without their bodies."""
    comment = f"{dropped_bodies} entries are without bodies and headers, for which the journal had no room."
    log = {"version": "1.2", "creator": {"name": "mockcore", "version": __version__}}
    text = orjson.dumps({"log": {**log, **({"comment": comment} if dropped_bodies else {}), "entries": []}})
    return text[:-3], text[-3:]


def entry(shown: Mapping[str, Any]) -> dict[str, Any]:
    """An exchange as it is shown, as an entry of an archive."""
    url = f"{shown['url']}{shown['path']}{'?' + shown['query'] if shown['query'] else ''}"
    sent, received = shown["request"], shown["response"]
    request: dict[str, Any] = {
        "method": shown["method"],
        "url": url,
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _pairs(sent["headers"].items()),
        "queryString": _pairs(parse_qsl(shown["query"], keep_blank_values=True)),
        "headersSize": -1,
        "bodySize": len(_text(sent["body"])),
    }
    if sent["body"] is not None:
        request["postData"] = {"mimeType": sent["headers"].get("content-type", ""), "text": _text(sent["body"])}
    media = received["headers"].get("content-type", "")
    text = _text(received["body"])
    return {
        **({"comment": DROPPED} if shown.get("body_dropped") else {}),
        "startedDateTime": shown["at"],
        "time": shown["duration_ms"],
        "request": request,
        "response": {
            "status": shown["status"],
            "statusText": "",
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": _pairs(received["headers"].items()),
            "content": {"size": len(text), "mimeType": media, "text": text},
            "redirectURL": received["headers"].get("location", ""),
            "headersSize": -1,
            "bodySize": len(text),
        },
        "cache": {},
        "timings": {"send": 0, "wait": shown["duration_ms"], "receive": 0},
    }


def _pairs(items: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in items]


def _text(body: Any) -> str:
    return "" if body is None else body if isinstance(body, str) else orjson.dumps(body).decode()
