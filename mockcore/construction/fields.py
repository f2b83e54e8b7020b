"""What a field of a given name holds: tables from name patterns to texts, number ranges and dates."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from mockcore import inflections
from mockcore.construction import codes, dailylogs, money, paperwork, quality
from mockcore.construction.scene import Scene, slug
from mockcore.construction.trades import JOB_TITLES

TextMaker = Callable[[Scene], str]


class Range(NamedTuple):
    """The usual bounds of a number and its decimals."""

    low: float
    high: float
    decimals: int


def _digits(count: int) -> TextMaker:
    return lambda scene: str(scene.random.randrange(10 ** (count - 1), 10**count))


def _one(options: tuple[str, ...]) -> TextMaker:
    return lambda scene: scene.words.fill(scene.random.choice(options))


def _colour(scene: Scene) -> str:
    return f"#{scene.random.getrandbits(24):06x}"


def _code(scene: Scene) -> str:
    return scene.topic.number or f"{scene.random.randint(1, 48):02d}-{scene.random.randint(100, 990)}"


def _path(scene: Scene) -> str:
    return f"https://storage.example/{scene.random.getrandbits(48):012x}/{scene.file_name}"


def uuid(scene: Scene) -> str:
    """A version 4 UUID from the scene's own random numbers."""
    digits = f"{scene.random.getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"


def _spec_section(scene: Scene) -> str:
    reference = scene.topic.reference
    return reference if reference[:1].isdigit() else scene.words.spec_section().number


def _web_site(scene: Scene) -> str:
    return f"https://www.{scene.host}"


# The first pattern that matches the whole snake_case name decides, so the particular ones come first.
TEXTS: tuple[tuple[str, TextMaker], ...] = (
    (r"(.*_)?first_?name", lambda scene: scene.person.first_name),
    (r"(.*_)?last_?name|surname", lambda scene: scene.person.last_name),
    (r"initials", lambda scene: scene.person.initials),
    (r"(.*_)?(login|email|email_address)", lambda scene: scene.person.email),
    (r"email_signature", lambda scene: f"{scene.person.name}\n{scene.firm}\n{scene.phone()}"),
    (r"full_name|display_name|(.*_)?contact_name|inspector_name|.*(person|user|employee|signatory|author|signed_by)_name"
     r"|involved_name|customer_name|subject_(from|to)|bidder|.*(?<!billed)_by(_name)?|issued_to|publisher_name|user(name)?"
     r"|recipient_name|login_information_name",
     lambda scene: scene.person.name),
    (r"(company|vendor|contractor|supplier|firm|legal|trade)_name|company|vendor|supplier|involved_company"
     r"|delivery_from|inspecting_entity|treatment_provider|manufacturer|assigned_company|responsible_contractor|bill_to|ship_to"
     r"|hired_by_subtier_name", lambda scene: scene.firm),
    (r"abbreviated_name|abbreviation|prefix", lambda scene: "".join(w[0] for w in scene.topic.title.split()[:4])),
    (r"(.*_)?job_title|role", _one(JOB_TITLES)),
    (r"(.*_)?(phone|fax|mobile|phone_number|fax_number|contact_number)(_number)?", Scene.phone),
    (r"city|city_town|town", lambda scene: scene.town.city),
    (r"state(_code|_province)?|province", lambda scene: scene.town.state_code),
    (r"zip(_?code)?|postal_code", lambda scene: scene.town.zip),
    (r"country(_code)?", lambda _: "US"),
    (r"county", lambda scene: scene.town.county),
    (r"(street|address|street_address|address_1|.*facility_address)", lambda scene: scene.street),
    (r"address_2|additional_address_information",
     lambda scene: f"Suite {scene.random.randint(1, 9)}{scene.random.randrange(100):02d}"),
    (r".*_address|address_freeform",
     lambda scene: f"{scene.street}, {scene.town.city}, {scene.town.state_code} {scene.town.zip}"),
    (r"time_?zone|tz", lambda scene: scene.town.time_zone),
    (r"treatment_facility", lambda scene: f"{scene.town.city} Urgent Care"),
    (r"designated_market_area", lambda scene: f"{scene.town.city}, {scene.town.state_code}"),
    (r"project_name|biller", lambda scene: scene.words.project_name()),
    (r"location|area|location_name|mt_location|node_name|.*_location|name_with_path",
     lambda scene: scene.topic.title if scene.kind.startswith("location") else scene.words.location()),
    (r"trades?|trade_type", lambda scene: scene.trade),
    (r"full_number|number|invoice_number|formatted_number|.*_acronym_number|position",
     lambda scene: scene.topic.number or f"{scene.random.randint(1, 480):03d}"),
    (r"drawing_number|plan_number", lambda scene: scene.topic.reference or scene.words.drawing().number),
    (r"drawing_title", lambda scene: scene.words.drawing().title),
    (r"spec(ification)?_section(_number)?", _spec_section),
    (r"spec_section_description", lambda scene: scene.words.spec_section().title),
    (r"division", lambda scene: (scene.topic.number or scene.words.cost_code().division)[:2]),
    (r"full_code|.*cost_code|path_code|flat_code|sortable_code|code|wbs|wbs_code", _code),
    (r"lunch_time", _one(("0", "30", "30", "45", "60"))),
    (r"revision", lambda scene: str(scene.random.randint(0, 4))),
    (r"uom|unit|unit_of_measure|.*_unit_of_measure",
     lambda scene: scene.topic.unit or scene.words.unit_of_measure()),
    (r".*currency_iso_code|currency(_code)?", lambda _: "USD"),
    (r"locale|language", lambda _: "en"),
    (r"color|colour|.*_colou?r", _colour),
    (r"(.*_)?(content|file|mime|media)_type", lambda _: "application/pdf"),
    (r".*file_?name|file", lambda scene: scene.file_name),
    (r"website|web_site|homepage", _web_site),
    (r".*(url|uri|link|href)|avatar|logo", _path),
    (r"ip_address|ip", lambda scene: f"192.0.2.{scene.random.randint(1, 254)}"),
    (r"(uuid|guid|.*_uuid|etag|key|.*_key)", uuid),
    (r"md5", lambda scene: f"{scene.random.getrandbits(128):032x}"),
    (r"sha256|checksum", lambda scene: f"{scene.random.getrandbits(256):064x}"),
    (r"sky|ground|wind|temperature|average|precipitation|calamity", lambda _: ""),
    (r"license_number|policy_number|.*serial_number|check_number|tracking_number|account_number|identification_number"
     r"|store_number|reference_number|accounting_project_number", _digits(8)),
    (r"(employee|business|project)_(id|number)|.*_number", _digits(5)),
    (r"insurance_type", lambda scene: scene.random.choice(money.INSURANCES)[0]),
    (r"insurance_provider", lambda scene: scene.random.choice(money.INSURANCES)[1]),
    (r"inclusions", _one(money.INCLUSIONS)),
    (r"exclusions", _one(money.EXCLUSIONS)),
    (r"payment_terms|terms", _one(money.PAYMENT_TERMS)),
    (r"ship_via", _one(money.SHIP_VIA)),
    (r"(?!change_).*_reason", _one(paperwork.REASONS)),
    (r"change_reason|reason", lambda scene: scene.topic.label or scene.random.choice(money.CHANGE_REASONS)),
    (r"scope_of_work|work_scope_text", _one(money.BID_SCOPES)),
    (r"contents", lambda scene: scene.words.fill(scene.random.choice(dailylogs.DELIVERIES)[0])),
    (r"material", _one(dailylogs.WASTE)),
    (r"method_of_disposal", _one(dailylogs.DISPOSAL_METHODS)),
    (r"disposal_location", _one(dailylogs.DISPOSAL_SITES)),
    (r"delay_type", lambda scene: scene.random.choice(dailylogs.DELAYS)[0]),
    (r"equipment_name", lambda scene: scene.words.machine().name),
    (r"data_type", lambda scene: scene.topic.answer or "string"),
    (r"make", lambda scene: scene.topic.answer or scene.words.machine().make),
    (r"model", lambda scene: scene.topic.number or scene.words.machine().model),
    (r"body_part|affected_body_part", _one(quality.BODY_PARTS)),
    (r"labor_union", lambda scene: f"Local {scene.random.randint(3, 980)}"),
    (r"(.*_)?(name|title|subject)", lambda scene: scene.topic.title),
    (r"reference|ref", lambda scene: scene.topic.reference or scene.words.drawing().number),
)  # fmt: skip


class Sentences(NamedTuple):
    """What a field of prose holds: the record's own text, if it has one that no other field says; else one of the others."""

    own: TextMaker
    others: tuple[str, ...]


_OTHERS = (*paperwork.DESCRIPTIONS, *paperwork.COMMENTS)
SENTENCES: tuple[tuple[str, Sentences], ...] = (
    (r"answer|official_response|conclusion|resolution", Sentences(lambda scene: scene.topic.answer, paperwork.ANSWERS)),
    (r"statement", Sentences(lambda scene: scene.topic.text, paperwork.STATEMENTS)),
    (r"bidder_comments", Sentences(lambda _: "", money.BIDDER_COMMENTS)),
    (r".*(notes?|comments?|remarks?|message)", Sentences(lambda _: "", paperwork.COMMENTS)),
    (r".*(description|details|body|question|text|minutes|overview|summary|instructions?|value|content)|about|issue|source"
     r"|description_of_work|.*description_rich_text", Sentences(lambda scene: scene.topic.text, _OTHERS)),
)  # fmt: skip
# What of a field's name tells only how the text is written.
_WRITTEN = re.compile(r"(^|_)(rich|plain|formatted|html)_?(text|body)?(?=_|$)|_(text|html)$")

NUMBERS: tuple[tuple[str, Range], ...] = (
    (r"latitude|lat|gps_lat|project_latitude", Range(30, 47, 4)),
    (r"longitude|lng|lon|gps_long|project_longitude", Range(-122, -71, 4)),
    (r"percent_complete|.*percent(age)?(_.*)?|utilization", Range(0, 100, 0)),
    (r".*exchange_rate.*", Range(1, 1, 4)),
    (r".*(unit_cost|unit_price|rate|wage)", Range(5, 450, 2)),
    (r".*(price|cost|amount|total|value|retainage|budget|sum|rom|subtotal|revenue|payment|balance|contract|orders)(_.*)?",
     Range(500, 250_000, 2)),
    (r".*quantity(_.*)?|qty|.*_delivered|.*_used", Range(1, 400, 0)),
    (r".*hours?", Range(1, 10, 1)),
    (r"lunch_time|.*minutes?", Range(0, 59, 0)),
    (r".*(num_workers|workers|headcount|visitors|num_.*)", Range(1, 24, 0)),
    (r"temperature.*", Range(35, 95, 0)),
    (r"position|sort_order|index|row", Range(1, 40, 0)),
    (r"revision|version|lock_version", Range(0, 4, 0)),
    (r"number", Range(1, 480, 0)),
    (r".*days?|duration|schedule_impact|lead_time", Range(1, 30, 0)),
    (r".*(size|bytes)", Range(20_000, 8_000_000, 0)),
    (r".*(width|height)", Range(480, 4096, 0)),
    (r"altitude|(horizontal|vertical)_accuracy", Range(2, 60, 1)),
    (r"materials_(moved|presently_stored)|work_completed_.*", Range(500, 250_000, 2)),
    (r"x|y|z|.*_[xyz]", Range(0, 100, 3)),
    (r"year.*", Range(2018, 2026, 0)),
    (r"id|.*_id", Range(1000, 999_999, 0)),
    (r".*count", Range(0, 12, 0)),
)  # fmt: skip

# Days before (negative) or after now.
DATES: tuple[tuple[str, tuple[float, float]], ...] = (
    (r"(.*_)?(dob|birth.*)", (-20_000, -7_500)),
    (r"hired_date", (-2_500, -30)),
    (r".*(updated|modified|last_).*", (-20, -0.1)),
    (r".*(closed|paid|returned|responded|verified|approved|completed|distributed|resolved|notified).*", (-40, -2)),
    (r".*(creat|submitted|received|opened|initiated|issue|sent|executed|execution|occurred|event|invoice|captured"
     r"|signed|logged|contract_date|letter|log_date|billing|actual|reported|inspection|meeting|death).*", (-120, -21)),
    (r".*(effective|start|begin|from|time_in).*", (-90, 20)),
    (r".*(due|submit_by).*", (3, 45)),
    (r".*(expir|finish|end|completion|required|next|until|to|deliver|anticipated).*", (25, 180)),
    (r".*", (-60, -1)),
)  # fmt: skip


@lru_cache(maxsize=8192)
def snake(name: str) -> str:
    """The name in snake_case: v2 of the API writes ``createdAt``."""
    return inflections.underscore(name)


@lru_cache(maxsize=8192)
def range_for(name: str) -> Range | None:
    """The number range of a field name, None where no number is meant."""
    return next((bounds for pattern, bounds in NUMBERS if re.fullmatch(pattern, snake(name))), None)


@lru_cache(maxsize=8192)
def date_range_for(name: str) -> tuple[float, float]:
    """The days around now in which a date of this name lies."""
    return next(days for pattern, days in DATES if re.fullmatch(pattern, snake(name)))


@lru_cache(maxsize=8192)
def text_maker(name: str) -> TextMaker:
    """What writes a string field of this name: text, a number as decimal string, or a date."""
    plain = snake(name)
    bounds = range_for(name)
    if plain in {"sky", "ground", "wind", "temperature", "average", "precipitation", "calamity"}:
        return lambda scene: scene.weather[plain]
    if re.fullmatch(r".*(_at|_datetime|_timestamp|_on)|datetime|timestamp", plain):
        return lambda scene: timestamp(plain, scene)
    if re.fullmatch(r".*_date|date|due|start|finish", plain):
        return lambda scene: day(plain, scene)
    if re.fullmatch(r"(?!lunch).*_time|time", plain):
        return lambda scene: time_of_day(plain, scene)
    for pattern, maker in TEXTS:
        if re.fullmatch(pattern, plain) and not (bounds and bounds.decimals and plain.endswith("value")):
            return maker
    sentences = next((sentences for pattern, sentences in SENTENCES if re.fullmatch(pattern, plain)), None)
    if sentences is not None and not (bounds and bounds.decimals):
        meaning = _WRITTEN.sub("", plain).strip("_") or "body"
        return lambda scene: scene.sentence(meaning, sentences.own(scene), sentences.others)
    words = codes.words_of(plain)
    if words is not None:
        return _coded(plain, words)
    return lambda scene: decimal(bounds, scene) if bounds else scene.topic.title


def _coded(plain: str, words: tuple[str, ...]) -> TextMaker:
    """What writes a code: the topic's own type, category or reason, if it has one, else one of the words."""
    if plain in _TOPICAL:
        return lambda scene: scene.topic.label or scene.random.choice(words)
    return lambda scene: scene.random.choice(words)


# What a record's topic knows better than the words of any field: its type or category.
_TOPICAL = frozenset({"category", "type", "kind", "label", "inspection_type", "change_type"})


def decimal(bounds: Range, scene: Scene) -> str:
    """A number of the range as a decimal string: "1250.00"."""
    return f"{number(bounds, scene):.{bounds.decimals}f}"


def number(bounds: Range, scene: Scene) -> float:
    """A number of the range; amounts lean to the small end, as real ones do."""
    share = scene.random.random()
    if bounds.high - bounds.low > 1000 and bounds.decimals:
        share = share**3
    return round(bounds.low + (bounds.high - bounds.low) * share, bounds.decimals)


def moment(name: str, scene: Scene) -> datetime:
    """A moment (UTC, whole seconds) that suits the name, on a working day."""
    low, high = date_range_for(name)
    seconds = scene.random.randrange(int(low * 86_400), int(high * 86_400))
    instant = scene.now.astimezone(UTC).replace(microsecond=0) + timedelta(seconds=seconds)
    return instant - timedelta(days=max(0, instant.weekday() - 4))


def timestamp(name: str, scene: Scene) -> str:
    """A date-time as the API writes it: "2026-03-02T16:20:05Z"."""
    return moment(name, scene).replace(tzinfo=None).isoformat() + "Z"


def day(name: str, scene: Scene) -> str:
    """A date: "2026-03-02"."""
    return moment(name, scene).date().isoformat()


def time_of_day(name: str, scene: Scene) -> str:
    """A time within working hours; that of an end lies after noon."""
    late = any(word in name for word in ("end", "finish", "out"))
    hour = scene.random.randint(13, 17) if late else scene.random.randint(6, 11)
    return f"{hour:02d}:{scene.random.choice((0, 15, 30, 45)):02d}:00Z"


def host_path(scene: Scene) -> str:
    """An absolute URI of a stored file."""
    return f"https://storage.example/{slug(scene.kind or 'files')}/{scene.random.getrandbits(48):012x}"
