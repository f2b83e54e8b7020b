from faker import Faker

from mockcore.construction.firms import FirmNames
from mockcore.construction.trades import FIRM_FIRST_WORDS, TRADE_NAMES, TRADES


def names() -> FirmNames:
    faker = Faker()
    faker.seed_instance(7)
    return FirmNames(faker)


def test_a_contractor_is_called_after_its_trade() -> None:
    firms, trade = names(), TRADE_NAMES[0]
    drawn = [firms.company_name(trade) for _ in range(10)]
    assert all(any(word in name for word in TRADES[trade].firm) for name in drawn)


def test_every_firm_has_a_name_of_its_own_kind() -> None:
    firms = names()
    drawn = (firms.company_name(), firms.other_company_name(), firms.general_contractor_name(), firms.owner_name())
    assert all(name.startswith(tuple(FIRM_FIRST_WORDS)) for name in drawn)
    assert firms.trade() in TRADES
