"""Random histories of money against an independent sum, in every place where a figure is shown, to the cent."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from tests.contract.money_billing import Billing
from tests.contract.money_ledger import cents
from tests.contract.money_site import OLDER
from tests.contract.requests import Requests

STEPS = 150
Difference = tuple[str, str, Any, Any]


def differs(place: str, shown: Any, expected: dict[str, Decimal]) -> Iterator[Difference]:
    """Each figure of an answer that is not the expected one; a field that the answer does not have is none."""
    for name, value in expected.items():
        if not isinstance(shown, dict):
            yield place, name, shown, value
        elif name in shown:
            text = shown[name]["amount"] if isinstance(shown[name], dict) else shown[name]
            if text is None or Decimal(str(text).removesuffix("%")) != value:
                yield place, name, text, value


def contracts(site: Billing) -> Iterator[Difference]:
    for number in site.live():
        expected, kind = site.ledger.contract_figures(number), site.ledger.contracts[number].kind
        shows = [f"prime_contract/{number}"] if kind == "prime" else [f"{OLDER[kind]}/{number}", f"commitments/{number}"]
        newer = f"{site.v2}/{'prime_contracts' if kind == 'prime' else 'commitment_contracts'}/{number}"
        for path in (*shows, newer, f"{newer}?view=extended"):
            yield from differs(path, site.ask("GET", path), expected)
        summary = site.ask("GET", f"{newer}/summary")
        due = expected["owner_invoices_amount" if kind == "prime" else "total_requisitions_amount"]
        pending = expected["pending_change_orders_amount" if kind == "prime" else "pending_change_orders"]
        names = {
            "approved_change_total": expected["approved_change_orders"], "pending_revised_change_total": pending,
            "draft_change_total": expected["draft_change_orders_amount"], "total_invoices_amount": due,
            "total_payments_amount": expected["total_payments"],
        }  # fmt: skip
        yield from differs(f"{newer}/summary", summary, names)
        lines = {key: {"amount": line.amount, "total_amount": line.amount, "extended_amount": line.amount}
                 for key, line in site.ledger.contracts[number].lines.items()}  # fmt: skip
        for path in site.line_paths(kind, number):
            yield from listed(site, path, lines)
    for path in ("commitments", "work_order_contracts", "purchase_order_contracts", "prime_contracts"):
        kinds = {"work_order_contracts": ("wo",), "purchase_order_contracts": ("po",), "prime_contracts": ("prime",)}
        numbers = site.live(*kinds.get(path, ("wo", "po")))
        yield from listed(site, path, {number: site.ledger.contract_figures(number) for number in numbers})


def listed(site: Billing, path: str, expected: dict[int, dict[str, Decimal]]) -> Iterator[Difference]:
    """The rows of a list: those of the history are there, each with its figures."""
    query = "&" if "?" in path else "?"
    rows = {int(row["id"]): row for row in site.ask("GET", f"{path}{query}per_page=100&project_id={site.project}") or ()}
    for number, figures in expected.items():
        yield from differs(f"{path} #{number}", rows.get(number), figures)


def orders(site: Billing) -> Iterator[Difference]:
    totals: dict[str, dict[int, dict[str, Decimal]]] = {}
    for number in site.changeable():
        order = site.ledger.orders[number]
        total = {"grand_total": order.total}
        newer = site.newer_orders(order.contract)
        paths = {f"{site.v1}/{newer}": number, "potential_change_orders": number}
        if order.package:
            batches = newer.removesuffix("s") + "_batches"
            paths |= {"change_order_packages": order.package, f"{site.v1}/{batches}": order.package}
        for path, key in paths.items():
            totals.setdefault(path, {})[key] = total
            yield from differs(path, site.ask("GET", f"{path}/{key}?contract_id={order.contract}"), total)
        lines = {key: {"amount": line.amount, "extended_amount": line.amount} for key, line in order.lines.items()}
        for path in site.order_lines(number):
            yield from listed(site, path, lines)
    for number, batch in site.ledger.batches.items():
        inside = [order.total for _, order in site.ledger.orders_of(batch.contract) if order.batch == number]
        total = {"grand_total": sum(inside, Decimal(0))}
        newer = f"{site.v1}/{site.newer_orders(batch.contract).removesuffix('s')}_batches"
        for path in (newer, "change_order_packages"):
            totals.setdefault(path, {})[number] = total
            yield from differs(path, site.ask("GET", f"{path}/{number}?contract_id={batch.contract}"), total)
    for path, expected in totals.items():
        yield from listed(site, path, expected)


def invoices(site: Billing) -> Iterator[Difference]:
    lists: dict[str, dict[int, dict[str, Decimal]]] = {}
    for number, invoice in site.ledger.invoices.items():
        expected = site.ledger.invoice_figures(number)
        path = f"payment_applications/{number}" if site.is_prime(number) else f"requisitions/{number}"
        shown = site.ask("GET", path)
        yield from differs(path, shown["g702"] if site.is_prime(number) else shown["summary"], expected)
        whole, done = expected["contract_sum_to_date"], expected["total_completed_and_stored_to_date"]
        complete = {"percent_complete": cents(done * 100 / whole) if whole else Decimal(0)}
        yield from differs(path, shown, complete)
        lists.setdefault(path.partition("/")[0], {})[number] = complete
        rows = {row["id"]: row for row in site.shown_items(number)}
        for key, item in invoice.items.items():
            figures = {
                "scheduled_value": item.scheduled, "work_completed_this_period": item.work,
                "work_completed_from_previous_application": item.before, "materials_presently_stored": item.materials,
                "total_completed_and_stored_to_date": item.completed,
                "work_completed_retainage_retained_this_period": item.retained,
                "work_completed_retainage_currently_retained": item.work_retainage,
                "materials_stored_retainage_currently_retained": item.stored_retained,
                "total_retainage_currently_retained": item.retainage, "balance_to_finish": item.scheduled - item.completed,
            }  # fmt: skip
            yield from differs(f"{path} item {key}", rows.get(key), figures)
    for path, figures_of in lists.items():
        yield from listed(site, path, figures_of)


def budget(site: Billing) -> Iterator[Difference]:
    expected = site.ledger.budget()
    view = site.ask("GET", "budget_views")[0]["id"]
    rows = {row["wbs_code_id"]: row for row in site.ask("GET", f"budget_views/{view}/detail_rows?per_page=1000")}
    for code, figures in expected.items():
        yield from differs(f"detail row {code}", rows.get(code), figures)
    for line, (code, _) in site.ledger.originals.items():
        shown, figures = site.ask("GET", f"budget_line_items/{line}"), expected[code]
        moved = figures["budget_modifications"] + figures["Approved COs"]
        names = {"approved_budget_changes": moved, "original_budget_amount": figures["original_budget_amount"]}
        labels = {name: name.lower().replace(" ", "_") for name in figures if name[0].isupper()}
        names |= {label: figures[name] for name, label in labels.items()} | {"budget_forecast": figures["budget_forecast"]}
        yield from differs(f"budget line {line}", shown, names)
    groups = site.ask("GET", f"budget_views/{view}/summary_rows?group_by=project")
    every = {name: sum((row[name] for row in expected.values()), Decimal(0)) for name in next(iter(expected.values()))}
    others = [row for code, row in rows.items() if code not in expected]
    if not others:
        yield from differs("budget summary", groups[0], every)


def costs(site: Billing) -> Iterator[Difference]:
    totals = {number: {"grand_total": sum((line.amount for line in cost.lines.values()), Decimal(0))}
              for number, cost in site.ledger.costs.items()}  # fmt: skip
    for version in ("v1.0", "v1.1"):
        path = f"{site.v1}/direct_costs".replace("v1.0", version)
        yield from listed(site, path, totals)
        for number, total in totals.items():
            yield from differs(path, site.ask("GET", f"{path}/{number}"), total)
    amounts = {number: {"amount": amount} for number, (_, amount) in site.ledger.payments.items()}
    for contract in {of for of, _ in site.ledger.payments.values()}:
        own = {number: amounts[number] for number, (of, _) in site.ledger.payments.items() if of == contract}
        yield from listed(site, f"contract_payments?contract_id={contract}", own)
    moved = {number: {"amount": sum((amount for _, amount in change.adjustments), Decimal(0))}
             for number, change in site.ledger.changes.items()}  # fmt: skip
    yield from listed(site, f"{site.v1}/budget_changes", moved)


PLACES = (contracts, orders, invoices, budget, costs)


def differences(requests: Requests, seed: int, steps: int, every: int) -> list[Difference]:
    """What one history shows otherwise than its ledger, in every place, at each so manieth step and at the end."""
    requests.restore()
    site = Billing(requests, seed)
    for number in range(1, steps + 1):
        site.step()
        if number % every == 0 or number == steps:
            wrong = [difference for place in PLACES for difference in place(site)]
            if wrong:
                return [("history", str(seed), number, steps), *wrong]
    return []


def test_a_few_histories_come_to_what_an_independent_sum_says(sandbox: Requests) -> None:
    assert [row for seed in (1, 2) for row in differences(sandbox, seed, 60, 60)] == []


@pytest.mark.sweep
@pytest.mark.parametrize("ten", range(10))
def test_a_hundred_histories_come_to_what_an_independent_sum_says(sandbox: Requests, ten: int) -> None:
    assert [row for seed in range(ten * 10, ten * 10 + 10) for row in differences(sandbox, seed, STEPS, 30)] == []
