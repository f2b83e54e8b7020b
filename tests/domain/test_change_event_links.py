"""What belongs to a change event."""

from mockcore.domain.change_event_links import EVENT_OF
from mockcore.domain.line_items import COMMITMENTS, PRIME_CONTRACTS
from tests.tools.financials.test_change_events import HERE, OLDER, event
from tests.world import World, world

__all__ = ["world"]


def test_an_order_names_its_event_by_the_kind_of_its_contract() -> None:
    assert set(EVENT_OF) == {COMMITMENTS, PRIME_CONTRACTS}


def test_a_line_without_orders_and_requests_has_no_sums_of_theirs(world: World) -> None:
    (line,) = world.ask("GET", f"{OLDER}/{event(world)['id']}{HERE}")[1]["change_event_line_items"]
    assert (line["commitment_pco_cost"], line["prime_pco_cost"], line["rfq_amount"]) == (None, None, None)
