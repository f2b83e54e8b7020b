"""The weather of a generated project: one entry a day, in the words of its season."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from mockcore.store.records import Stored

# Month → lowest and highest degrees of a usual day, and its word.
_SEASONS = {
    **dict.fromkeys((12, 1, 2), ((32, 38), (40, 50), "Cold")),
    **dict.fromkeys((3, 4, 5, 10, 11), ((42, 50), (54, 66), "Mild")),
    **dict.fromkeys((6, 7, 8, 9), ((54, 60), (72, 86), "Mild")),
}
# Sky → ground, inches of rain, whether it comes in summer too.
_SKIES = (
    ("Clear", "Dry", 0.0, True),
    ("Cloudy", "Dry", 0.0, True),
    ("Overcast", "Dry", 0.0, True),
    ("Rain", "Wet/Muddy", 0.4, False),
    ("Fog", "Dry", 0.0, False),
)


def settle(logs: Iterable[Stored], random: Random) -> None:
    """Gives each entry a day of its own and the weather of that day."""
    taken: set[str] = set()
    for log in logs:
        day = date.fromisoformat(log.created_at[:10])
        while day.isoformat() in taken:
            day -= timedelta(days=1)
        taken.add(day.isoformat())
        low, high, word = _SEASONS[day.month]
        sky, ground, rain, _ = random.choice([row for row in _SKIES if row[3] or day.month not in (6, 7, 8)])
        coldest, warmest = random.randint(*low), random.randint(*high)
        values = {
            "sky": sky, "ground": ground, "temperature": word, "wind": random.choice(("Calm", "Light Wind")),
            "precipitation": f"{rain:.1f} in", "average": f"{(coldest + warmest) // 2} °F", "calamity": None,
            "comments": "Rain slowed the exterior work." if rain else "Good working conditions all day.",
            "is_weather_delay": 0,
        }  # fmt: skip
        log.body.update({name: value for name, value in values.items() if name in log.body}, date=day.isoformat())
