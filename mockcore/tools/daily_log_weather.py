"""The weather of the Daily Log: when it was observed, and the words for it. Source: reference."""

from typing import Any

from mockcore.domain.times_of_day import moment
from mockcore.reference.operation import Operation
from mockcore.reference.schema import properties, unwrapped
from mockcore.request.context import Context
from mockcore.request.declare import action, before
from mockcore.store.records import Stored


@before("weather_logs", "create", "update")
def time_of_day(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """The time of an observation is one of the entry's date."""
    if values.get("time"):
        day = values.get("date") or (record.body.get("date") if record else None) or values.get("datetime") or context.now()
        values["time"] = moment(str(values["time"]), str(day)[:10])


@action("GET daily_logs/weather_conditions")
def weather_conditions(context: Context) -> Any:
    """The words for the weather that the document knows."""
    return {name: [{"key": word, "value": word} for word in words] for name, words in _weather(context.operation).items()}


@action("GET weather_logs/conditions")
def weather_words(context: Context) -> dict[str, list[str]]:
    """The same words as plain lists."""
    for number, entry in enumerate(context.catalog.entries):
        if entry["action"] == "GET daily_logs/weather_conditions":
            return _weather(context.catalog.operation(number))
    return {}


def _weather(operation: Operation) -> dict[str, list[str]]:
    inner, _ = unwrapped(operation.response or {})
    parts = {name: properties(schema.get("items", {})) for name, schema in properties(inner).items()}
    return {name: [word for word in schema["key"].get("enum", ()) if word is not None] for name, schema in parts.items()}
