"""The journal as an HTTP Archive, which browsers' developer tools and proxies read. Source: HAR 1.2."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl

import orjson

from mockcore import __version__


def archive(exchanges: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Exchanges as they are shown, as one archive."""
    creator = {"name": "mockcore", "version": __version__}
    return {"log": {"version": "1.2", "creator": creator, "entries": [_entry(shown) for shown in exchanges]}}


def _entry(shown: Mapping[str, Any]) -> dict[str, Any]:
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
