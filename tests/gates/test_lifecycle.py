"""What each announcement does on the second before and after each of its dates, generated from the rows themselves."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from mockcore.call import Call, Reply
from mockcore.engine import Engine
from mockcore.errors import OperatorError
from mockcore.oauth.apps import DEFAULT_APPS, App
from mockcore.oauth.registration import install, register
from mockcore.reference.catalog import Catalog
from mockcore.reference.document import vapid_path
from mockcore.reference.lifecycle import ACTIVE, DEPRECATED, SUNSET, SUNSETTING, Row, parsed as row_of
from mockcore.reference.timeline import Brownouts
from mockcore.settings import Settings
from tests.contract.requests import Requests

COMPANY, PROJECT = 4264590, 225100
ROWS = Catalog.load().lifecycle
OF_OPERATIONS = [row for row in ROWS if row.operations]
DATES = [(row, phase, after) for row in OF_OPERATIONS for phase in row.dates for after in (False, True)]


@pytest.fixture(scope="module")
def world() -> Iterator[Requests]:
    engine = Engine.open(Settings())
    yield Requests(engine, COMPANY, PROJECT)
    engine.close()


@pytest.fixture(autouse=True)
def _only_shipped_rows(world: Requests) -> Iterator[None]:
    yield
    world.engine.timeline.replace([])
    world.engine.clock.real()


def at(engine: Engine, seconds: int) -> None:
    engine.clock.set(datetime.fromtimestamp(seconds, UTC), frozen=True)


def asked(world: Requests, row: Row) -> list[Reply]:
    """Each operation of the row called once (the first ten of a namespace)."""
    replies = []
    for name in sorted(row.operations)[:10]:
        operation = world.engine.catalog.named(name)
        path, _, query = world.target(operation).partition("?")
        call = Call(operation.method, vapid_path(path) if row.namespace else path, query, sent(world))
        replies.append(world.engine.handle(call))
    return replies


def sent(world: Requests) -> dict[str, str]:
    return {"authorization": f"Bearer {world.token}", "procore-company-id": str(COMPANY)}


@pytest.mark.parametrize(("row", "phase", "after"), DATES, ids=[f"{row.name}-{phase}-{after}" for row, phase, after in DATES])
def test_a_row_holds_from_the_second_of_its_date(world: Requests, row: Row, phase: str, after: bool) -> None:
    at(world.engine, row.dates[phase] + (1 if after else -1))
    phases = [ACTIVE, *row.dates]
    expected = phase if after else phases[phases.index(phase) - 1]
    assert row.phase(world.engine.clock.epoch()) == expected
    for reply in asked(world, row):
        told = reply.header("deprecation"), reply.header("sunset")
        assert (reply.status == 410) == (expected == SUNSET), reply.body
        assert told[0] == (None if expected == ACTIVE else f"@{row.dates[DEPRECATED]}")
        assert bool(told[1]) == (SUNSET in row.dates and expected != ACTIVE)
        links = [value for name, value in reply.headers if name == "Link" and "deprecation" in value]
        assert ['rel="successor-version"' in value for value in links] == ([bool(row.successor)] if told[0] else [])


def test_what_is_gone_is_gone_without_a_token_and_names_the_successor(world: Requests) -> None:
    reply = world.engine.handle(Call("GET", "/vapid/projects/225100/users", "page=2", {}))
    assert reply.status == 410
    assert b"/rest/v1.0/projects/225100/users" in reply.body
    assert reply.header("sunset") == "Tue, 01 Mar 2022 00:00:00 GMT"


def test_a_switch_makes_a_sunset_a_plain_404_and_leaves_headers_out() -> None:
    engine = Engine.open(Settings(sunset="not_found", lifecycle_headers=False))
    reply = engine.handle(Call("GET", "/vapid/projects/225100/users"))
    assert (reply.status, reply.header("sunset"), reply.header("link")) == (404, None, None)
    engine.close()


def test_brown_outs_grow_from_the_middle_of_each_hour(world: Requests) -> None:
    vapid = next(row for row in ROWS if row.name == "vapid")
    lengths = []
    for day in range(0, 28, 3):
        begin = vapid.dates[SUNSETTING] + day * 86_400
        start, end, period = Brownouts().window(vapid, begin)
        assert start - begin == pytest.approx(period - end, abs=1)
        lengths.append(end - start)
        for second, out in ((start - 1, False), (start, True), (end - 1, True), (end, False)):
            at(world.engine, second)
            reply = world.engine.handle(Call("GET", f"/vapid/projects/{PROJECT}/users", "", sent(world)))
            assert reply.status == (503 if out else 200)
            assert reply.header("retry-after") == (str(end - second) if out else None)
            assert reply.header("deprecation")
    assert lengths == sorted(set(lengths))
    assert lengths[0] == 300


def test_an_app_registered_after_a_deprecation_is_refused_what_is_deprecated(world: Requests) -> None:
    engine = world.engine
    at(engine, int(datetime(2021, 6, 1, tzinfo=UTC).timestamp()))
    late = App("late", "late", "secret", versions=DEFAULT_APPS[0].versions, uid="late")
    with engine.world.storage.transaction(write=True):
        register(engine.world, late, "2021-02-01T00:00:00Z")
        install(engine.world, late, late.versions[0], COMPANY, at="2021-02-02T00:00:00Z")
    token = engine.tokens.issue("late", None).token
    headers = {**sent(world), "authorization": f"Bearer {token}"}
    refused = engine.handle(Call("GET", f"/vapid/projects/{PROJECT}/users", "", headers))
    assert refused.status == 403
    assert b"closed to apps registered since 2021-02-01" in refused.body
    assert engine.handle(Call("GET", f"/rest/v1.0/companies/{COMPANY}/users", "", headers)).status == 200
    assert engine.handle(Call("GET", f"/vapid/projects/{PROJECT}/users", "", sent(world))).status == 200


def test_of_two_rows_the_one_furthest_on_decides_and_the_earliest_dates_are_told(world: Requests) -> None:
    known = world.engine.catalog.nameable
    own = {"name": "own", "path": "/rest/v1.0/links**", "deprecated": "2025-01-01", "sunset": "2025-06-01"}
    world.engine.timeline.replace([row_of(own, known)])
    at(world.engine, int(datetime(2025, 7, 1, tzinfo=UTC).timestamp()))
    reply = world.engine.handle(Call("GET", "/rest/v1.0/links", f"project_id={PROJECT}", sent(world)))
    assert (reply.status, reply.header("deprecation")) == (410, "@1727740800")


def test_a_parameter_is_deprecated_and_then_refused(world: Requests) -> None:
    row: dict[str, Any] = {"name": "old-sort", "operations": ["listProjectUsers"], "parameter": "sort"}
    row |= {"deprecated": "2030-01-01", "sunset": "2031-01-01"}
    world.engine.timeline.replace([row_of(row, world.engine.catalog.nameable)])
    call = (f"/rest/v1.0/projects/{PROJECT}/users", "sort=name")
    seen = []
    for year in (2029, 2030, 2031):
        at(world.engine, int(datetime(year, 7, 1, tzinfo=UTC).timestamp()))
        reply = world.engine.handle(Call("GET", *call, sent(world)))
        seen.append((reply.status, reply.header("deprecation") is not None))
        assert world.engine.handle(Call("GET", call[0], "", sent(world))).header("deprecation") is None
    assert seen == [(200, False), (200, True), (400, True)]


def test_a_parameter_that_no_operation_has_is_refused_and_changes_nothing(world: Requests) -> None:
    row = {"name": "none", "operations": ["listProjectUsers"], "parameter": "colour", "deprecated": "2030-01-01"}
    before = world.engine.timeline.rows
    with pytest.raises(OperatorError, match="no operation that it selects has a parameter colour"):
        world.engine.timeline.replace([row_of(row, world.engine.catalog.nameable)])
    assert world.engine.timeline.rows is before


def test_a_clock_set_backwards_breaks_nothing(world: Requests) -> None:
    engine, made = world.engine, []
    target, body = f"/rest/v1.0/projects/{PROJECT}/uploads", {"response_filename": "a.pdf"}
    for year in (2030, 2024, 2020, 2024):
        at(engine, int(datetime(year, 1, 1, tzinfo=UTC).timestamp()))
        token = engine.tokens.issue("mockcore-dmsa", None)
        assert token.seconds_left(engine.clock.epoch()) == 5_400
        status, answer, _ = world.send("POST", target, body)
        assert status == 201
        made.append(answer["uuid"])
        vendor = {"company_id": COMPANY, "vendor": {"name": f"Vendor {len(made)}"}}
        status, answer, _ = world.send("POST", "/rest/v1.0/vendors", vendor)
        assert status == 201, answer
        made.append(answer["id"])
    assert len(set(made)) == 8


def test_the_gate_costs_the_same_with_a_thousand_rows(world: Requests) -> None:
    """By work done, not by time: what holds is looked up, not searched."""
    known = world.engine.catalog.nameable
    rows = [
        row_of({"name": f"r{number}", "operations": [entry["id"]], "deprecated": "2090-01-01"}, known)
        for number, entry in enumerate(known.entries[:1000])
    ]
    timeline = world.engine.timeline
    timeline.replace(rows)
    operation = world.engine.catalog.named("listProjectUsers")
    first = timeline.notice(operation, operation.path, world.engine.clock.epoch())
    timeline.rows = [None] * 1000  # type: ignore[list-item] # whoever walked the rows again would fail
    assert timeline.notice(operation, operation.path, world.engine.clock.epoch()) is first
