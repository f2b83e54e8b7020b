"""The steps of a tool's statuses, as its page shows them: a diagram and a table for each that is declared."""

from collections.abc import Collection, Iterator

from mockcore.reference.catalog import Catalog
from mockcore.reference.operation import Operation
from mockcore.reference.schema import properties
from mockcore.request.declare import DECLARED
from mockcore.request.transitions import Transitions
from scripts.tables import table


def sections(catalog: Catalog, kinds: Collection[str]) -> Iterator[str]:
    """What is declared of the statuses of these resources, then the enumerations that take any step."""
    declared = [steps for kind in sorted(kinds) for steps in DECLARED.transitions.get(kind, ())]
    for steps in declared:
        assert isinstance(steps, Transitions)
        yield _steps(steps)
    named = {(steps.kind, steps.field) for steps in declared if isinstance(steps, Transitions)}
    if free := [pair for pair in enumerations(catalog, kinds) if pair[:2] not in named]:
        yield "### Statuses that take any step\n\nNo source says that a step is refused, so that none is."
        rows = ([f"`{kind}`", f"`{field}`", ", ".join(f"`{value}`" for value in values)] for kind, field, values in free)
        yield table(["resource", "field", "values"], rows)


def _steps(steps: Transitions) -> str:
    rows = [[f"`{status}`", ", ".join(f"`{one}`" for one in following)] for status, following in steps.allowed.items()]
    names = {status: f"s{number}" for number, status in enumerate(dict.fromkeys([*steps.allowed, *_targets(steps)]))}
    lines = [f"  {name} : {status}" for status, name in names.items()]
    lines += [f"  [*] --> {names[steps.initial]}"]
    lines += [f"  {names[status]} --> {names[one]}" for status, following in steps.allowed.items() for one in following]
    diagram = "\n".join(
        [
            "<!-- diagram: made by scripts/tool_states.py -->",
            "```mermaid",
            "stateDiagram-v2",
            *lines,
            "```",
            "<!-- /diagram -->",
        ]
    )
    heading = f"### Steps of `{steps.field}` of `{steps.kind}`\n\nIt begins as `{steps.initial}`. Source: {steps.source}."
    return f"{heading}\n\n{table(['from', 'to'], rows)}\n\n{diagram}"


def _targets(steps: Transitions) -> Iterator[str]:
    return (one for following in steps.allowed.values() for one in following)


def enumerations(catalog: Catalog, kinds: Collection[str]) -> list[tuple[str, str, tuple[str, ...]]]:
    """(resource, field, values) of each enumeration of a status that an update may set; paths may differ in theirs."""
    operations = (catalog.operation(number) for number in range(len(catalog)))
    values_of = {
        (operation.kind, field, values): None
        for operation in operations
        if operation.rule == "update" and operation.kind in kinds
        for field, values in settable(operation)
    }
    return sorted(values_of)


def settable(operation: Operation) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The statuses of an enumeration that the body of an operation may set, and their values."""
    attributes = dict(operation.body.attributes) if operation.body is not None else {}
    for field, schema in properties({"type": "object", "properties": attributes}).items():
        if field.endswith("status") and "enum" in schema:
            yield field, tuple(value for value in schema["enum"] if isinstance(value, str))
