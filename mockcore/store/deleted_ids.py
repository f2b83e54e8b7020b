"""Whether an id is that of a deleted record, for whoever shows references: no query where few are deleted."""

from typing import Any

from mockcore.store.storage import Storage

# More than so many are not read beforehand; of the others so many answers are remembered.
MOST_READ, MOST_REMEMBERED = 1_000, 20_000


class DeletedIds:
    """The ids of the deleted records of one storage, false where there are none. No two records have the same id."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._numbers: set[int] | None = None
        # Where there are too many: what was asked of each.
        self._answers: dict[int, bool] | None = None

    def __bool__(self) -> bool:
        return bool(self._all()) or self._answers is not None

    def __contains__(self, number: Any) -> bool:
        if number in self._all():
            return True
        if self._answers is None:
            return False
        answer = self._answers.get(number)
        if answer is None:
            if len(self._answers) >= MOST_REMEMBERED:
                self._answers.clear()
            answer = self._answers[number] = bool(self._storage.read("is_deleted", {"id_": number}))
        return answer

    def changed(self, number: int, *, deleted: bool) -> None:
        """A record was deleted or restored."""
        if self._answers is not None:
            self._answers[number] = deleted
        elif self._numbers is not None:
            (self._numbers.add if deleted else self._numbers.discard)(number)

    def forget(self) -> None:
        """Anything may have been deleted or restored."""
        self._numbers = self._answers = None

    def _all(self) -> set[int]:
        if self._numbers is None:
            rows = self._storage.read("deleted_ids", {"limit_": MOST_READ + 1})
            self._numbers = {row[0] for row in rows}
            if len(rows) > MOST_READ:
                self._numbers, self._answers = set(), {}
        return self._numbers
