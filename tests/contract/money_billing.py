"""The rest of a history: invoices of both kinds of contracts, direct costs, the budget and what moves it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from tests.contract.money_ledger import BILLED, Change, Cost, Invoice, Item, cents, product
from tests.contract.money_site import INVOICE_STATUSES, Site

COST_STATUSES = ("draft", "pending", "revise_and_resubmit", "approved")
RETAINED = "work_completed_retainage_retained_this_period"
SHARE = "work_completed_retainage_percent_this_period"


class Billing(Site):
    """A site that bills, too."""

    def more(self) -> dict[Any, int]:
        return {
            self.add_invoice: 6, self.add_package: 3, self.bill: 12, self.invoice_status: 8, self.delete_invoice: 1,
            self.add_cost: 3, self.cost_line: 4, self.cost_status: 5, self.change_budget: 3, self.edit_change: 2,
            self.edit_original: 2, self.forecast: 1,
        }  # fmt: skip

    def latest(self, contract: int) -> int | None:
        return max((number for number, of in self.ledger.invoices.items() if of.contract == contract), default=None)

    def add_invoice(self) -> None:
        number = self.any(self.live())
        if number is None:
            return
        self.approve(number)
        contract, last = self.ledger.contracts[number], self.latest(number)
        if contract.kind == "prime":
            path = f"prime_contracts/{number}/payment_applications"
            answer = self.ask("POST", path, {"project_id": self.project, "payment_application": {"status": "draft"}})
        else:
            body = {"project_id": self.project, "commitment_id": number, "requisition": {"status": "draft"}}
            answer = self.ask("POST", "requisitions", body)
        if not answer:
            return
        invoice = self.ledger.invoices[answer["id"]] = Invoice(number, last)
        earlier = {item.source: item for item in self.ledger.invoices[last].items.values()} if last else {}
        rows = self.shown_items(answer["id"])
        sources = {("line", key): (line.amount, line.price) for key, line in contract.lines.items()}
        if contract.kind == "prime":
            sources |= {("order", key): (total, None) for key, total in self.ledger.outermost(number).items()}
        else:
            sources |= {source: (item.scheduled, item.price) for source, item in earlier.items() if source[0] == "co"}
        assert len(rows) == len(sources), (contract.kind, rows, sources)
        for row in rows:
            of = row.get("line_item_id") or row.get("line_id")
            name = "co" if ("co", of) in sources else "line"
            source = next(key for key in sources if self.is_source(row, key)) if of is None else (name, of)
            scheduled, price = sources[source]
            invoice.items[row["id"]] = self.next_item(source, scheduled, price, contract.retainage, earlier.get(source))

    def is_source(self, row: Any, source: tuple[str, int]) -> bool:
        """Whether an item of a payment application bills a line or change order: told by their order."""
        invoice = next(reversed(self.ledger.invoices.values()))
        return source not in {item.source for item in invoice.items.values()}

    def next_item(self, source: Any, scheduled: Decimal, price: Any, retainage: Decimal, last: Item | None) -> Item:
        item = Item(source, scheduled, price, retainage, retainage)
        if last is not None:
            item.before, item.retained_before = last.before + last.work, last.work_retainage
            item.materials, item.stored_before = last.materials, last.stored_retained
            given = last.stored_by_amount is not None or last.stored_released
            item.stored_by_amount = last.stored_retained if given else None
            item.percentage, item.stored_percentage = last.percentage, last.stored_percentage
        return item

    def shown_items(self, number: int) -> list[Any]:
        contract = self.ledger.contracts[self.ledger.invoices[number].contract]
        if contract.kind == "prime":
            return list(self.ask("GET", f"payment_applications/{number}")["g703"])
        paths = [f"requisitions/{number}/{name}" for name in ("contract_items", "change_order_items")]
        return [row for path in paths for row in self.ask("GET", path)]

    def bill(self) -> None:
        number = self.any(self.ledger.invoices)
        item_id = self.any(self.ledger.invoices[number].items) if number is not None else None
        if number is None or item_id is None:
            return
        item, prime = self.ledger.invoices[number].items[item_id], self.is_prime(number)
        body, apply = self.chance.choice([way for way in self.ways(item, prime) if within(item, way[1])])
        contract = self.ledger.invoices[number].contract
        if prime:
            path = f"prime_contracts/{contract}/payment_application_line_items/{item_id}"
            answer = self.ask("PATCH", path, {"project_id": self.project, "payment_application_line_item": body})
        else:
            name = "change_order_item" if item.source[0] == "co" else "contract_item"
            whole = {"project_id": self.project, name: body}
            path = f"requisitions/{number}/{name}s/{item_id}"
            if self.chance.random() < 0.2:
                whole = {"project_id": self.project, "requisition_items": [{**body, "id": item_id}]}
                path = f"requisitions/{number}/bulk_item_update"
            answer = self.ask("PATCH", path, whole)
        if answer is not None:
            for name, value in apply.items():
                setattr(item, name, value)

    def add_package(self) -> None:
        """The lines of an approved package become items of an invoice."""
        number = self.any(invoice for invoice in self.ledger.invoices if not self.is_prime(invoice))
        if number is None:
            return
        invoice = self.ledger.invoices[number]
        orders = [order for _, order in self.ledger.orders_of(invoice.contract) if order.package and order.lines]
        if not orders:
            return
        order = self.chance.choice(orders)
        body = {"project_id": self.project, "change_order_package_id": order.package}
        answer = self.ask("POST", f"requisitions/{number}/add_change_order_package", body)
        share = self.ledger.contracts[invoice.contract].retainage
        for row in answer or ():
            line = order.lines[row["line_item_id"]] if row.get("line_item_id") else None
            assert line is not None, row
            invoice.items[row["id"]] = Item(("co", row["line_item_id"]), line.amount, line.price, share, share)

    def is_prime(self, invoice: int) -> bool:
        return self.ledger.contracts[self.ledger.invoices[invoice].contract].kind == "prime"

    def ways(self, item: Item, prime: bool) -> list[tuple[dict[str, str], dict[str, Any]]]:
        """What can be sent of an item, and what it changes."""
        amount = str(abs(Decimal(self.amount())))
        few = str((abs(Decimal(self.amount())) / 100).quantize(Decimal("0.001")))
        percentage = self.chance.choice(("0", "5", "33.3333", "10", "2.125"))
        ways: list[tuple[dict[str, str], dict[str, Any]]] = [
            ({"work_completed_this_period": amount}, {"work": cents(amount)}),
            ({"work_completed_this_period": amount}, {"work": cents(amount)}),
            ({"materials_presently_stored": few}, {"materials": cents(few)}),
            ({RETAINED: few}, {"by_amount": cents(few)}),
            ({"work_completed_retainage_released_this_period": few}, {"released": cents(few)}),
        ]
        stored = item.stored_retained + item.stored_released
        ways.append(({"materials_stored_retainage_retained_this_period": few},
                     {"stored_by_amount": item.stored_before + cents(few) - item.stored_released}))  # fmt: skip
        if not prime:
            ways.append(({"materials_stored_retainage_released_this_period": few},
                         {"stored_by_amount": stored - cents(few), "stored_released": cents(few)}))  # fmt: skip
        if item.price:
            quantity = str(Decimal(self.chance.randint(1, 99_999)) / 10_000)
            ways.append(({"work_completed_this_period_quantity": quantity}, {"work": product(quantity, item.price)}))
        if not prime:
            ways.append(({SHARE: percentage}, {"percentage": Decimal(percentage), "by_amount": None}))
            ways.append(({"work_completed_this_period": amount, SHARE: percentage},
                         {"work": cents(amount), "percentage": Decimal(percentage), "by_amount": None}))  # fmt: skip
        return ways

    def invoice_status(self) -> None:
        number = self.any(self.ledger.invoices)
        if number is None:
            return
        status = self.chance.choice(INVOICE_STATUSES)
        contract = self.ledger.invoices[number].contract
        if self.is_prime(number):
            status = "approved" if status in BILLED else status
            path, name = f"prime_contracts/{contract}/payment_applications/{number}", "payment_application"
        else:
            path, name = f"requisitions/{number}", "requisition"
        if self.ask("PATCH", path, {"project_id": self.project, name: {"status": status}}) is not None:
            self.ledger.invoices[number].status = status

    def delete_invoice(self) -> None:
        number = self.any(self.ledger.invoices)
        if number is None:
            return
        path = f"{'payment_applications' if self.is_prime(number) else 'requisitions'}/{number}"
        if self.ask("DELETE", path) is not None:
            del self.ledger.invoices[number]

    # direct costs

    def add_cost(self) -> None:
        status = self.chance.choice(COST_STATUSES)
        vendors = self.ask("GET", f"{self.v1}/vendors")
        body = {"invoice_number": str(self.sent), "direct_cost_type": "invoice", "vendor_id": vendors[0]["id"]}
        rows = [self.line_body() for _ in range(2)] if self.chance.random() < 0.5 else []
        if not rows:
            answer = self.ask("POST", f"{self.v1}/direct_costs", {"item": {**body, "status": status}})
        else:
            items = [{**row, **({"wbs_code_id": line.code} if line.code else {})} for row, line in rows]
            cost = {**body, "status": status, "line_items": [renamed(row) for row in items]}
            answer = self.ask("POST", f"{self.v1}/direct_costs".replace("v1.0", "v1.1"), {"direct_cost": cost})
        if answer:
            stored = self.ask("GET", f"{self.v1}/direct_costs/{answer['id']}/line_items")
            numbers = sorted(row["id"] for row in stored)
            assert len(numbers) == len(rows), (rows, stored)
            self.ledger.costs[answer["id"]] = Cost(status, dict(zip(numbers, (line for _, line in rows), strict=True)))

    def cost_line(self) -> None:
        number = self.any(self.ledger.costs)
        if number is None:
            return
        lines, path = self.ledger.costs[number].lines, f"{self.v1}/direct_costs/{number}/line_items"
        stored = self.any(lines)
        if stored is not None and self.chance.random() < 0.2:
            if self.ask("DELETE", f"{path}/{stored}") is not None:
                del lines[stored]
            return
        body, line = self.line_body()
        if stored is not None and self.chance.random() < 0.3:
            line.code = lines[stored].code
            if self.ask("PATCH", f"{path}/{stored}", {"line_item": body}) is not None:
                lines[stored] = line
            return
        answer = self.ask("POST", path, {"line_item": {**body, **({"wbs_code_id": line.code} if line.code else {})}})
        if answer:
            lines[answer["id"]] = line

    def cost_status(self) -> None:
        number = self.any(self.ledger.costs)
        if number is None:
            return
        path = f"{self.v1}/direct_costs/{number}"
        if self.chance.random() < 0.15:
            if self.ask("DELETE", path) is not None:
                del self.ledger.costs[number]
            return
        status, version = self.chance.choice(COST_STATUSES), self.chance.choice(("v1.0", "v1.1"))
        name = "item" if version == "v1.0" else "direct_cost"
        if self.ask("PATCH", path.replace("v1.0", version), {name: {"status": status}}) is not None:
            self.ledger.costs[number].status = status

    # the budget

    def adjustment(self) -> tuple[dict[str, Any], tuple[int, Decimal]]:
        code, amount = self.codes[self.chance.randrange(len(self.codes))], float(self.amount())
        return {"wbs_code_id": code, "amount": amount, "type": "budget_change"}, (code, cents(amount))

    def change_budget(self) -> None:
        rows = [self.adjustment() for _ in range(2)]
        status = self.chance.choice(("draft", "under_review", "approved"))
        body = {"title": f"Change {self.sent}", "status": status, "adjustment_line_items": [row for row, _ in rows]}
        answer = self.ask("POST", f"{self.v1}/budget_changes", body)
        if answer:
            self.ledger.changes[int(answer["id"])] = Change(status, [moved for _, moved in rows])

    def edit_change(self) -> None:
        number = self.any(self.ledger.changes)
        if number is None:
            return
        if self.chance.random() < 0.3:
            if self.ask("DELETE", f"{self.v1}/budget_changes/{number}") is not None:
                del self.ledger.changes[number]
            return
        status = self.chance.choice(("draft", "under_review", "approved", "void"))
        if self.ask("PATCH", f"{self.v1}/budget_changes/{number}", {"status": status}) is not None:
            self.ledger.changes[number].status = status

    def edit_original(self) -> None:
        number = self.any(self.ledger.originals)
        if number is None:
            return
        amount = self.amount()
        values: dict[str, Any] = {"original_budget_amount": float(amount)}
        expected = cents(amount)
        if self.chance.random() < 0.4:
            quantity, price = Decimal(self.chance.randint(1, 9_999)) / 1000, Decimal(self.chance.randint(1, 9_999)) / 1000
            values = {"quantity": float(quantity), "unit_cost": float(price), "calculation_strategy": "automatic"}
            expected = product(quantity, price)
        else:
            values["calculation_strategy"] = "manual"
        body = {"project_id": self.project, "budget_line_item": values}
        if self.ask("PATCH", f"budget_line_items/{number}", body) is not None:
            self.ledger.originals[number] = (self.ledger.originals[number][0], expected)

    def forecast(self) -> None:
        line = self.any(self.ledger.originals)
        if line is None or len(self.ledger.forecasts) > 1:
            return
        amount = str(abs(Decimal(self.amount())))
        answer = self.ask("POST", f"{self.v1}/manual_forecast_line_items", {"budget_line_item_id": line, "amount": amount})
        if answer:
            self.ledger.forecasts[answer["id"]] = (self.ledger.originals[line][0], cents(amount))


def renamed(row: dict[str, Any]) -> dict[str, Any]:
    """A line as v1.1 has it: numbers, and the amount by another name."""
    names = {"amount": "manual_amount"}
    return {names.get(name, name): float(value) if isinstance(value, str) else value for name, value in row.items()}


def within(item: Item, changes: dict[str, Any]) -> bool:
    """Whether an item releases no more than there is after a change: more is refused."""
    after = replace(item, **changes)
    return (not after.released or after.work_retainage >= 0) and (not after.stored_released or after.stored_retained >= 0)
