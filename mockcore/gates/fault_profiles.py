"""Fault rules by the name of a situation, as the control API takes them."""

from typing import Any

PROFILES: dict[str, list[dict[str, Any]]] = {
    "procore-under-load": [
        {"id": "overloaded", "match": {"probability": 0.05}, "effect": {"status": 503, "retry_after": 2}},
        {"id": "throttled", "match": {"probability": 0.02}, "effect": {"status": 429, "retry_after": 5}},
        {
            "id": "slow",
            "match": {"probability": 0.5},
            "effect": {"latency_ms": {"distribution": "lognormal", "median": 400, "sigma": 0.6}},
        },
    ],
    "flaky-network": [
        {"id": "reset", "match": {"probability": 0.04}, "effect": {"kind": "reset"}},
        {"id": "cut", "match": {"probability": 0.02}, "effect": {"kind": "truncate"}},
        {"id": "silence", "match": {"probability": 0.01}, "effect": {"kind": "timeout", "seconds": 10}},
    ],
    "expired-tokens": [
        {"id": "expired", "match": {"path": "/rest/**", "every": 10}, "effect": {"status": 401}},
    ],
    "lost-refresh": [
        {
            "id": "lost-refresh",
            "match": {"path": "/oauth/token", "contains": "refresh_token", "nth": 1},
            "effect": {"kind": "lost"},
        },
    ],
}
