from mockcore.construction.trades import TRADE_NAMES, TRADES, sections_of


def test_a_trade_works_from_its_own_sections() -> None:
    trade = TRADE_NAMES[0]
    own = f"{TRADES[trade].sections[0]}"
    assert sections_of(trade, (own, "no section")) == (own,)


def test_every_trade_has_a_name_for_its_firms() -> None:
    assert all(TRADES[name].firm for name in TRADE_NAMES)
