"""The names of firms: contractors, suppliers, designers, owners."""

from __future__ import annotations

from mockcore.construction import trades
from mockcore.construction.vocabulary import Vocabulary


class FirmNames(Vocabulary):
    """Names of firms by what they do."""

    def trade(self) -> str:
        """A trade: "Structural Steel"."""
        return self._choice(trades.TRADE_NAMES)

    def company_name(self, trade: str | None = None) -> str:
        """A contractor's name, of the trade if one is named: "Cascade Electric, Inc."."""
        trade = trade or self.trade()
        name = f"{self._choice(trades.FIRM_FIRST_WORDS)} {self._choice(trades.TRADES[trade].firm)}"
        return _ended(name, self._choice(trades.FIRM_ENDINGS))

    def other_company_name(self) -> str:
        """A designer's, supplier's or service firm's name."""
        return f"{self._choice(trades.FIRM_FIRST_WORDS)} {self._choice(trades.OTHER_FIRMS)}"

    def general_contractor_name(self) -> str:
        """A general contractor's name."""
        return f"{self._choice(trades.FIRM_FIRST_WORDS)} {self._choice(trades.GENERAL_CONTRACTORS)}"

    def owner_name(self) -> str:
        """A building owner's name."""
        return f"{self._choice(trades.FIRM_FIRST_WORDS)} {self._choice(trades.OWNERS)}"


def _ended(name: str, ending: str) -> str:
    if not ending:
        return name
    return f"{name} {ending}" if ending in {"Group", "& Sons"} else f"{name}, {ending}"
