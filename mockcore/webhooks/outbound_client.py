"""The one outbound HTTP client: to this machine, and to the hosts that the operator allows.

Source: documented, webhooks (5 s timeout).
"""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from mockcore.webhooks.destination_headers import sendable
from mockcore.webhooks.destinations import Destinations

if TYPE_CHECKING:
    import httpx

TIMEOUT_SECONDS = 5.0
MOST_BYTES, MOST_HEADERS, MOST_CHARACTERS = 4_096, 50, 500
# What is no business of whoever reads the deliveries.
SECRET = frozenset({"set-cookie", "set-cookie2"})
# Tells a server of ours that a webhook asks, which must not steer it.
DELIVERY = "mockcore-delivery"


class OutboundClient:
    """Sends JSON to destinations, and keeps of their answers what a delivery shows."""

    def __init__(self, hosts: Iterable[str]) -> None:
        self._destinations = Destinations(hosts)
        self._client: httpx.AsyncClient | None = None

    def allowed(self, url: str) -> bool:
        """Whether the destination is one to which webhooks may go, as the client itself reads the address."""
        import httpx  # noqa: PLC0415 - see below

        try:
            address = httpx.URL(url)
        except httpx.InvalidURL:
            return False
        return self._destinations.allow(address.scheme, address.host, address.port)

    async def post(self, url: str, payload: Mapping[str, Any], headers: Any) -> dict[str, Any]:
        """Status, headers and the beginning of the body of the answer. ``headers`` are a hook's own, where it has any.

        Raises: one of ``failures()``.
        """
        return await asyncio.wait_for(self._post(url, payload, headers), TIMEOUT_SECONDS)

    async def _post(self, url: str, payload: Mapping[str, Any], headers: Any) -> dict[str, Any]:
        # What is kept of an answer is bounded; unpacked, a few bytes could become any number.
        sent = {"Accept-Encoding": "identity", **sendable(headers), DELIVERY: "1"}
        async with self._opened().stream("POST", url, json=payload, headers=sent) as answer:
            body = bytearray()
            async for chunk in answer.aiter_raw():
                body += chunk
                if len(body) >= MOST_BYTES:
                    break
        return {
            "response_status": answer.status_code,
            "response_headers": dict(islice(_shown(answer.headers), MOST_HEADERS)),
            "response_body": bytes(body[:MOST_BYTES]).decode(errors="replace"),
        }

    def _opened(self) -> "httpx.AsyncClient":
        if self._client is None:
            import httpx  # noqa: PLC0415 - only who has hooks needs it

            # A proxy of the environment would be asked for the loopback, and a redirect could lead anywhere.
            timeout = httpx.Timeout(TIMEOUT_SECONDS)
            self._client = httpx.AsyncClient(timeout=timeout, follow_redirects=False, trust_env=False)
        return self._client

    async def close(self) -> None:
        """Closes its connections; it opens others when it is used again."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None


def _shown(headers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((name, value[:MOST_CHARACTERS]) for name, value in headers.items() if name.lower() not in SECRET)


def failures() -> tuple[type[Exception], ...]:
    """What a destination that cannot be reached raises."""
    import httpx  # noqa: PLC0415 - see above

    # ValueError: a header or host that cannot be written.
    return (OSError, TimeoutError, ValueError, httpx.HTTPError, httpx.InvalidURL, httpx.StreamError)
