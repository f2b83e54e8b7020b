"""Brings the file of an earlier release to the schema of this one, a step for each version. Imported for such a file alone."""

import logging
import sqlite3
from collections.abc import Callable

from mockcore.errors import OperatorError

log = logging.getLogger("mockcore")
_ISSUES, _TOPICS, _LETTERS = "coordination_issues", "meeting_topics", "generic_tools/generic_tool_items"
_RESPONSES = f"{_LETTERS}/generic_tool_item_responses"


def upgrade(connection: sqlite3.Connection, path: str | None, version: int) -> None:
    """Brings a database to a version, all or nothing. Raises: OperatorError where no step leads there."""
    cursor = connection.cursor()
    # Of servers that start at once, the second finds the work done.
    cursor.execute("BEGIN IMMEDIATE")
    try:
        old = cursor.execute("SELECT value FROM facts WHERE name = 'schema'").fetchone()[0]
        for number in _steps(path, old, version):
            STEPS[number](cursor)
        cursor.execute("UPDATE facts SET value = ? WHERE name = 'schema'", (str(version),))
        cursor.execute("COMMIT")
    except BaseException:
        cursor.execute("ROLLBACK")
        raise
    log.warning("The database %s was brought from schema %s to %s.", path, old, version)


def _steps(path: str | None, old: str, version: int) -> range:
    """The versions to which an old one is brought, one after the other."""
    number = int(old) if old.isdecimal() else -1
    if number > version:
        raise OperatorError(
            f"The database {path} has schema {old} of a later version of mockcore, this one needs {version}: "
            "install the later one, or name another file with --db."
        )
    steps = range(number + 1, version + 1)
    if not set(steps) <= set(STEPS):
        raise OperatorError(
            f"The database {path} has schema {old}, from which nothing leads to {version}: "
            "delete it, or name another file with --db."
        )
    return steps


def name_counters_alike(cursor: sqlite3.Cursor) -> None:
    """Counters of numbers had names of several forms: each is ``name:kind:project:company:record``."""
    for name, value in cursor.execute("SELECT name, value FROM sequences").fetchall():
        counter = _counter(cursor, name)
        if counter is None:
            continue
        cursor.execute("DELETE FROM sequences WHERE name = ?", (name,))
        cursor.execute(
            "INSERT INTO sequences VALUES (?, ?) ON CONFLICT DO UPDATE SET value = max(value, excluded.value)", (counter, value)
        )


def _counter(cursor: sqlite3.Cursor, name: str) -> str | None:
    """The name that a counter has now, where it had another."""
    match name.split(":"):
        case ["number", kind, project] if kind == _ISSUES:
            return f"issue_number:{kind}:{_place(cursor, project)}:0"
        case ["position", kind, project, record] if kind == _LETTERS:
            return f"position:{kind}:{_place(cursor, project)}:{record}"
        case ["position", kind, record] if kind == _RESPONSES:
            return f"position:{kind}:{_place(cursor, record)}:{record}"
        case ["topic", record]:
            return f"number:{_TOPICS}:{_place(cursor, record)}:{record}"
    return None


def _place(cursor: sqlite3.Cursor, identifier: str) -> str:
    """``project:company`` of a project, or of a record in one."""
    row = cursor.execute("SELECT kind, project_id, company_id FROM records WHERE id = ?", (identifier,)).fetchone()
    kind, project, company = row or ("", 0, 0)
    return f"{identifier if kind == 'projects' else project or 0}:{company or 0}"


# Resource of the newer paths → the one of the older paths that it is, and its type there.
_GENERATIONS = {
    "commitment_change_orders": ("potential_change_orders", "CommitmentChangeOrder"),
    "prime_change_orders": ("potential_change_orders", "PrimeChangeOrder"),
    "commitment_change_order_batches": ("change_order_packages", "CommitmentContractChangeOrder"),
    "prime_change_order_batches": ("change_order_packages", "PrimeContractChangeOrder"),
}


def join_change_orders(cursor: sqlite3.Cursor) -> None:
    """Change orders of the newer paths were resources of their own: they are those of the older paths, told apart by type."""
    for old, (kind, type_) in _GENERATIONS.items():
        cursor.execute(
            "UPDATE records SET body = json_set(body, '$.type', ?, '$.change_order_package_id', "
            "json_extract(body, '$.batch_id')) WHERE kind = ?",
            (type_, old),
        )
        _rename(cursor, old, kind)
        _rename(cursor, f"{old}/line_items", f"{kind}/line_items")
    for kind, prime, commitment in (
        ("potential_change_orders", "PrimeChangeOrder", "CommitmentChangeOrder"),
        ("change_order_packages", "PrimeContractChangeOrder", "CommitmentContractChangeOrder"),
    ):
        cursor.execute(
            "UPDATE records SET body = json_set(body, '$.type', CASE (SELECT contracts.kind FROM records AS contracts "
            "WHERE contracts.id = json_extract(records.body, '$.contract_id')) WHEN 'prime_contracts' THEN ? ELSE ? END) "
            "WHERE kind = ? AND json_extract(body, '$.type') IS NULL",
            (prime, commitment, kind),
        )


def _rename(cursor: sqlite3.Cursor, old: str, kind: str) -> None:
    for table in ("records", "changes"):
        cursor.execute(f"UPDATE {table} SET kind = ? WHERE kind = ?", (kind, old))
    cursor.execute(
        "INSERT INTO totals SELECT ?, company_id, project_id, parent_id, live, deleted FROM totals WHERE kind = ? "
        "ON CONFLICT DO UPDATE SET live = live + excluded.live, deleted = deleted + excluded.deleted",
        (kind, old),
    )
    cursor.execute("DELETE FROM totals WHERE kind = ?", (old,))


def to_schema_6(cursor: sqlite3.Cursor) -> None:
    """What the release after schema 5 has written otherwise."""
    name_counters_alike(cursor)
    join_change_orders(cursor)


# As schema 8 has it.
_LABELS = (
    "CREATE INDEX IF NOT EXISTS records_label ON records (kind, company_id, project_id, CAST(coalesce(json_extract(body, "
    "'$.number'), json_extract(body, '$.code'), lower(json_extract(body, '$.login'))) AS TEXT), "
    "CAST(coalesce(parent_id, json_extract(body, '$.contract_id'), json_extract(body, "
    "'$.specification_section_id'), json_extract(body, '$.parent_id'), json_extract(body, '$.list_template_id'), 0)"
    " AS TEXT)) WHERE kind IN ('bid_packages', 'budget_changes', 'change_events', 'change_order_packages', "
    "'checklist/lists', 'commitments', 'cost_codes', 'drawings', 'instructions', 'observations/items', "
    "'potential_change_orders', 'prime_contracts', 'rfis', 'rfqs', 'specification_section_divisions', "
    "'specification_sections', 'standard_cost_codes', 'sub_jobs', 'submittals', 'task_items', 'tax_codes', "
    "'time_and_material_entries', 'users')"
)


def index_labels(cursor: sqlite3.Cursor) -> None:
    """Numbers and codes are found by an index."""
    cursor.execute(_LABELS)


def follow_labels(cursor: sqlite3.Cursor) -> None:
    """Numbers and codes are found among the links, which the first server that reads its document makes anew."""
    cursor.execute("DROP INDEX IF EXISTS records_label")


def follow_deletions(cursor: sqlite3.Cursor) -> None:
    """What a deletion takes along is looked up. The links themselves are made by the first server that reads its document."""
    for name, columns in (("departures", ("root_id", "record_id")), ("links", ("target_id", "record_id"))):
        ids = "\n".join(f"\t{column} BIGINT NOT NULL," for column in columns)
        cursor.execute(f"CREATE TABLE {name} (\n{ids}\n\tPRIMARY KEY ({', '.join(columns)})\n)\n WITHOUT ROWID")
    cursor.execute("CREATE INDEX records_deleted ON records (id) WHERE deleted_at IS NOT NULL")


# By the version that a step leads to. What a release has written is never changed here: files of it are brought along for good.
STEPS: dict[int, Callable[[sqlite3.Cursor], None]] = {6: to_schema_6, 7: follow_deletions, 8: index_labels, 9: follow_labels}
