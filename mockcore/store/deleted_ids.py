"""Whether an id is that of a deleted record, for whoever shows references: no query where few are deleted."""

from typing import Any

from mockcore.store.storage import Storage

# More than so many are not read beforehand; of the others so many answers are remembered.
MOST_READ, MOST_REMEMBERED = 1_000, 20_000


class DeletedIds(set[int | None]):
    """The ids of the deleted records of one storage, false where there are none. No two records have the same id.

    Every answer asks whether it is false: it is a set, so that this costs no call. None is in it until it has been read, and
    where there are too many.
    """

    def __init__(self, storage: Storage) -> None:
        super().__init__((None,))
        self._storage = storage
        self._read = False
        # Where there are too many: what was asked of each.
        self._answers: dict[int, bool] | None = None

    def __contains__(self, number: Any) -> bool:
        if not self._read:
            self._read_all()
        if number is None:
            return False
        if super().__contains__(number):
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
        elif self._read:
            (self.add if deleted else self.discard)(number)

    def forget(self) -> None:
        """Anything may have been deleted or restored."""
        self._read, self._answers = False, None
        self.add(None)

    def _read_all(self) -> None:
        rows = self._storage.read("deleted_ids", {"limit_": MOST_READ + 1})
        self.clear()
        if len(rows) > MOST_READ:
            self._answers = {}
            self.add(None)
        else:
            self.update(row[0] for row in rows)
        self._read = True
