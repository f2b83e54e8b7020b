"""Somebody who works with money over the API, at random, and keeps a ledger of what was accepted."""

import random
from decimal import Decimal
from typing import Any

from tests.contract.money_ledger import Batch, Contract, Ledger, Line, Order, cents, product
from tests.contract.requests import Requests

ORDER_STATUSES = (
    "draft",
    "pending",
    "pricing",
    "revised",
    "proceeding",
    "no_charge",
    "rejected",
    "void",
    "approved",
    "approved",
)
CONTRACT_STATUSES = {
    "wo": ("Draft", "Out For Signature", "Approved", "Approved", "Approved", "Complete"),
    "po": ("Draft", "Processing", "Received", "Approved", "Approved", "Approved", "Closed"),
    "prime": ("Draft", "Out For Signature", "Approved", "Approved", "Complete"),
}
RETAINAGES = ("0", "5", "10", "33.3333", "7.5", "66.6667")
INVOICE_STATUSES = ("draft", "under_review", "approved", "approved", "approved_as_noted", "revise_and_resubmit")
OLDER = {"wo": "work_order_contracts", "po": "purchase_order_contracts", "prime": "prime_contracts"}


class Site:
    """One history: steps that are sent, and what is written down of them."""

    def __init__(self, requests: Requests, seed: int) -> None:
        self.requests, self.chance, self.ledger = requests, random.Random(seed), Ledger()
        self.project, self.v1 = requests.project_id, f"/rest/v1.0/projects/{requests.project_id}"
        self.v2 = f"/rest/v2.0/companies/{requests.company_id}/projects/{requests.project_id}"
        self.sent = self.refused = 0
        self.codes: list[int] = []
        self.vendor = requests.existing("vendors")
        self.begin()

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """The answer, out of its envelope; None where it was refused."""
        at = path if path.startswith("/rest/") else f"/rest/v1.0/{path}"
        if method in ("GET", "DELETE") and "/projects/" not in at:
            at += f"{'&' if '?' in at else '?'}project_id={self.project}"
        status, answer, _ = self.requests.send(method, at, body)
        self.sent += 1
        assert status < 500, (method, at, body, answer)
        if status >= 300:
            self.refused += 1
            return None
        return answer["data"] if isinstance(answer, dict) and set(answer) == {"data"} else answer if answer is not None else {}

    def begin(self) -> None:
        """Three WBS codes with a budget, and their ids."""
        costs = self.ask("GET", f"cost_codes?project_id={self.project}")
        types = self.ask("GET", f"line_item_types?company_id={self.requests.company_id}")
        for index in range(3):
            amount = self.amount()
            line = {"cost_code_id": costs[index]["id"], "line_item_type_id": types[0]["id"], "original_budget_amount": amount}
            row = self.ask("POST", "budget_line_items", {"project_id": self.project, "budget_line_item": line})
            code = self.ask("GET", f"/rest/v1.1/budget_line_items/{row['id']}?project_id={self.project}")["wbs_code"]["id"]
            self.codes.append(int(code))
            self.ledger.originals[row["id"]] = (int(code), cents(amount))

    def amount(self) -> str:
        number = Decimal(self.chance.randint(-200_000, 900_000)) / self.chance.choice((100, 100, 100, 1000, 10_000, 3))
        return str(number.quantize(Decimal("0.00001")) if self.chance.random() < 0.3 else number.quantize(Decimal("0.001")))

    def any(self, numbers: Any) -> int | None:
        every = list(numbers)
        return self.chance.choice(every) if every else None

    def step(self) -> None:
        """One thing that is sent, whatever the answer."""
        before = self.sent
        while self.sent == before:
            self.attempt()

    def attempt(self) -> None:
        weights = {
            self.add_contract: 3, self.add_line: 12, self.edit_line: 6, self.delete_line: 3, self.contract_status: 10,
            self.delete_contract: 1, self.add_order: 8, self.add_order_line: 12, self.edit_order_line: 5, self.delete_order: 2,
            self.order_status: 10, self.add_markup: 2, self.gather: 2, self.batch_status: 4, self.pay: 4, self.edit_payment: 2,
            **self.more(),
        }  # fmt: skip
        self.chance.choices(list(weights), list(weights.values()))[0]()

    def more(self) -> dict[Any, int]:
        """What else may be done, and how often."""
        return {}

    # contracts

    def live(self, *kinds: str) -> list[int]:
        return [number for number, of in self.ledger.contracts.items() if not of.gone and (not kinds or of.kind in kinds)]

    def add_contract(self) -> None:
        if len(self.live()) >= 6:
            return
        kind, retainage = self.chance.choice(("wo", "po", "prime")), self.chance.choice(RETAINAGES)
        body: dict[str, Any] = {"title": f"{kind} {self.sent}", "retainage_percent": retainage}
        if self.chance.random() < 0.5:
            # The newer path of prime contracts takes no retainage.
            retainage = "0" if kind == "prime" else retainage
            types = {"wo": "WorkOrderContract", "po": "PurchaseOrderContract"}
            path = f"{self.v2}/{'prime_contracts' if kind == 'prime' else 'commitment_contracts'}"
            own = {"type": types[kind], "vendor_id": str(self.vendor)} if kind in types else {}
            answer = self.ask("POST", path, {**body, **own})
        else:
            path, name = (OLDER[kind], OLDER[kind][:-1]) if kind != "prime" else ("prime_contract", "prime_contract")
            body["vendor_id"] = self.vendor
            answer = self.ask("POST", path, {"project_id": self.project, name: body})
        if answer:
            self.ledger.contracts[int(answer["id"])] = Contract(kind, Decimal(retainage))

    def contract_status(self) -> None:
        number = self.any(self.live())
        if number is None:
            return
        contract = self.ledger.contracts[number]
        self.set_status(number, self.chance.choice(CONTRACT_STATUSES[contract.kind]))

    def approve(self, number: int) -> None:
        """Approves a commitment that takes no change orders and invoices as it stands."""
        contract = self.ledger.contracts[number]
        if contract.kind != "prime" and contract.status not in ("Approved", "Complete"):
            self.set_status(number, "Approved")

    def set_status(self, number: int, status: str) -> None:
        contract = self.ledger.contracts[number]
        path, name = (OLDER[contract.kind], OLDER[contract.kind][:-1])
        path = "prime_contract" if contract.kind == "prime" else path
        if self.ask("PATCH", f"{path}/{number}", {"project_id": self.project, name: {"status": status}}) is not None:
            contract.status = status

    def delete_contract(self) -> None:
        number = self.any(self.live())
        if (
            number is None
            or self.ledger.orders_of(number)
            or any(of.contract == number for of in self.ledger.invoices.values())
        ):
            return
        if any(of == number for of, _ in self.ledger.payments.values()):
            return
        kind = self.ledger.contracts[number].kind
        if self.ask("DELETE", f"{'prime_contract' if kind == 'prime' else OLDER[kind]}/{number}") is not None:
            self.ledger.contracts[number].gone = True

    # lines

    def line_body(self) -> tuple[dict[str, Any], Line]:
        code = self.any(self.codes) if self.chance.random() < 0.9 else None
        if self.chance.random() < 0.5:
            quantity = str(Decimal(self.chance.randint(-50_000, 900_000)) / self.chance.choice((1, 1000, 10_000, 100_000)))
            price = str(Decimal(self.chance.randint(1, 900_000)) / self.chance.choice((100, 10_000, 1_000_000)))
            return {"quantity": quantity, "unit_cost": price}, Line(product(quantity, price), code, Decimal(price))
        amount = self.amount()
        return {"amount": amount}, Line(cents(amount), code)

    def line_paths(self, kind: str, number: int) -> tuple[str, str]:
        newer = "prime_contracts" if kind == "prime" else "commitment_contracts"
        return f"{OLDER[kind]}/{number}/line_items", f"{self.v2}/{newer}/{number}/line_items"

    def put_line(self, paths: tuple[str, str], lines: dict[int, Line], number: int | None = None) -> None:
        """A new line, or other figures for one there is, by the older or the newer path."""
        body, line = self.line_body()
        method, tail = ("PATCH", f"/{number}") if number else ("POST", "")
        if number:
            line.code = lines[number].code
        newer = self.chance.random() < 0.5
        if newer and line.code is None and not number:
            line.code = self.codes[0]
        code = {"wbs_code_id": str(line.code) if newer else line.code} if line.code and not number else {}
        if newer:
            answer = self.ask(method, paths[1] + tail, {**body, **code})
        else:
            answer = self.ask(method, paths[0] + tail, {"project_id": self.project, "line_item": {**body, **code}})
        if answer:
            assert cents(answer["amount"]) == line.amount, (paths, body, answer)
            lines[int(answer["id"])] = line

    def unbilled(self) -> list[int]:
        return [number for number in self.live() if not any(of.contract == number for of in self.ledger.invoices.values())]

    def add_line(self) -> None:
        number = self.any(self.unbilled())
        if number is not None:
            contract = self.ledger.contracts[number]
            self.put_line(self.line_paths(contract.kind, number), contract.lines)

    def edit_line(self) -> None:
        number = self.any(self.unbilled())
        line = self.any(self.ledger.contracts[number].lines) if number is not None else None
        if number is not None and line is not None:
            contract = self.ledger.contracts[number]
            self.put_line(self.line_paths(contract.kind, number), contract.lines, line)

    def delete_line(self) -> None:
        number = self.any(self.unbilled())
        line = self.any(self.ledger.contracts[number].lines) if number is not None else None
        if number is not None and line is not None:
            path = self.chance.choice(self.line_paths(self.ledger.contracts[number].kind, number))
            if self.ask("DELETE", f"{path}/{line}") is not None:
                del self.ledger.contracts[number].lines[line]

    # change orders of both generations

    def newer_orders(self, number: int) -> str:
        return "prime_change_orders" if self.ledger.contracts[number].kind == "prime" else "commitment_change_orders"

    def add_order(self) -> None:
        number = self.any(self.live())
        if number is None:
            return
        self.approve(number)
        generation = self.chance.choice(("package", "potential", "newer", "newer"))
        given = self.amount() if generation != "newer" and self.chance.random() < 0.5 else None
        change = {"title": f"CO {self.sent}", "status": "draft", **({"grand_total": given} if given else {})}
        if generation == "newer":
            path = f"{self.v1}/{self.newer_orders(number)}"
            answer = self.ask("POST", path, {"change_order": {**change, "contract_id": number}})
        else:
            path = "change_order_packages" if generation == "package" else "potential_change_orders"
            answer = self.ask("POST", path, {"project_id": self.project, "contract_id": number, "change_order": change})
        if not answer:
            return
        order, package = int(answer["id"]), answer.get("legacy_package_id")
        if generation == "package":
            package = order
            rows = self.ask("GET", f"potential_change_orders?filters[contract_id]={number}&filters[legacy_package_id]={order}")
            order = max(row["id"] for row in rows)
        self.ledger.orders[order] = Order(number, given=cents(given or 0), package=package)

    def changeable(self) -> list[int]:
        return [
            number for number, of in self.ledger.orders.items() if not of.gone and not self.ledger.contracts[of.contract].gone
        ]

    def order_lines(self, number: int) -> tuple[str, str]:
        order = self.ledger.orders[number]
        return (
            f"potential_change_orders/{number}/line_items",
            f"{self.v2}/{self.newer_orders(order.contract)}/{number}/line_items",
        )

    def add_order_line(self) -> None:
        number = self.any(self.changeable())
        if number is not None:
            self.put_line(self.order_lines(number), self.ledger.orders[number].lines)

    def edit_order_line(self) -> None:
        number = self.any(self.changeable())
        line = self.any(self.ledger.orders[number].lines) if number is not None else None
        if number is None or line is None:
            return
        lines = self.ledger.orders[number].lines
        if self.chance.random() < 0.3:
            if self.ask("DELETE", f"{self.chance.choice(self.order_lines(number))}/{line}") is not None:
                del lines[line]
        else:
            self.put_line(self.order_lines(number), lines, line)

    def order_status(self) -> None:
        number = self.any(self.changeable())
        if number is None:
            return
        order = self.ledger.orders[number]
        status, way = self.chance.choice(ORDER_STATUSES), self.chance.random()
        older = {"project_id": self.project, "contract_id": order.contract, "change_order": {"status": status}}
        if way < 0.3 and order.package:
            answer = self.ask("PATCH", f"change_order_packages/{order.package}", older)
        elif way < 0.6:
            answer = self.ask("PATCH", f"potential_change_orders/{number}", older)
        else:
            path = f"{self.v1}/{self.newer_orders(order.contract)}/{number}"
            answer = self.ask("PATCH", path, {"change_order": {"status": status}})
        if answer is not None:
            order.status = status

    def delete_order(self) -> None:
        number = self.any(self.changeable())
        if number is None:
            return
        order = self.ledger.orders[number]
        if self.ask("DELETE", f"{self.v1}/{self.newer_orders(order.contract)}/{number}") is not None:
            order.gone = True

    def gather(self) -> None:
        """A batch of one or two orders, by the newer path."""
        number = self.any({self.ledger.orders[key].contract for key in self.changeable()})
        if number is None:
            return
        chosen = [key for key, order in self.ledger.orders_of(number) if order.batch is None][:2]
        body = {"contract_id": number, "title": f"Batch {self.sent}", "change_order_ids": chosen}
        path = f"{self.v1}/{self.newer_orders(number).removesuffix('s')}_batches"
        answer = self.ask("POST", path, {"change_order_batch": body}) if chosen else None
        if answer:
            self.ledger.batches[answer["id"]] = Batch(number)
            for key in chosen:
                self.ledger.orders[key].batch, self.ledger.orders[key].package = answer["id"], None

    def batch_status(self) -> None:
        number = self.any(self.ledger.batches)
        if number is None:
            return
        batch = self.ledger.batches[number]
        inside = [order for _, order in self.ledger.orders_of(batch.contract) if order.batch == number]
        path = f"{self.v1}/{self.newer_orders(batch.contract).removesuffix('s')}_batches/{number}"
        if self.chance.random() < 0.2:
            if self.ask("DELETE", path) is not None:
                del self.ledger.batches[number]
                for order in inside:
                    order.batch = None
            return
        status = self.chance.choice(ORDER_STATUSES)
        if self.ask("PATCH", path, {"change_order_batch": {"status": status}}) is None:
            return
        for order in inside:
            if status == "approved" or (batch.status == "approved" and order.status == "approved"):
                order.status = status
        batch.status = status

    def add_markup(self) -> None:
        number = self.any(self.changeable())
        if number is None:
            return
        order = self.ledger.orders[number]
        which, percentage = (
            self.chance.choice(("horizontal", "vertical")),
            self.chance.choice(("10", "3.3333", "12.5", "0.125")),
        )
        place = {"project_id": self.project, "holder_type": "PotentialChangeOrder", "holder_id": number}
        markup = {"markup_set": which, "percentage": percentage, "name": "Fee"}
        query = f"financials/markups?project_id={self.project}&holder_type=PotentialChangeOrder&holder_id={number}"
        if self.ask("POST", query, {**place, "markup": markup}) is not None:
            getattr(order, which).append(Decimal(percentage))

    # payments and invoices

    def pay(self) -> None:
        number = self.any(self.live())
        if number is None:
            return
        amount = self.amount()
        body = {"project_id": self.project, "contract_id": number, "contract_payment": {"amount": amount, "date": "2026-01-15"}}
        answer = self.ask("POST", "contract_payments", body)
        if answer:
            self.ledger.payments[answer["id"]] = (number, cents(amount))

    def edit_payment(self) -> None:
        number = self.any(self.ledger.payments)
        if number is None:
            return
        contract = self.ledger.payments[number][0]
        if self.chance.random() < 0.4:
            if self.ask("DELETE", f"contract_payments/{number}?contract_id={contract}") is not None:
                del self.ledger.payments[number]
            return
        amount = self.amount()
        body = {"project_id": self.project, "contract_id": contract, "contract_payment": {"amount": amount}}
        if self.ask("PATCH", f"contract_payments/{number}", body) is not None:
            self.ledger.payments[number] = (contract, cents(amount))
