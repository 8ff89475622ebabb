"""Measures the two ways to bring in the network of bench/network: online, and as a new store.

    uv run --extra embedded python -m bench.bulk [online|offline]

Each runs as a user runs it, on a data folder of its own that is gone afterwards. Prints what it
took in all, strengths included: seconds, connections a second, seconds of processor and the most
memory of Mutuals' own process and of the Java beside it. On a machine that does other work too, the
seconds of processor are what compares.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table

from bench.network import write

WAYS = {
    "online": ["import", "edges", "{file}"],
    "offline": ["import", "--offline", "--edges", "{file}"],
}
LOOK_SECONDS = 0.5


def measured(way: str, file: Path, data_dir: Path) -> tuple[float, float, float, float]:
    """Seconds, seconds of processor, and the most MB of Python and of all Java at once."""
    command = [part.format(file=file) for part in WAYS[way]]
    processor: dict[tuple[int, str], float] = {}
    most = {"python": 0.0, "java": 0.0}
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "mutuals", *command, "--data-dir", str(data_dir)],
        stdout=subprocess.DEVNULL,
    ) as program:
        while program.poll() is None:
            held = {"python": 0.0, "java": 0.0}
            for process in psutil.process_iter(["name", "cmdline"]):
                try:
                    mine = process.pid == program.pid
                    java = process.info["name"] == "java" and (
                        f"--home-dir={data_dir}" in " ".join(process.info["cmdline"] or [])
                        or process.ppid() == program.pid
                    )
                    if mine or java:
                        kind = "java" if java else "python"
                        times = process.cpu_times()
                        processor[process.pid, kind] = times.user + times.system
                        held[kind] += process.memory_info().rss / 2**20
                except psutil.NoSuchProcess:
                    continue
            most = {kind: max(most[kind], held[kind]) for kind in most}
            time.sleep(LOOK_SECONDS)
    if program.returncode:
        sys.exit(f"{way} failed")
    seconds = time.perf_counter() - started
    return seconds, sum(processor.values()), most["python"], most["java"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ways", nargs="*", default=list(WAYS), help="online, offline, or both")
    ways = parser.parse_args().ways
    table = Table("", "s", "connections/s", "processor s", "Python MB", "Java MB", box=None)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "network.csv"
        count = write(file)
        for way in ways:
            seconds, processor, python, java = measured(way, file, Path(folder) / way)
            numbers = (seconds, count / seconds, processor, python, java)
            table.add_row(way, *(f"{number:,.0f}" for number in numbers))
            Console().print(table)


if __name__ == "__main__":
    main()
