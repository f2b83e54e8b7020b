from random import Random

from mockcore.seeding.weather import settle
from tests.tiny import record


def test_every_day_has_one_weather_of_its_season() -> None:
    logs = [record("weather_logs", number, 1, sky="x", temperature="x", precipitation="x") for number in range(9)]
    for log in logs:
        log.created_at = "2025-07-09T16:00:00Z"
    settle(logs, Random(1))
    assert len({log.body["date"] for log in logs}) == 9
    assert {log.body["temperature"] for log in logs} == {"Mild"}
    assert "Rain" not in {log.body["sky"] for log in logs[:9]}
