"""What a webhook says, in each version. Source: documented, webhook payload formats."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ulid import ULID

FOURTH = ("v4", "v4.0")
THIRD = ("v3", "v3.0")
Ids = Mapping[str, Any]


def event(number: int, seconds: float, subject: tuple[str, str, int], place: Ids, source: Ids) -> dict[str, Any]:
    """An event as v2 says it, without the version: numbers are numbers.

    ``subject`` is event, resource and its id; ``place`` is company, project and user.
    """
    name, resource, record_id = subject
    return {
        "id": number,
        "ulid": str(ULID.from_int((int(seconds * 1000) << 80) | number)),
        "timestamp": datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "metadata": {
            "source_user_id": place["user_id"],
            "source_project_id": place["project_id"],
            "source_operation_id": source.get("operation"),
            "source_company_id": place["company_id"],
            "source_application_id": source.get("client_id"),
        },
        **place,
        "event_type": name,
        "resource_name": resource,
        "resource_id": record_id,
    }


def payload(content: Mapping[str, Any], version: str, related: Mapping[str, Any] | None) -> dict[str, Any]:
    """What is sent of an event in a payload version."""
    if version in FOURTH:
        ids = {name: _text(content[name]) for name in ("company_id", "project_id", "user_id")}
        return {
            "id": content["ulid"],
            "timestamp": content["timestamp"],
            "reason": content["event_type"],
            **ids,
            "resource_type": content["resource_name"],
            "resource_id": str(content["resource_id"]),
        }
    sent = {**content, "api_version": version}
    return {**sent, "related_resources": [dict(related)] if related else []} if version in THIRD else sent


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
