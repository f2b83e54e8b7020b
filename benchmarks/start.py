"""Seconds from the command to a healthy answer, and resident memory, beside an empty FastAPI application; medians."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

from servers import HERE, free_port, mockcore, wait

ROUNDS = 9


def started(command: list[str], port: int) -> tuple[float, float]:
    """(seconds, MB resident)."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=HERE, stdout=subprocess.DEVNULL)
    try:
        wait(f"http://127.0.0.1:{port}/_mockcore/health", process)
        seconds = time.perf_counter() - began
        status = Path(f"/proc/{process.pid}/status").read_text()
        memory = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    finally:
        process.terminate()
        process.wait(10)
    return seconds, memory / 1024


def main() -> None:
    rounds: dict[str, list[tuple[float, float]]] = {"mockcore serve": [], "empty FastAPI": []}
    started(mockcore(port := free_port()), port)
    for _ in range(ROUNDS):
        rounds["mockcore serve"].append(started(mockcore(port := free_port()), port))
        rounds["empty FastAPI"].append(started([sys.executable, "empty_fastapi.py", str(port := free_port())], port))
    for name, told in rounds.items():
        seconds, memory = (statistics.median(values) for values in zip(*told, strict=True))
        sys.stdout.write(f"{name:16} {seconds:.2f} s to healthy, {memory:.0f} MB resident\n")


if __name__ == "__main__":
    main()
