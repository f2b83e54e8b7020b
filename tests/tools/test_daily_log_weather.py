"""The weather of the Daily Log, over the engine."""

from tests.world import PROJECT, World


def test_the_time_of_weather_is_one_of_its_day(world: World) -> None:
    path = f"/rest/v1.0/projects/{PROJECT}/weather_logs"
    made = world.ask("POST", path, {"weather_log": {"date": "2018-11-01", "time": "09:00"}})[1]
    assert made["time"] == "2018-11-01T09:00:00Z"
    for given, told in (("8:30", "08:30"), ("10:30:00-08:00", "18:30"), ("2018-11-01T11:30:00Z", "11:30"), ("noon", None)):
        shown = world.ask("PATCH", f"{path}/{made['id']}", {"weather_log": {"time": given}})[1]["time"]
        assert shown == (told and f"2018-11-01T{told}:00Z")


def test_both_lists_of_words_for_the_weather_are_the_same(world: World) -> None:
    older, newer = (
        world.ask("GET", f"/rest/v1.0/projects/{PROJECT}/{path}")[1]
        for path in ("weather_logs/conditions", "daily_logs/weather_conditions")
    )
    assert older == {name: [word["key"] for word in words] for name, words in newer.items()}
    assert any(older.values())
