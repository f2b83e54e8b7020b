"""Who does which work: a commitment is with a firm that builds, and is called after its trade. Source: assumed."""

from collections.abc import Mapping, Sequence

from mockcore.construction.trades import TRADES
from mockcore.seeding.design_firms import titles_of
from mockcore.store.records import Stored

COMMITMENTS = "commitments"
# Between the trade and the place of the work.
DASH = " \N{EN DASH} "


def award(inside: Mapping[str, Sequence[Stored]], vendors: Sequence[Stored], written: frozenset[int]) -> None:
    """Gives the commitments of a project firms that build, and titles of what these do; the ``written`` ones stay."""
    builders = {vendor.id: vendor for vendor in vendors if titles_of(vendor) is None}
    firms = list(builders.values())
    if not firms:
        return
    for commitment in inside.get(COMMITMENTS, ()):
        if commitment.id in written:
            continue
        body = commitment.body
        vendor = builders.get(body.get("vendor_id") or 0) or firms[commitment.id % len(firms)]
        body["vendor_id"] = vendor.id
        trade = trade_of(str(vendor.body.get("name")))
        former, dash, place = str(body.get("title")).partition(DASH)
        if trade and dash and former in TRADES:
            body["title"] = f"{trade}{DASH}{place}"


def trade_of(firm: str) -> str | None:
    """The trade that the name of a firm says; None for none."""
    words = {word: name for name, trade in TRADES.items() for word in trade.firm if word in firm}
    return words[max(words, key=len)] if words else None
