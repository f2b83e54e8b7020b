"""Servers of ``running()`` that have not ended, and who wants to look at one before it ends."""

from collections.abc import Callable
from typing import Any

servers: list[Any] = []
ending: list[Callable[[Any], None]] = []
