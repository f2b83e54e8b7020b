"""The words by which SQLite begins and ends transactions."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """How SQLite is told that a transaction begins, which may write or not, is kept, and is undone."""

    write: str
    read: str
    keep: str
    undo: tuple[str, ...]


APART = Words("BEGIN IMMEDIATE", "BEGIN", "COMMIT", ("ROLLBACK",))
# Within the transaction that holds everything done to a loaded image, so that one rollback puts the image back.
INSIDE = Words("SAVEPOINT whole", "SAVEPOINT whole", "RELEASE whole", ("ROLLBACK TO whole", "RELEASE whole"))
