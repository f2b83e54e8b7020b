"""Fault rules over HTTP. With the query parameter `sandbox` those of that one alone, in place of the server's."""

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path

from mockcore.close_names import hint
from mockcore.engine import Engine
from mockcore.errors import BadRequest
from mockcore.gates.fault_profiles import PROFILES
from mockcore.journal.claims import check_named
from mockcore.web.control_names import check_among
from mockcore.web.control_schema import COUNT, MAPPING, TEXT, answers, many, mapping, record, takes
from mockcore.web.existing_names import ExistingNames
from mockcore.web.fault_schemas import CHANGE, RULE
from mockcore.web.sandboxes import OfSandbox
from mockcore.web.served_engine import Served

router = APIRouter(prefix="/_mockcore/faults", tags=["Faults"])
MATCHED = {"match": {"operation": "getMe", "nth": 2}, "effect": {"status": 503, "retry_after": 1}}
COUNTED = {"id": "fault-1", **MATCHED, "seen": 0, "fired": 0}
STORED = record("CountedFaultRule", {"id": TEXT, "match": MAPPING, "effect": MAPPING, "seen": COUNT, "fired": COUNT})
LISTED = answers(record("FaultRules", {"rules": many(STORED)}), {"rules": [COUNTED]}, 404)


@router.get("", responses=LISTED)
async def list_fault_rules(engine: Served, sandbox: OfSandbox) -> dict[str, Any]:
    """The rules in the order in which they are asked, with how often each matched (`seen`) and struck (`fired`)."""
    return _listed(engine, sandbox)


def _listed(engine: Engine, sandbox: int) -> dict[str, Any]:
    return {"rules": [rule.as_json() for rule in engine.faults.counted() if rule.sandbox == sandbox]}


@router.get(
    "/profiles",
    responses=answers(
        record("FaultProfiles", {"profiles": mapping(many(RULE))}), {"profiles": {"slow": [{"effect": {"latency_ms": 400}}]}}
    ),
)
async def list_fault_profiles() -> dict[str, Any]:
    """The named profiles with their rules."""
    return {"profiles": PROFILES}


@router.post("", status_code=201, responses=answers(STORED, COUNTED, 404, status=201), openapi_extra=takes(RULE, MATCHED))
async def add_fault_rule(engine: Served, rule: dict[str, Any], sandbox: OfSandbox) -> dict[str, Any]:
    """Add a rule, `{"match": {...}, "effect": {...}}`. 400 names what cannot be used."""
    _check_callers(engine, [rule])
    added = engine.faults.add(rule, sandbox)
    engine.shared.tell("faults")
    return added.as_json()


@router.put("", responses=LISTED, openapi_extra=takes(CHANGE, {"profile": "flaky-network"}))
async def replace_fault_rules(engine: Served, change: dict[str, Any], sandbox: OfSandbox) -> dict[str, Any]:
    """Take all rules away and add these: `{"rules": [...]}` or `{"profile": "flaky-network"}`. 400 names what is wrong."""
    check_among(change, ("rules", "profile"))
    if set(change) == {"profile"}:
        if not isinstance(change["profile"], str) or change["profile"] not in PROFILES:
            raise BadRequest(fields={"profile": [f"is not known: {hint(str(change['profile']), PROFILES)}"]})
        engine.faults.replace(PROFILES[change["profile"]], sandbox)
    elif set(change) == {"rules"} and isinstance(change["rules"], list):
        _check_callers(engine, change["rules"])
        engine.faults.replace(change["rules"], sandbox)
    else:
        raise BadRequest(fields={"rules": ["is a list of rules; or name a profile"]})
    engine.shared.tell("faults")
    return _listed(engine, sandbox)


def _check_callers(engine: Engine, rules: list[Any]) -> None:
    """Raises: BadRequest for a rule about an app or a company that there is not."""
    for rule in rules:
        match = rule.get("match") if isinstance(rule, dict) else None
        callers = (
            {name: match[name] for name in ("client_id", "company_id") if name in match} if isinstance(match, dict) else {}
        )
        check_named(callers, engine.journal, ExistingNames(engine), "match.")


@router.delete("", responses=LISTED)
async def remove_fault_rules(engine: Served, sandbox: OfSandbox) -> dict[str, Any]:
    """Take all rules away; those of the server hold for a `sandbox` again."""
    if sandbox:
        engine.faults.follow_server(sandbox)
    else:
        engine.faults.replace([])
    engine.shared.tell("faults")
    return _listed(engine, sandbox)


@router.delete("/{name}", responses=LISTED)
async def remove_fault_rule(
    engine: Served, name: Annotated[str, Path(description="Id of a rule.", examples=["fault-1"])], sandbox: OfSandbox
) -> dict[str, Any]:
    """Take one rule away. 404 when there is none of that id."""
    if not engine.faults.remove(name, sandbox):
        names = [rule.name for rule in engine.faults.rules if rule.sandbox == sandbox]
        raise HTTPException(404, f"There is no fault rule {name}: {hint(name, names)}")
    engine.shared.tell("faults")
    return _listed(engine, sandbox)
