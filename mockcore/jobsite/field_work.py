"""What the field writes: the daily log of a day, time worked, punch items, observations, inspections."""

from typing import Any

from mockcore.jobsite.climate import climate_of
from mockcore.jobsite.roles import FOREMAN, MANAGER, SUPERINTENDENT
from mockcore.jobsite.site import Day

WET_SKIES, DRY_SKIES = ("Light Rain", "Heavy Rain", "Overcast"), ("Clear", "Partly Cloudy", "Mostly Cloudy", "Overcast")
WINDS = ("Calm", "Light Breeze", "5 mph SW", "8 mph W", "12 mph NW")
FREEZING = 30
Body = dict[str, Any]


def manpower(day: Day) -> Body:
    """A company's crew on a day."""
    random = day.fake.random
    values = day.present(
        vendor_id=day.choose("vendors"), trade_id=day.choose("trades"), location_id=day.choose("locations"),
        cost_code_id=day.choose("cost_codes"),
    )  # fmt: skip
    crew = {"num_workers": random.randint(2, 14), "num_hours": "8.0" if random.random() < 0.85 else "10.0"}
    return {"manpower_log": {"date": str(day.date), "notes": day.fake.words.manpower_note(), **crew, **values}}


def weather(day: Day) -> Body:
    """The weather as the region has it in that month."""
    random, climate, month = day.fake.random, climate_of(day.site.state), day.date.month - 1
    low = climate.lows[month] + random.randint(-6, 6)
    high = max(low + 5, climate.highs[month] + random.randint(-8, 8))
    wet = random.random() * 100 < climate.wet[month]
    snow = wet and high < FREEZING + 8
    values = {
        "date": str(day.date),
        "time": "07:00",
        "sky": "Snow" if snow else random.choice(WET_SKIES if wet else DRY_SKIES),
        "temperature": f"{low} °F - {high} °F",
        "average": f"{(low + high) // 2} °F",
        "precipitation": f"{random.randint(1, 18) / 10} in" if wet else "0 in",
        "ground": "Frozen" if high < FREEZING else "Wet" if wet else "Dry",
        "wind": random.choice(WINDS),
        "is_weather_delay": int(wet and random.random() < 0.2),
    }
    return {"weather_log": values}


def notes(day: Day) -> Body:
    """What happened."""
    values = day.present(location_id=day.choose("locations"))
    return {"notes_log": {"date": str(day.date), "comment": day.fake.words.work_note(), **values}}


def delivery(day: Day) -> Body:
    """What was delivered."""
    topic, random = day.fake.words.delivery(), day.fake.random
    values = day.present(vendor_id=day.choose("vendors"), location_id=day.choose("locations"))
    when = {"date": str(day.date), "time_hour": random.randint(7, 15), "time_minute": random.randrange(0, 60, 5)}
    paper = f"{topic.label} {random.randint(10_000, 99_999)}"
    return {"delivery_log": {**when, "contents": topic.title, "delivery_from": topic.text, "tracking_number": paper, **values}}


def visitor(day: Day) -> Body:
    """Who came."""
    random = day.fake.random
    hour = random.randint(8, 14)
    when = {"date": str(day.date), "begin_hour": hour, "begin_minute": random.choice((0, 15, 30)), "end_hour": hour + 1}
    return {"visitor_log": {**when, "end_minute": 45, "details": day.fake.words.visit()}}


def timecard(day: Day) -> Body:
    """Somebody's hours: a shift from seven with half an hour for lunch, sometimes a longer one."""
    longer = day.fake.random.random() < 0.15
    values = day.present(
        cost_code_id=day.choose("cost_codes"), party_id=day.person(FOREMAN),
        timecard_time_type_id=day.choose("timecard_time_types"), location_id=day.choose("locations"),
    )  # fmt: skip
    times = {"time_in": "07:00", "time_out": "17:30" if longer else "15:30", "lunch_time": "30"}
    hours = {"hours": "10.0" if longer else "8.0", **times}
    return {"timecard_entry": {"date": str(day.date), "description": day.fake.words.manpower_note(), **hours, **values}}


def punch_item(day: Day) -> Body:
    """Something that is wrong, for a subcontractor to put right."""
    topic, random = day.fake.words.punch_item(), day.fake.random
    assignee = day.person(FOREMAN)
    values = day.present(
        punch_item_manager_id=day.person(SUPERINTENDENT), final_approver_id=day.person(MANAGER),
        punch_item_type_id=day.choose("punch_item_types"), location_id=day.choose("locations"), trade_id=day.choose("trades"),
    )  # fmt: skip
    values |= {"login_information_ids": [assignee] if assignee is not None else []}
    due, priority = day.later(random.randint(5, 15)), random.choice(("Low", "Medium", "High"))
    item = {"name": topic.title, "description": topic.text, "due": due, "priority": priority, **values}
    return {"project_id": day.site.project_id, "punch_item": item}


def observation(day: Day) -> Body | None:
    """Something that somebody saw, and somebody else is to see to."""
    topic, random, kind = day.fake.words.observation(), day.fake.random, day.choose("observation_types")
    if kind is None:
        return None
    values = day.present(
        assignee_id=day.person(FOREMAN), location_id=day.choose("locations"), trade_id=day.choose("trades"), type_id=kind
    )
    what = {"name": topic.title, "description": topic.text, "priority": random.choice(("Low", "Medium", "High", "Urgent"))}
    due = {"due_date": day.later(random.randint(3, 10)), "status": "initiated"}
    return {"project_id": day.site.project_id, "observation": {**what, **due, **values}}


def inspection(day: Day) -> Body | None:
    """An inspection by one of the project's templates."""
    template = day.choose("checklist/list_templates")
    if template is None:
        return None
    inspector = day.person(SUPERINTENDENT)
    values = day.present(
        location_id=day.choose("locations"), trade_id=day.choose("trades"), inspection_type_id=day.choose("inspection_types"),
        inspector_ids=[inspector] if inspector is not None else None, point_of_contact_id=day.person(FOREMAN),
    )  # fmt: skip
    days = {"inspection_date": str(day.date), "due_at": f"{day.later(day.fake.random.randint(2, 6))}T20:00:00Z"}
    return {"list_template_id": template, "list": {"status": "Open", **days, **values}}
