"""Random valid operations over all tools, and how many orphans and references to nothing there are in the end: none."""

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from mockcore.engine import Engine
from mockcore.settings import Settings
from tests.contract.random_operations import Onlooker, RandomOperations

PLACE = (4264590, 225100)


def main() -> int:
    """The exit status: 1 where anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("valid", nargs="?", type=int, default=100_000, help="how many operations succeed")
    parser.add_argument("--seed", type=int, default=0, help="another run")
    parser.add_argument("--minutes", type=float, default=1e6, help="send none after that, and look at what is there by then")
    arguments = parser.parse_args()
    began = time.monotonic()
    engine = Engine.open(Settings())
    operations = RandomOperations(engine, *PLACE, seed=arguments.seed)
    done = 0
    while done < arguments.valid and time.monotonic() - began < arguments.minutes * 60:
        done += operations.run(min(1_000, arguments.valid - done), 100_000)
        print(f"{done} operations, {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    onlooker = Onlooker(operations)
    orphans, wrong = onlooker.orphans(), list(onlooker.dangling())
    engine.close()
    print("\n".join([*orphans, *wrong]))
    print(f"by status {dict(sorted(operations.statuses.items()))}")
    print(
        f"{done} valid operations of {operations.statuses.total()}, {len(onlooker.deleted)} of {len(onlooker.ids)} records "
        f"deleted; {onlooker.answers} answers with {onlooker.references} references read: {len(orphans)} orphans, "
        f"{len(wrong)} references to nothing; {time.monotonic() - began:.0f} s"
    )
    return 1 if orphans or wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
