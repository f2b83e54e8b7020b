"""Pages of lists that were rendered, for those who ask for them again."""

from typing import Any

MOST_PAGE_BYTES = 16_000_000


class Pages:
    """Whole pages of lists as text with their totals, within a bound of bytes, until anything is written."""

    def __init__(self) -> None:
        self._by_key: dict[Any, tuple[bytes, int]] = {}
        self._bytes = 0

    def get(self, key: Any) -> tuple[bytes, int] | None:
        """The text and total of a page."""
        return self._by_key.get(key)

    def keep(self, key: Any, text: bytes, total: int) -> None:
        """Remembers a page; those so far make room for it."""
        if len(text) > MOST_PAGE_BYTES // 8:
            return
        if self._bytes + len(text) > MOST_PAGE_BYTES:
            self.clear()
        self._by_key[key] = (text, total)
        self._bytes += len(text)

    def clear(self) -> None:
        """Forgets them."""
        self._by_key = {}
        self._bytes = 0
