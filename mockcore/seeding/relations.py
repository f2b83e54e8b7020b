"""What the records of a generated project owe each other: replies their RFIs, assignments their items, bids their packages."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any, NamedTuple

from mockcore.clock import instant, stamp
from mockcore.seeding import weather
from mockcore.seeding.families import below
from mockcore.store.records import Stored

Inside = Mapping[str, list[Stored]]


class Company(NamedTuple):
    """What a project has of its company: people by id, and the lists that its records refer to.

    ``written`` are the records that the scenario's file has itself, whose states stay as they are.
    """

    people: dict[int, Stored]
    vendors: Sequence[Stored]
    submittal_statuses: Sequence[Stored]
    change_event_statuses: Sequence[Stored]
    written: frozenset[int] = frozenset()


def complete(inside: Inside, company: Company, random: Random, now: datetime) -> None:
    """Ties the records of a project to each other."""
    _speak_for_their_firms(inside, company)
    _answer(inside, now)
    _submit(inside, company, random, now)
    _assign(inside, company)
    _label_changes(inside, company)
    _bid(inside, company, now)
    _meet(inside, random)
    weather.settle(inside.get("weather_logs", ()), random)


def _speak_for_their_firms(inside: Inside, company: Company) -> None:
    """Whoever is named beside a firm is of that firm."""
    staff = defaultdict[int, list[int]](list)
    for person in company.people.values():
        staff[person.body.get("vendor_id") or 0].append(person.id)
    for kind in ("rfis", "submittals"):
        for index, record in enumerate(inside.get(kind, ())):
            own = staff.get(record.body.get("responsible_contractor_id") or 0)
            if own:
                name = "received_from_login_information_id" if kind == "rfis" else "received_from_id"
                record.body[name] = own[index % len(own)]
                record.body.pop("received_from_login_information_id" if kind == "submittals" else "received_from_id", None)


def _answer(inside: Inside, now: datetime) -> None:
    """Assignees reply to RFIs after they were asked; a closed one has an official reply, if it has any."""
    rfis = {rfi.id: rfi for rfi in inside.get("rfis", ())}
    for number, replies in below(inside, "rfis/replies").items():
        rfi = rfis.get(number or 0)
        if rfi is None:
            continue
        assignees = rfi.body.get("assignee_ids") or [rfi.body.get("created_by_id")]
        closed, answer = rfi.body.get("status") == "closed", rfi.body.get("official_response")
        for index, reply in enumerate(replies):
            moment = min(instant(rfi.created_at) + timedelta(days=2 + 3 * index), instant(rfi.updated_at), now)
            reply.created_at = reply.updated_at = stamp(max(moment, instant(rfi.created_at)))
            author = assignees[index % len(assignees)]
            reply.body.update(created_by_id=author, creator_id=author, answer_date=reply.created_at)
            reply.body["official"] = closed and index == len(replies) - 1
            if answer and index == len(replies) - 1:
                reply.body.update(body=answer, plain_text_body=answer, rich_text_body=answer)


def _submit(inside: Inside, company: Company, random: Random, now: datetime) -> None:
    """Submittals are open until they are answered: their manager holds the ball, and their number names their section."""
    by_name = {str(status.body.get("status")): status.id for status in company.submittal_statuses}
    by_id = {number: name for name, number in by_name.items()}
    sections = {section.id: section.body.get("number") for section in inside.get("specification_sections", ())}
    managers = [person.id for person in company.people.values() if person.body.get("is_employee")] or list(company.people)
    for submittal in inside.get("submittals", ()):
        body, age = submittal.body, (now - instant(submittal.created_at)).days
        state = "Closed" if random.random() < (0.9 if age > 90 else 0.2) else "Draft" if age < 10 else "Open"
        if submittal.id in company.written:
            state = by_id.get(body.get("status_id") or 0, state)
        body.update(status_id=by_name.get(state), closed=state == "Closed", revision="0", current_revision=True)
        body.pop("status", None)
        if body.get("submittal_manager_id") not in managers and managers:
            body["submittal_manager_id"] = random.choice(managers)
        manager = body.get("submittal_manager_id")
        body["ball_in_court_ids"] = [] if state == "Closed" or manager is None else [manager]
        for name in ("approver_ids", "current_step_approver_ids", "current_step_sent_date", "current_step_returned_date"):
            body.pop(name, None)
        done = {"closed_at": submittal.updated_at, "distributed_at": submittal.updated_at}
        for name, value in done.items():
            if state == "Closed":
                body[name] = value
            else:
                body.pop(name, None)
        if state != "Closed":
            body.pop("actual_delivery_date", None)
        parts = (sections.get(body.get("specification_section_id") or 0), body.get("number"), body["revision"])
        body["formatted_number"] = "-".join(str(text) for text in parts if text not in (None, ""))


def _assign(inside: Inside, company: Company) -> None:
    """Each assignment of a punch item is that of one of its assignees, and resolved once the item is closed."""
    free = iter(inside.get("punch_item_assignments", ()))
    for item in inside.get("punch_items", ()):
        closed, rows = item.body.get("workflow_status") == "closed", []
        for number, row in zip(item.body.get("assignee_ids") or (), free, strict=False):
            person = company.people.get(number)
            name = person.body.get("name") if person else None
            row.body.update(login_information_id=number, login_information_name=name, user_name=name, name=name)
            row.body.update(approved=closed, status="resolved" if closed else "unresolved")
            row.body["vendor_id"] = person.body.get("vendor_id") if person else None
            row.parent_id, row.updated_at = item.id, item.updated_at
            rows.append(row.id)
        item.body["assignment_ids"] = rows


def _label_changes(inside: Inside, company: Company) -> None:
    """A change event has the status of its company's list that it is called by."""
    by_name = {str(status.body.get("name")): status.id for status in company.change_event_statuses}
    for event in inside.get("change_events", ()):
        if event.body.get("status") in by_name:
            event.body["change_event_status_id"] = by_name[str(event.body["status"])]


def _bid(inside: Inside, company: Company, now: datetime) -> None:
    """The first bidder of a package that is due gets the work, the others had bid; a later package is still open."""
    bids = below(inside, "bids")
    for package in inside.get("bid_packages", ()):
        due = instant(str(package.body.get("bid_due_date") or package.created_at))
        package.body["open"] = due > now
        for index, bid in enumerate(bids[package.id]):
            awarded = index == 0 and due < now
            state = "awarded" if awarded else "submitted" if due < now else "will_bid"
            bid.body.update(bid_status=state, awarded=awarded, submitted=due < now, is_bidder_committed=state != "undecided")
            bid.body["vendor_id"] = company.vendors[(package.id + index) % len(company.vendors)].id if company.vendors else None
            bid.body.update(bid_package_title=package.body.get("title"), bid_form_title=package.body.get("title"))
            if bid.body.get("lump_sum_amount"):
                bid.body["lump_sum_amount"] = round(40_000 + float(bid.body["lump_sum_amount"]), 2)


def _meet(inside: Inside, random: Random) -> None:
    """A meeting takes an hour of one day; a topic that is closed says when."""
    for meeting in inside.get("meetings", ()):
        day = meeting.created_at[:10]
        body: dict[str, Any] = {"meeting_date": day, "start_time": "10:00", "finish_time": "11:00", "occurred": True}
        body |= {"starts_at": f"{day}T18:00:00Z", "ends_at": f"{day}T19:00:00Z"}
        meeting.body.update({name: value for name, value in body.items() if name in meeting.body or name == "meeting_date"})
        meeting.body["mode"] = "minutes" if meeting.body.get("mode") else meeting.body.get("mode")
    for topic in inside.get("meeting_topics", ()):
        topic.body.update(status=random.choice(("Open", "On Hold", "Closed", "Closed")))
        closed = topic.body["status"] == "Closed"
        topic.body["closed_at"] = topic.updated_at[:10] if closed else None
