"""Whether a file is a database of mockcore, and of which version: one of an earlier release is brought to this one's."""

import sqlite3

from mockcore.errors import OperatorError

# Raised with every change of the tables, and of what is written in them: `upgrades` has a step for each number.
SCHEMA_VERSION = 9


def settle_schema(connection: sqlite3.Connection, path: str | None) -> None:
    """Lets a database that has tables have those of this version.

    Raises: OperatorError where it is none of ours, or nothing leads from its version to this one.
    """
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not names:
        return
    if "facts" not in names or "records" not in names:
        raise OperatorError(f"The database {path} was not made by mockcore: name another file with --db.")
    version = connection.execute("SELECT value FROM facts WHERE name = 'schema'").fetchone()
    if version is not None and version != (str(SCHEMA_VERSION),):
        from mockcore.store.sqlite import upgrades  # noqa: PLC0415 - rarely needed

        upgrades.upgrade(connection, path, SCHEMA_VERSION)
