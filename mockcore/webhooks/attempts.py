"""One attempt to deliver: what is sent to whom, and what the delivery shows of how it ended."""

from collections.abc import Callable
from typing import Any

from mockcore.clock import Clock
from mockcore.store.records import Stored
from mockcore.webhooks.outbound_client import OutboundClient, failures
from mockcore.webhooks.outbox import DELIVERED, DISCARDED, HOOKS, RETRYING, Outbox
from mockcore.webhooks.payloads import payload

GONE = "The hook is gone or disabled."
FAR = "Webhooks go to this machine, or where MOCKCORE_WEBHOOK_HOSTS allows them to go."


class Attempts:
    """Makes attempts, and counts those that were ``answered``. ``duplicates`` tells whether a resource's event goes twice."""

    def __init__(self, outbox: Outbox, clock: Clock, client: OutboundClient, duplicates: Callable[[str], bool]) -> None:
        self.answered = 0
        self._outbox = outbox
        self._clock = clock
        self._client = client
        self._duplicates = duplicates

    async def make(self, url: str, delivery: Stored) -> tuple[str, dict[str, Any]]:
        """How one attempt ended: a status, and what the delivery shows of it."""
        started_at = self._clock.stamp()

        def ended(**outcome: Any) -> dict[str, Any]:
            return {"started_at": started_at, "response_error": None, **outcome, "completed_at": self._clock.stamp()}

        hook = self._outbox.records.get(HOOKS, delivery.parent_id or 0)
        if hook is None or hook.deleted_at is not None or hook.body.get("status") == "disabled":
            return DISCARDED, ended(response_error=GONE)
        if not self._client.allowed(url):
            return DISCARDED, ended(response_error=FAR)
        sent, headers = _payload(hook, delivery), hook.body.get("destination_headers")
        try:
            answer = await self._client.post(url, sent, headers)
            if self._duplicates(str(delivery.body["resource_name"])):
                await self._client.post(url, sent, headers)
        except failures() as error:
            return RETRYING, ended(response_error=str(error) or type(error).__name__)
        self.answered += 1
        return DELIVERED if 200 <= answer["response_status"] < 300 else RETRYING, ended(**answer)


def _payload(hook: Stored, delivery: Stored) -> dict[str, Any]:
    version = str(hook.body.get("api_version") or hook.body.get("payload_version") or "v2")
    return payload(delivery.body["event"], version, delivery.body.get("related"))
