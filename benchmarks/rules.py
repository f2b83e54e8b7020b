"""What of a write's time the rules of the tools take: their hooks, with all that these read and write themselves.

The rest is reading the request, the gates, references and vocabularies, storing, and showing the record. A create and an
update of each resource, in process and in memory, without the network.

usage: python benchmarks/rules.py [ROUNDS]
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from mockcore.call import Call
from mockcore.engine import Engine
from mockcore.request.declare import DECLARED
from mockcore.settings import Settings

COMPANY, PROJECT = 4264590, 225100
HERE, FLAT = f"/rest/v1.0/projects/{PROJECT}", "/rest/v1.0"
DAY = "2026-03-02"
TIMES = 20


class Rules:
    """The time within the hooks, in nanoseconds: a hook within another counts once."""

    def __init__(self) -> None:
        self.spent = 0
        self._inside = False

    def watch(self) -> None:
        """Lets every hook that is declared be timed."""
        for table in (DECLARED.guards, DECLARED.cascades):
            for functions in table.values():
                functions[:] = [self._timed(function) for function in functions]
        for table in (DECLARED.actions, DECLARED.computations):
            for key, function in table.items():
                table[key] = self._timed(function)

    def _timed(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def timed(*arguments: Any) -> Any:
            if self._inside:
                return function(*arguments)
            self._inside, began = True, time.perf_counter_ns()
            try:
                return function(*arguments)
            finally:
                self.spent += time.perf_counter_ns() - began
                self._inside = False

        return timed


class Caller:
    """Makes calls, and sums up how long they take."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        token = engine.tokens.issue("mockcore-dmsa", None, seconds=0).token
        self._headers = {
            "authorization": f"Bearer {token}",
            "procore-company-id": str(COMPANY),
            "content-type": "application/json",
        }
        self.spent = 0

    def ask(self, method: str, target: str, body: Any = None) -> Any:
        """The answer to a call that has to succeed."""
        path, _, query = target.partition("?")
        call = Call(method, path, query, self._headers, b"" if body is None else json.dumps(body).encode())
        began = time.perf_counter_ns()
        reply = self._engine.handle(call)
        self.spent += time.perf_counter_ns() - began
        if reply.status >= 300:
            raise SystemExit(f"{method} {target}: {reply.status} {reply.body.decode()}")
        return json.loads(reply.body) if reply.body else None


def resources(caller: Caller) -> dict[str, tuple[str, str, dict[str, Any], dict[str, Any], str]]:
    """Resource → path, wrapper, what is created, what is changed then, and what stands beside the wrapper."""
    person = caller.ask("GET", f"{HERE}/users")[0]["id"]
    kind = caller.ask("GET", f"{FLAT}/observations/types?project_id={PROJECT}")[0]["id"]
    vendor = caller.ask("GET", f"{HERE}/vendors")[0]["id"]
    state = caller.ask("GET", f"{FLAT}/change_event/statuses?project_id={PROJECT}")[0]["id"]
    event = {"event_type": "owner_change", "event_scope": "in_scope", "change_event_line_items_attributes": []}
    invoice = {"direct_cost_type": "invoice", "vendor_id": vendor, "invoice_number": "I{n}", "direct_cost_date": DAY}
    hours = {
        "hours": "8",
        "lunch_time": "0",
        "time_in": f"{DAY}T15:00:00Z",
        "time_out": f"{DAY}T23:00:00Z",
        "date": DAY,
        "login_information_id": person,
    }
    return {
        "RFIs": (f"{HERE}/rfis", "rfi", {"subject": "S", "question": {"body": "Q"}, "assignee_ids": [person],
                 "rfi_manager_id": person}, {"subject": "T"}, ""),
        "submittals": (f"/rest/v1.1/projects/{PROJECT}/submittals", "submittal", {"title": "S", "number": "{n}"},
                       {"title": "T"}, ""),
        "punch items": (f"{FLAT}/punch_items", "punch_item", {"name": "P", "login_information_ids": [person]},
                        {"name": "R"}, "project"),
        "observations": (f"{FLAT}/observations/items", "observation", {"name": "O", "type_id": kind, "assignee_id": person},
                         {"name": "P"}, "project"),
        "meetings": (f"{FLAT}/meetings", "meeting", {"title": "M", "position": 1}, {"title": "N"}, "project"),
        "incidents": (f"{HERE}/incidents", "incident", {"title": "I", "event_date": f"{DAY}T10:00:00Z"}, {"title": "J"}, ""),
        "task items": (f"{FLAT}/task_items", "task_item", {"title": "T", "assigned_id": person}, {"title": "U"}, "project"),
        "coordination issues": (f"{FLAT}/coordination_issues", "coordination_issue", {"title": "C", "status": "open"},
                                {"title": "D"}, "project"),
        "locations": (f"{HERE}/locations", "location", {"node_name": "L{n}"}, {"node_name": "M{n}"}, ""),
        "vendors": (f"{FLAT}/vendors", "vendor", {"name": "V{n}"}, {"name": "W{n}"}, "company"),
        "people": (f"{HERE}/users", "user", {"first_name": "A", "last_name": "B", "email_address": "p{n}@example.com"},
                   {"job_title": "PM"}, ""),
        "offices": (f"{FLAT}/offices", "office", {"name": "O{n}"}, {"name": "P{n}"}, "company"),
        "photo albums": (f"{FLAT}/image_categories", "image_category", {"name": "A{n}"}, {"name": "B{n}"}, "project"),
        "folders": (f"{FLAT}/folders", "folder", {"name": "F{n}"}, {"name": "G{n}"}, "project"),
        "notes of the Daily Log": (f"{HERE}/notes_logs", "notes_log", {"comment": "N", "date": DAY}, {"comment": "M"}, ""),
        "manpower": (f"{HERE}/manpower_logs", "manpower_log", {"num_workers": 2, "num_hours": "8", "date": DAY},
                     {"notes": "M"}, ""),
        "timecards": (f"{HERE}/timecard_entries", "timecard_entry", hours, {"description": "D"}, ""),
        "direct costs": (f"{HERE}/direct_costs", "item", invoice, {"description": "D"}, ""),
        "change events": (f"{FLAT}/change_events", "change_event", {"title": "C", "change_event_status_id": state, **event},
                          {"title": "D"}, "project"),
        "work orders": (f"{FLAT}/work_order_contracts", "work_order_contract", {"title": "W", "vendor_id": vendor},
                        {"title": "X"}, "project"),
    }  # fmt: skip


def share(caller: Caller, rules: Rules, work: Callable[[], Any]) -> tuple[float, float]:
    """The rules' part of the time of some calls, and that time in microseconds each."""
    rules.spent = caller.spent = 0
    for _ in range(TIMES):
        work()
    return rules.spent / caller.spent, caller.spent / TIMES / 1_000


def main(rounds: int) -> None:
    """Prints a row for each resource, and the median and largest share."""
    engine = Engine.open(Settings(now="2026-03-02T15:00:00Z", frozen=True))
    rules, caller = Rules(), Caller(engine)
    table = resources(caller)
    rules.watch()
    number, shares = 0, []
    print(f"{'':24}{'create':>16}{'update':>16}")
    for name, (path, wrapper, new, changed, beside) in table.items():
        scope = {"": {}, "project": {"project_id": PROJECT}, "company": {"company_id": COMPANY}}[beside]

        def body(values: dict[str, Any], scope: dict[str, int] = scope, wrapper: str = wrapper) -> dict[str, Any]:
            nonlocal number
            number += 1
            texts = {
                key: value.replace("{n}", str(number)) if isinstance(value, str) else value for key, value in values.items()
            }
            return {**scope, wrapper: texts}

        query = "?" + "&".join(f"{key}={value}" for key, value in scope.items()) if scope else ""
        record = caller.ask("POST", path, body(new))["id"]
        create = [share(caller, rules, lambda: caller.ask("POST", path, body(new))) for _ in range(rounds)]  # noqa: B023
        update = [share(caller, rules, lambda: caller.ask("PATCH", f"{path}/{record}{query}", body(changed)))  # noqa: B023
                  for _ in range(rounds)]  # fmt: skip
        told = [(statistics.median(part for part, _ in rows), min(micros for _, micros in rows)) for rows in (create, update)]
        shares += [part for part, _ in told]
        print(f"{name:24}" + "".join(f"{part:6.0%} of {micros:4.0f} µs" for part, micros in told))
    print(f"median {statistics.median(shares):.0%}, largest {max(shares):.0%}")
    engine.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
