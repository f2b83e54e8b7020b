"""What the field writes: the daily log of a day, time worked, photos, punch items, observations, inspections."""

from typing import Any

from mockcore.jobsite.climate import climate_of
from mockcore.jobsite.site import Day

WET_SKIES, DRY_SKIES = ("Light Rain", "Heavy Rain", "Overcast"), ("Clear", "Partly Cloudy", "Mostly Cloudy", "Overcast")
FREEZING = 30


def manpower(day: Day) -> dict[str, Any]:
    """A company's crew on a day."""
    random = day.fake.random
    values = day.present(
        vendor_id=day.choose("vendors"), trade_id=day.choose("trades"), location_id=day.choose("locations"),
        cost_code_id=day.choose("cost_codes"),
    )  # fmt: skip
    crew = {"num_workers": random.randint(2, 14), "num_hours": "8.0" if random.random() < 0.85 else "10.0"}
    return {"manpower_log": {"date": str(day.date), "notes": day.fake.words.manpower_note(), **crew, **values}}


def weather(day: Day) -> dict[str, Any]:
    """The weather as the region has it in that month."""
    random, climate, month = day.fake.random, climate_of(day.site.state), day.date.month - 1
    low = climate.lows[month] + random.randint(-6, 6)
    high = max(low + 5, climate.highs[month] + random.randint(-8, 8))
    wet = random.random() * 100 < climate.wet[month]
    cold = wet and high < FREEZING + 8
    sky = "Snow" if cold else random.choice(WET_SKIES if wet else DRY_SKIES)
    values = {
        "date": str(day.date),
        "time": "07:00",
        "sky": sky,
        "temperature": f"{low} °F - {high} °F",
        "average": f"{(low + high) // 2} °F",
        "precipitation": f"{random.randint(1, 18) / 10} in" if wet else "0 in",
        "ground": "Frozen" if high < FREEZING else "Wet" if wet else "Dry",
        "wind": random.choice(("Calm", "Light Breeze", "5 mph SW", "8 mph W", "12 mph NW")),
        "is_weather_delay": int(wet and random.random() < 0.2),
    }
    return {"weather_log": values}


def notes(day: Day) -> dict[str, Any]:
    """What happened."""
    values = day.present(location_id=day.choose("locations"))
    return {"notes_log": {"date": str(day.date), "comment": day.fake.words.work_note(), **values}}
