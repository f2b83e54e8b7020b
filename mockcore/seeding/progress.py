"""How far a large world is, for whoever waits for it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from mockcore.seeding.scenario import Scenario

# Records that take longer to make than anybody waits without a word.
LARGE = 50_000


@contextmanager
def progress(scenario: Scenario) -> Iterator[Callable[[], None]]:
    """What is called after each project of a scenario; a large one is announced, and a terminal shows how far it is."""
    if scenario.size < LARGE:
        yield _nothing
        return
    message = f"Building the world of the seed {scenario.name}, some {scenario.size:,} records"
    print(f"{message}: this takes a minute or so, once.", file=sys.stderr, flush=True)
    if not sys.stderr.isatty():
        yield _nothing
        return
    from rich.console import Console  # noqa: PLC0415 - only who waits at a terminal needs it
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - see above

    count = TextColumn("{task.completed:.0f} of {task.total:.0f} projects")
    # Drawing takes time from the building.
    with Progress(
        BarColumn(), count, TimeElapsedColumn(), console=Console(stderr=True), transient=True, refresh_per_second=2
    ) as bar:
        task = bar.add_task("", total=sum(len(company.projects) for company in scenario.companies))
        yield lambda: bar.advance(task)


def _nothing() -> None:
    """Nobody waits for long, or nobody looks."""
