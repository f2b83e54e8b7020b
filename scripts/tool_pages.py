"""One page for each Procore tool, in `docs/reference/tools`: its operations, resources and rules, from document and code."""

from collections import defaultdict
from collections.abc import Iterator

from mockcore import tools
from mockcore.reference.catalog import Catalog
from mockcore.reference.operation import Kind, Operation
from mockcore.reference.references import References
from mockcore.request.declare import DECLARED
from scripts import tool_rules, tool_states
from scripts.coverage import ACCEPTED, DERIVED, STATEFUL, class_of
from scripts.tables import cell, table

INDEX = "index"
_LEVELS = {"none": "the server", "company": "a company", "project": "a project"}
_BEYOND = "Beyond listing, showing, creating, changing and deleting. Each rule begins with what it is about."
# What is elsewhere is no operation on records.
_STORED = "/rest/"
_SERVER = "http://127.0.0.1:8080"
MARK = "<!-- made by scripts/reference_pages.py -->"
_INTRODUCTION = f"""{MARK}

# The tools

One page for each tool of Procore's reference: which operations it has and what answers them, how its resources refer to each
other, and what it does beyond reading and writing. Each operation is answered from stored records:

- **stateful**: it reads or writes the records of its resource, by the rule or action that is named;
- **derived**: its answer is computed from stored records by the rule that is named;
- **accepted**: it is checked, and has no lasting effect. [What is not simulated](../not-simulated.md) lists these.
"""


class ToolPages:
    """The pages of a catalog's tools."""

    def __init__(self, catalog: Catalog) -> None:
        # What is an action of a tool is so once the tools are loaded.
        tools.load()
        self._catalog = catalog
        self._operations: dict[str, list[Operation]] = defaultdict(list)
        self._slugs: dict[str, str] = {}
        for number, entry in enumerate(catalog.entries):
            self._operations[entry["slug"]].append(catalog.operation(number))
            self._slugs.setdefault(entry["kind"], entry["slug"])
        self._references = References(catalog.references, catalog.kind_names)

    def all(self) -> Iterator[tuple[str, str]]:
        """(name, text) of each page, the index first."""
        names = self._catalog.tools()
        rows = [self._row(slug, name) for slug, name in names]
        yield INDEX, f"{_INTRODUCTION}\n{table(['tool', 'operations', STATEFUL, DERIVED, ACCEPTED], rows)}\n"
        for slug, name in names:
            yield slug, "\n\n".join([MARK, f"# {name}", *self._sections(slug)]) + "\n"

    def _row(self, slug: str, name: str) -> list[str]:
        operations = self._operations[slug]
        classes = [class_of(one.rule, one.action) for one in operations if one.path.startswith(_STORED)]
        counts = [str(classes.count(one) or "") for one in (STATEFUL, DERIVED, ACCEPTED)]
        return [f"[{name}]({slug}.md)", str(len(operations)), *counts]

    def _sections(self, slug: str) -> Iterator[str]:
        operations = self._operations[slug]
        resources = sorted({operation.kind for operation in operations if operation.path.startswith(_STORED)})
        yield (
            f"{len(operations)} operations, {len(resources)} resources. Try them on a running server: `/docs#tool={slug}` "
            f"(<{_SERVER}/docs#tool={slug}>); `/openapi/{slug}.json` is their document."
        )
        about = {name for name in self._catalog.kind_names if (self._catalog.kind(name).slug or self._slugs.get(name)) == slug}
        if rules := [*tool_rules.sections(about, {operation.action for operation in operations})]:
            yield f"## What it does\n\n{_BEYOND}"
            yield from rules
        if states := [*tool_states.sections(self._catalog, about)]:
            yield "## Statuses"
            yield from states
        common = set[int].intersection(*({status for status in one.statuses if status >= 400} for one in operations))
        yield f"## Operations\n\n{_statuses(common)}"
        columns = ["operation", "name", "how it is answered", "answers"]
        yield table(columns, (self._operation(operation, common) for operation in operations))
        if resources:
            yield "## Resources\n\nWhere the records live, and which of their fields refer to others."
            columns = ["resource", "lives in", "fields that refer to others"]
            yield table(columns, (self._resource(self._catalog.kind(name), slug) for name in resources))
        yield from self._announcements(operations)
        yield f"## What is not simulated\n\n{self._limits(operations)}"

    def _operation(self, operation: Operation, common: set[int]) -> list[str]:
        statuses = ", ".join(str(status) for status in operation.statuses if status not in common)
        kind = class_of(operation.rule, operation.action)
        rule = "an action of its own" if operation.action in DECLARED.actions else f"`{operation.rule}`"
        how = (
            "by the server itself"
            if not operation.path.startswith(_STORED)
            else kind
            if kind == ACCEPTED
            else f"{kind}: {rule}"
        )
        return [f"`{operation.method} {operation.path}`", f"`{operation.id}`", how, statuses]

    def _resource(self, kind: Kind, slug: str) -> list[str]:
        place = f"a record of `{kind.parent}`" if kind.parent else _LEVELS.get(kind.scope, kind.scope)
        private = f"; `{kind.private}` records are seen by those they name" if kind.private else ""
        fields = defaultdict[str, list[str]](list)
        for name in sorted({*kind.fields, *kind.attributes}):
            for target in self._references.alternatives(name, kind.name):
                fields[target].append(f"`{name}`")
        links = "; ".join(f"{', '.join(names)} → {self._link(target, slug)}" for target, names in sorted(fields.items()))
        return [f"`{kind.name}`", place + private, links]

    def _link(self, kind: str, slug: str) -> str:
        place = self._slugs.get(kind)
        return f"[`{kind}`]({place}.md)" if place and place != slug else f"`{kind}`"

    def _announcements(self, operations: list[Operation]) -> Iterator[str]:
        ids = {operation.id for operation in operations}
        rows = [row for row in self._catalog.lifecycle if not row.namespace and ids & row.operations]
        if rows:
            yield "## Announcements\n\nRows of [the API lifecycle](../lifecycle.md) that concern some of its operations:"
            yield "\n".join(f"- `{row.name}`: {cell(row.title)}" for row in sorted(rows, key=lambda row: row.name))

    def _limits(self, operations: list[Operation]) -> str:
        accepted = [operation for operation in operations if class_of(operation.rule, operation.action) == ACCEPTED]
        known = "What holds for all tools is on the page [What is not simulated](../not-simulated.md)."
        if not accepted:
            return f"Nothing of this tool alone. {known}"
        lines = "\n".join(f"- `{operation.method} {operation.path}`" for operation in accepted)
        return f"These are checked, and have no lasting effect:\n\n{lines}\n\n{known}"


def _statuses(common: set[int]) -> str:
    failures = ", ".join(str(status) for status in sorted(common))
    return f"All of them may answer {failures}; the last column has the other statuses that are documented." if common else ""
