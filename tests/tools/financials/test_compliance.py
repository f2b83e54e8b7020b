"""Compliance of commitments."""

from tests.tools.financials.test_contracts import contract
from tests.world import PROJECT, World, world

__all__ = ["world"]


def test_a_commitment_is_compliant_while_all_its_documents_are(world: World) -> None:
    path = f"/rest/v1.0/projects/{PROJECT}/work_order_contracts/{contract(world)['id']}/compliance"
    assert world.ask("GET", path)[1]["derived_compliance_status"] is None
    valid = {"name": "Licence", "status": "compliant", "expires_at": world.engine.clock.stamp()[:4] + "-12-31"}
    document = world.ask("POST", f"{path}_documents", {"attributes": valid})[1]["id"]
    told = world.ask("GET", path)[1]
    assert [row["id"] for row in told["compliance_documents"]] == [document]
    assert told["derived_compliance_status"] == "compliant"
    one = f"{path}_documents/{document}"
    assert world.ask("PATCH", one, {"attributes": {"status": "not_compliant"}})[0] == 200
    assert world.ask("GET", path)[1]["derived_compliance_status"] == "not_compliant"
    assert world.ask("PATCH", one, {"attributes": {"status": "compliant"}})[0] == 200
    world.engine.clock.advance(366 * 86_400)
    assert world.ask("GET", path)[1]["derived_compliance_status"] == "not_compliant"
