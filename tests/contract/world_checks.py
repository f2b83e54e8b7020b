# ruff: noqa: C901, E501, PLR0912, PLR0915 - a check is a line, and a function those of one subject
"""What must hold of a believable project, as checks over what its lists answer: each yields a name and whether it holds."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Row = dict[str, Any]
Check = tuple[str, bool, Any]
NOW, TODAY = "2026-01-15T15:00:00Z", "2026-01-15"
CHECKS: list[Callable[["World"], Iterator[Check]]] = []
PAST = re.compile(r"(closed|resolved|approved|returned|responded|completed|distributed|initiated|submitted|executed|signed|paid"
                  r"|notified|created|updated|execution|sent)_?(at|on|date)?|.*_(closed|resolved|paid)_(at|date)|time_resolved|date_notified")  # fmt: skip


class World:
    """The lists of a project, by resource: the rows of all lists about one record are one row."""

    def __init__(self, project: Row, lists: Mapping[str, list[Row]]) -> None:
        self.project = project
        self.lists = lists
        self.people = {row["id"]: row for row in lists.get("users", [])}
        self.vendors = {row["id"]: row for row in lists.get("vendors", [])}

    def __call__(self, kind: str) -> list[Row]:
        return self.lists.get(kind, [])


def check(function: Callable[[World], Iterator[Check]]) -> Callable[[World], Iterator[Check]]:
    CHECKS.append(function)
    return function


def amount(value: Any) -> float:
    try:
        return float(value or 0)
    except (TypeError, ValueError):
        return 0.0


def day(value: Any) -> str:
    return str(value or "")[:10]


def number(value: Any) -> Any:
    return value.get("id") if isinstance(value, dict) else value


def near(one: float, other: float, share: float = 0.005) -> bool:
    return abs(one - other) <= max(abs(other) * share, 0.02)


@check
def dates(world: World) -> Iterator[Check]:
    for kind, rows in world.lists.items():
        for row in rows:
            made, changed = row.get("created_at"), row.get("updated_at")
            if made and changed:
                yield f"{kind}: made before changed", day(made) <= day(changed), (made, changed)
                yield f"{kind}: not of the future", str(changed) <= NOW, changed
            for name, value in row.items():
                if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\d", value) and PAST.fullmatch(name):
                    yield f"{kind}.{name}: is past", value[:10] <= TODAY, value
                    if (
                        made
                        and name not in ("execution_date", "signed_on", "signed_date")
                        and "contract" not in kind
                        and kind != "commitments"
                    ):
                        yield f"{kind}.{name}: after it was made", value[:10] >= day(made), (made, value)
            for first, last in (("start_date", "end_date"), ("start", "finish"), ("requisition_start", "requisition_end"),
                                ("period_start", "period_end"), ("effective_date", "expiration_date"), ("starts_at", "ends_at"),
                                ("contract_start_date", "contract_estimated_completion_date"), ("start_date", "finish_date"),
                                ("start_date", "completion_date"), ("actual_start", "actual_finish"), ("baseline_start", "baseline_finish"),
                                ("rental_start_date", "rental_end_date"), ("start_datetime", "finish_datetime")):  # fmt: skip
                if row.get(first) and row.get(last):
                    yield f"{kind}: {first} before {last}", str(row[first]) <= str(row[last]), (row[first], row[last])
            if row.get("due_date") and made and kind not in ("billing_periods",):
                yield f"{kind}: due after made", day(row["due_date"]) >= day(made), (made, row["due_date"])


@check
def within_project(world: World) -> Iterator[Check]:
    # What is told of a project before it begins was told in its preparation.
    start = min(world.project["start_date"], "2025-07-01" if world.project["start_date"] > TODAY else TODAY)
    for kind in ("rfis", "submittals", "punch_items", "observations/items", "manpower_logs", "weather_logs", "notes_logs",
                 "delivery_logs", "visitor_logs", "timecard_entries", "incidents"):  # fmt: skip
        for row in world(kind):
            if row.get("project", {}).get("id", world.project["id"]) != world.project["id"]:
                continue
            value = row.get("date") or row.get("created_at")
            yield f"{kind}: within the project", not value or start <= day(value) <= TODAY, value


@check
def numbers(world: World) -> Iterator[Check]:
    for kind in ("rfis", "submittals", "punch_items", "observations/items", "change_events", "commitments", "incidents", "meetings",
                 "prime_contracts", "potential_change_orders", "checklist/lists", "generic_tools/generic_tool_items"):  # fmt: skip
        rows = world(kind)
        if not rows:
            continue
        name = "position" if "position" in rows[0] and "number" not in rows[0] else "number"
        own = [str(row.get(name)) for row in rows if row.get(name) is not None]
        yield f"{kind}: numbers are unique", len(set(own)) == len(own), own[:9]
        if kind not in ("checklist/lists", "generic_tools/generic_tool_items"):
            yield f"{kind}: numbers are consecutive", sorted(own) == sorted(str(n + 1) for n in range(len(own))), own[:9]
    for kind, name in (("requisitions", "invoice_number"), ("payment_applications", "invoice_number"), ("users", "email_address"),
                       ("vendors", "name"), ("cost_codes", "full_code"), ("specification_sections", "number"), ("locations", "name"),
                       ("trades", "name"), ("departments", "name"), ("roles", "name"), ("drawings", "number")):  # fmt: skip
        own = [str(row[name]) for row in world(kind) if row.get(name)]
        twice = [value for value, count in Counter(own).items() if count > 1]
        yield f"{kind}.{name}: unique", not twice, twice[:4]


PERSON = ("assignee", "assignees", "rfi_manager", "received_from", "created_by", "ball_in_court", "ball_in_courts", "closed_by",
          "punch_item_manager", "final_approver", "submittal_manager", "distribution_members", "point_of_contact", "inspectors",
          "designated_reviewer", "login_information", "architect", "bid_requester", "employee")  # fmt: skip


@check
def belonging(world: World) -> Iterator[Check]:
    for kind, rows in world.lists.items():
        for row in rows:
            if day(row.get("created_at")) < world.project["start_date"] or row.get("project_id") not in (
                None,
                world.project["id"],
            ):
                continue
            for name in PERSON:
                for person in row[name] if isinstance(row.get(name), list) else [row.get(name)]:
                    if isinstance(person, dict) and person.get("id"):
                        yield f"{kind}.{name}: is of the project", person["id"] in world.people, person
            for name in ("vendor", "responsible_contractor", "contractor"):
                firm = row.get(name)
                if isinstance(firm, dict) and firm.get("id"):
                    yield f"{kind}.{name}: is of the project", firm["id"] in world.vendors, firm


@check
def people(world: World) -> Iterator[Check]:
    for person in world.people.values():
        yield "people are active", person.get("is_active") is not False, person.get("name")
        address = person.get("email_address") or ""
        yield "addresses are addresses", bool(re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-z]+", address)), address
        firm = world.vendors.get(number(person.get("vendor")) or 0)
        if firm is not None and firm.get("website"):
            host = firm["website"].removeprefix("https://www.")
            yield "people write from the domain of their firm", address.endswith("@" + host), (address, host)
        yield "people are of a firm or of the company", bool(firm) or person.get("is_employee") is True, person.get("name")
        if person.get("first_name"):
            yield "names are put together", person["name"] == f"{person['first_name']} {person['last_name']}", person["name"]
    for firm in world.vendors.values():
        yield (
            "towns have states and zip codes",
            bool(firm.get("city") and firm.get("state_code") and firm.get("zip")),
            firm["name"],
        )
        contact = firm.get("primary_contact")
        if isinstance(contact, dict) and contact.get("id"):
            person = world.people.get(contact["id"], {})
            yield "a contact is of the firm", number(person.get("vendor")) in (firm["id"], None), contact


@check
def balls(world: World) -> Iterator[Check]:
    for rfi in world("rfis"):
        holders, status = rfi.get("ball_in_courts") or [], rfi.get("status")
        yield "an open RFI has a ball, a closed one none", bool(holders) is (status != "closed"), (status, holders)
        texts = [row.get("plain_text_body") or row.get("body") for row in rfi.get("questions") or []]
        yield "an RFI has a question", bool(texts and texts[0]), texts
        yield (
            "a closed RFI says when",
            bool(rfi.get("time_resolved")) is (status == "closed"),
            (status, rfi.get("time_resolved")),
        )
        if status == "open" and rfi.get("assignees"):
            own = {row["id"] for row in rfi["assignees"]}
            yield "assignees hold the ball", {row["id"] for row in holders} <= own, (own, holders)
    for submittal in world("submittals"):
        status = (submittal.get("status") or {}).get("status")
        yield "a submittal has a status", status in ("Draft", "Open", "Closed"), status
        yield "a closed submittal has no ball", bool(submittal.get("ball_in_court")) is (status != "Closed"), status
        yield "a closed submittal says when", bool(submittal.get("closed_at")) is (status == "Closed"), status
        if submittal.get("required_on_site_date") and submittal.get("due_date"):
            yield "needed after due", submittal["required_on_site_date"] >= submittal["due_date"], submittal["due_date"]
    for item in world("punch_items"):
        closed = item.get("status") == "Closed"
        yield (
            "a closed punch item says when",
            bool(item.get("closed_at")) is closed,
            (item.get("status"), item.get("closed_at")),
        )
        yield "workflow and status agree", (item.get("workflow_status") == "closed") is closed, item.get("workflow_status")
        yield "an open punch item has a ball", bool(item.get("ball_in_court")) is not closed, item.get("ball_in_court")
        for row in item.get("assignments") or []:
            yield (
                "assignments are of assignees",
                number(row.get("login_information")) in {n["id"] for n in item["assignees"]},
                row,
            )
    for kind, done in (("observations/items", "closed"), ("checklist/lists", "Closed"), ("coordination_issues", "closed")):
        for row in world(kind):
            if "closed_at" in row:
                yield f"{kind}: closed says when", bool(row["closed_at"]) is (row.get("status") == done), row.get("status")


@check
def money(world: World) -> Iterator[Check]:
    value = amount(world.project.get("total_value"))
    prime = sum(amount(row.get("grand_total")) for row in world("prime_contracts"))
    yield "the prime contract is the value of the project", near(prime, value, 0.02), (prime, value)
    bought = sum(amount(row.get("grand_total")) for row in world("commitments"))
    yield "what is bought is most of it", 0.5 * value < bought < value, (bought, value)
    budget = sum(amount(row.get("original_budget_amount")) for row in world("budget_line_items"))
    yield "the budget covers it", bought <= budget <= value, (budget, value)
    spent = sum(amount(row.get("grand_total") or row.get("amount")) for row in world("direct_costs"))
    yield "direct costs are small", spent < 0.05 * value, spent
    for row in [*world("commitments"), *world("prime_contracts")]:
        yield "a contract costs something", amount(row.get("grand_total")) > 0, row.get("title")
        for name in (
            "total_payments",
            "total_requisitions_amount",
            "total_draw_requests_amount",
            "remaining_balance_outstanding",
        ):
            if row.get(name) is not None:
                yield f"{name} is not negative", amount(row[name]) >= 0, row[name]
        if row.get("total_payments") is not None and row.get("total_requisitions_amount") is not None:
            yield (
                "no more paid than billed",
                amount(row["total_payments"]) <= amount(row["total_requisitions_amount"]) + 1,
                row["total_payments"],
            )
        if row.get("percentage_paid"):
            yield "no more than all is paid", amount(str(row["percentage_paid"]).rstrip("%")) <= 100, row["percentage_paid"]
        if row.get("retainage_percent") is not None:
            yield "usual retainage", 0 <= amount(row["retainage_percent"]) <= 10, row["retainage_percent"]
        yield (
            "executed when approved",
            bool(row.get("executed")) is (row.get("status") == "Approved"),
            (row.get("executed"), row.get("status")),
        )
    for kind in ("requisitions", "payment_applications"):
        for row in world(kind):
            block = row.get("g702") or row.get("summary") or {}
            for name, figure in block.items():
                if (
                    not isinstance(figure, (dict, list))
                    and re.fullmatch(r"-?\d+(\.\d+)?", str(figure))
                    and "change" not in name
                ):
                    yield f"{kind}.{name} is not negative", amount(figure) >= 0, figure
            if row.get("percent_complete"):
                yield (
                    f"{kind}: at most all",
                    0 <= amount(str(row["percent_complete"]).rstrip("%")) <= 100,
                    row["percent_complete"],
                )
    for kind, rows in world.lists.items():
        for row in rows:
            for name, figure in row.items():
                if (
                    isinstance(figure, str)
                    and re.fullmatch(r"-?\d+\.\d+", figure)
                    and re.search(r"amount|total|price|cost$|balance", name)
                ):
                    yield f"{kind}.{name}: cents", len(figure.partition(".")[2]) == 2, figure
                if (
                    re.fullmatch(r".*percent(age)?|percentage_.*", name)
                    and isinstance(figure, (int, float, str))
                    and figure not in ("", True, False)
                ):
                    text = str(figure).rstrip("%")
                    if re.fullmatch(r"-?\d+(\.\d+)?", text):
                        yield f"{kind}.{name}: 0 to 100", 0 <= float(text) <= 100, figure
            if row.get("quantity") and row.get("unit_cost") and row.get("amount"):
                yield (
                    f"{kind}: quantity times price",
                    near(amount(row["quantity"]) * amount(row["unit_cost"]), amount(row["amount"])),
                    row["amount"],
                )


@check
def site(world: World) -> Iterator[Check]:
    days = Counter(day(row.get("date")) for row in world("weather_logs"))
    yield "one weather a day", all(count == 1 for count in days.values()), days.most_common(2)
    for row in world("weather_logs"):
        month = int(day(row.get("date"))[5:7] or 1)
        yield "no snow in summer", not (row.get("sky") == "Snow" and month in (5, 6, 7, 8, 9)), row
        yield "not very hot in winter", not (row.get("temperature") in ("Hot", "Very Hot") and month in (11, 12, 1, 2)), row
        yield (
            "rain when it rains",
            (row.get("sky") == "Rain") is (not str(row.get("precipitation") or "0").startswith("0.0")),
            row.get("precipitation"),
        )
    hours = defaultdict[Any, float](float)
    for row in world("timecard_entries"):
        hours[number(row.get("login_information")), row.get("date")] += amount(row.get("hours"))
        yield "hours of an entry", 0 < amount(row.get("hours")) <= 12, row.get("hours")
    for key, total in hours.items():
        yield "hours of a day", total <= 16, (key, total)
    for row in world("manpower_logs"):
        yield (
            "man hours",
            near(amount(row.get("num_workers")) * amount(row.get("num_hours")), amount(row.get("man_hours"))),
            row,
        )
    for task in world("tasks"):
        yield "a task runs within the job", day(task.get("start")) <= day(world.project["completion_date"]), task.get("start")
        yield "what is finished is done", not task.get("actual_finish") or task.get("percentage") == 100, task.get("percentage")
        yield (
            "what is over is done",
            not (task.get("percentage") == 100 and day(task.get("finish")) > TODAY),
            task.get("finish"),
        )
    for row in world("locations"):
        names = str(row.get("name")).split(">")
        yield "a location ends in its own name", names[-1].strip() == row.get("node_name"), row.get("name")
        yield "a location below another has a parent", (len(names) > 1) is bool(row.get("parent_id")), row.get("name")
    for row in world("insurances"):
        over = day(row.get("expiration_date")) < TODAY
        yield (
            "an insurance expires when it does",
            not row.get("expiration_date") or (row.get("status") == "expired") is over,
            (row.get("status"), row.get("expiration_date")),
        )
    for package in world("bid_packages"):
        own = [bid for bid in world("bids") if bid.get("bid_package_id") == package["id"]]
        yield "one bid is awarded at most", sum(bool(bid.get("awarded")) for bid in own) <= 1, len(own)
    for bid in world("bids"):
        yield (
            "awarded and status agree",
            bool(bid.get("awarded")) is (bid.get("bid_status") == "awarded"),
            bid.get("bid_status"),
        )
    for row in world("checklist/lists"):
        yield (
            "no more inspected than there is",
            (row.get("inspected_item_count") or 0) <= (row.get("item_count") or 0),
            row.get("item_count"),
        )
    for row in world("meetings"):
        topics = row.get("meeting_topics")
        if isinstance(topics, list):
            yield "topics are counted", len(topics) == row.get("meeting_topics_count"), row.get("meeting_topics_count")
