"""What the people are to do."""

from mockcore.jobsite.orders import Orders


def test_rates_scale_by_tool_and_by_kind_of_act_and_only_in_the_tools_named() -> None:
    orders = Orders(on=False, now=10)
    orders.begin(20, ["rfi"], None, {"rfi": 2.0, "rfi answers": 0.5})
    assert orders.rate("rfi", "rfi answers") == 1.0
    assert orders.rate("rfi", "rfi closings") == 2.0
    assert orders.rate("daily_log", "notes_logs") == 0.0


def test_time_that_was_lived_is_not_lived_again() -> None:
    orders = Orders(on=True, now=100)
    orders.begin(50, None, None, {})
    assert orders.lived == orders.since == 50
    orders.lived = 100
    orders.acts["rfi", "rfi answers"] += 1
    orders.begin(50, None, None, {})
    assert orders.lived == orders.since == 100


def test_a_state_can_be_gone_on_from() -> None:
    orders, other = Orders(on=True, now=100), Orders(on=False, now=0)
    orders.acts["rfi", "rfi answers"] += 2
    orders.refuse("rfi", "rfi answers", 403, "No.")
    other.resume(orders.state)
    assert other.state == orders.state
