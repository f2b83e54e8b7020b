"""Whether an id is that of a deleted record, for whoever shows references: no query where few are deleted."""

import re
from collections.abc import Callable
from functools import lru_cache
from posixpath import commonprefix
from typing import Any

from mockcore.store.storage import Storage

# More than so many are not read beforehand; of the others so many answers are remembered.
MOST_READ, MOST_REMEMBERED = 1_000, 20_000
# More than an id has.
MOST_DIGITS = 20
# What every UUID that carries an id has in it.
_IN_UUID, _IN_BARE_UUID = "-8000-8000-", "80008000"


class DeletedIds(set[int | None]):
    """The ids of the deleted records of one storage, false where there are none. No two records have the same id.

    Every answer asks whether it is false: it is a set, so that this costs no call. None is in it until it has been read, and
    where there are too many.
    """

    def __init__(self, storage: Storage) -> None:
        super().__init__((None,))
        self._storage = storage
        self._read = False
        # As they stand in a text, how all of them begin there, the length of the shortest, and what finds such numbers.
        self._written: set[str] = set()
        self._unwritten: list[int] = []
        self._begin: str | None = None
        self._digits, self._numbers = MOST_DIGITS, _numbers_from("", MOST_DIGITS)
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

    def may_be_in(self, text: str) -> bool:
        """Whether one may stand in a JSON text; of no text, and where there are too many, nothing is known."""
        if not self._read:
            self._read_all()
        if not text or self._answers is not None:
            return True
        if self._unwritten:
            self._write()
        return not self._written.isdisjoint(self._numbers(text)) or _IN_UUID in text or _IN_BARE_UUID in text

    def changed(self, number: int, *, deleted: bool) -> None:
        """A record was deleted or restored."""
        if self._answers is not None:
            self._answers[number] = deleted
        elif self._read and deleted:
            self.add(number)
            self._unwritten.append(number)
        elif self._read:
            self.discard(number)
            if self._unwritten:
                self._write()
            self._written.discard(str(number))

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
        self._read, self._written, self._begin, self._digits = True, set(), None, MOST_DIGITS
        if self._answers is None:
            self._unwritten = [row[0] for row in rows]
            self.update(self._unwritten)

    def _write(self) -> None:
        texts = [str(number) for number in self._unwritten]
        self._written.update(texts)
        self._unwritten = []
        begin = commonprefix(texts if self._begin is None else [self._begin, *texts])
        digits = min(self._digits, *map(len, texts))
        if (begin, digits) != (self._begin, self._digits):
            self._begin, self._digits, self._numbers = begin, digits, _numbers_from(begin, digits)


@lru_cache(maxsize=100)
def _numbers_from(begin: str, digits: int) -> Callable[[str], list[str]]:
    """Finds what may be a number in a text, with those digits at its begin and so many at least."""
    # Ids that are counted begin alike, and a text is searched for a beginning many times faster than for any number.
    return re.compile(rf"{begin or '[1-9]'}\d{{{digits - max(len(begin), 1)},}}").findall
