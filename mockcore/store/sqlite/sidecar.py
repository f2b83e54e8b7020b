"""Counters and exchanges that several workers share: a SQLite file beside the database, which no test relies on afterwards."""

from mockcore.store.sqlite.recorded_exchanges import RecordedExchanges
from mockcore.store.storage import Count


class SidecarFile(RecordedExchanges):
    """The file ``DATABASE-shared``, a ``Sidecar``. Raises: OperatorError when it cannot be written."""

    def window(self, key: str) -> tuple[int, int] | None:
        """(begun, used) of a counter."""
        row: tuple[int, int] | None = self._run("SELECT begun, used FROM windows WHERE key = ?", (key,)).fetchone()
        return row

    def windows(self) -> list[tuple[str, int, int]]:
        """(key, begun, used) of every counter."""
        return self._run("SELECT key, begun, used FROM windows").fetchall()

    def set_window(self, key: str, begun: int, used: int) -> None:
        """Keeps a counter."""
        self._set("INSERT OR REPLACE INTO windows VALUES (?, ?, ?)", (key, begun, used))

    def forget_windows(self) -> None:
        """Every counter begins again."""
        self._run("DELETE FROM windows")

    def strikes(self, rule: str) -> tuple[int, int]:
        """(seen, fired) of a fault rule."""
        row: tuple[int, int] | None = self._run("SELECT seen, fired FROM strikes WHERE rule = ?", (rule,)).fetchone()
        return row or (0, 0)

    def set_strikes(self, rule: str, seen: int, fired: int) -> None:
        """Keeps what a fault rule has counted."""
        self._set("INSERT OR REPLACE INTO strikes VALUES (?, ?, ?)", (rule, seen, fired))

    def forget_strikes(self) -> None:
        """Every fault rule begins again."""
        self._run("DELETE FROM strikes")

    def count(self, operation: str, method: str, status: int, bucket: int, seconds: float) -> None:
        """Counts an exchange, by what it was and how long it took."""
        self._backlog.write(
            "INSERT INTO counts VALUES (?, ?, ?, ?, 1, ?) ON CONFLICT DO UPDATE "
            "SET number = number + 1, seconds = seconds + excluded.seconds",
            (operation, method, status, bucket, seconds),
        )

    def counts(self) -> list[Count]:
        """(operation, method, status, bucket, number, seconds) of what all workers have counted."""
        return self._run("SELECT operation, method, status, bucket, number, seconds FROM counts").fetchall()

    def forget_counts(self) -> None:
        """Counts begin again."""
        self._backlog.catch_up()
        self._run("DELETE FROM counts")
