"""Measures the analysts' catalogue and the graph algorithms on one large graph.

    uv run --extra embedded python -m bench.analytics      (the first run loads the graph)

100,000 members with profiles, about 1.9 million connections (bench/network.py), 300,000
endorsements, and as arithmetic invents them 200,000 connection requests, 50,000 introductions and
500,000 suggestions. A run of the graph algorithms, by stage, with the process's memory; then each
query of the catalogue, once cold and three times warm. Beside the clock stands the processor time,
Neo4j's and this process's: on a machine that does other things too, that is what counts. Prints
tables, and JSON with --json FILE.
"""

import argparse
import asyncio
import json
import resource
import statistics
import time
from pathlib import Path

import psutil
from neo4j import WRITE_ACCESS, AsyncManagedTransaction
from platformdirs import user_cache_path
from rich.console import Console
from rich.table import Table

from bench import network
from bench.life import ENDORSEMENTS, Life, load_with
from mutuals.analytics import queries
from mutuals.demo.commands import write_endorsements, write_members
from mutuals.engine.lifecycle import Progress, status
from mutuals.graph.driver import Graph
from mutuals.graph.opening import new_id, opened, utc_now
from mutuals.graph_runs.commands import begin, carry_out
from mutuals.graph_runs.models import Stage
from mutuals.settings import Settings

WARM = 3
BAR_SECONDS = 5.0
MEBIBYTE = 2**20
GIVEN = {"company_id": "saltmere-bank", "industry": "Software", "member_id": "m000000"}
"""The largest company and industry, and a hub."""

# What happened between whom and when follows from their numbers.
AGE = "duration({minutes: one * 7919 % 525600 + other * 104729 % 525600})"
TIES = f"""
MATCH ()-[tie:CONNECTED_TO]->()
WHERE tie.pair > $after
WITH tie
  ORDER BY tie.pair
  LIMIT $limit
WITH tie, toInteger(substring(tie.pair, 1, 6)) AS one, toInteger(right(tie.pair, 6)) AS other
SET tie.since = $now - {AGE} - {AGE}
SET
  tie.forward = CASE one % 3 WHEN 0 THEN other % 20 + 0.5 END,
  tie.backward = CASE one % 3 WHEN 0 THEN one % 20 + 0.5 END,
  tie.counted_at = CASE one % 3 WHEN 0 THEN $now - {AGE} END
WITH tie, coalesce(tie.forward, 0.0) + coalesce(tie.backward, 0.0) AS both
SET tie.strength = 1.0 - (1.0 - tie.strength) * exp(-both / 10.0)
RETURN max(tie.pair) AS last
"""
ASKED = f"""
UNWIND range($first, $first + 1999) AS one
MATCH (viewer:Member {{id: 'm' + right('00000' + toString(one), 6)}})
UNWIND range(1, 5) AS step
WITH viewer, one, step, (one * 31 + step * 977) % 100000 AS other
MATCH (member:Member {{id: 'm' + right('00000' + toString(other), 6)}})
WHERE member <> viewer
WITH viewer, member, one, step, other, $now - {AGE} AS at
CREATE (viewer)-[:WAS_SUGGESTED {{shown: 1 + (one + step) % 12, shown_at: at}}]->(member)
WITH *
  WHERE step < 3
CREATE (viewer)-[:SENT]->(request:ConnectionRequest {{id: toString(one) + '-' + toString(step)}})
CREATE (request)-[:SENT_TO]->(member)
SET
  request.state = ['accepted', 'accepted', 'pending', 'withdrawn', 'expired'][(one + other) % 5],
  request.created_at = at + duration('PT1H'),
  request.closed_at = at + duration({{minutes: one % 9000 + 60}}),
  request.expires_at = at + duration('P180D')
WITH *
  WHERE step = 1 AND one % 2 = 0
CREATE (introduction:Introduction {{id: toString(one)}})
SET
  introduction.state = ['introduced', 'declined_by_target', 'expired', 'approved'][one / 2 % 4],
  introduction.purpose = ['job', 'advice', 'sale', 'other'][other % 4],
  introduction.created_at = at,
  introduction.approved_at = at + duration({{minutes: one % 5000}}),
  introduction.answered_at = at + duration({{minutes: one % 5000 + other % 9000}}),
  introduction.expires_at = at + duration('P60D')
RETURN count(*) AS made
"""

err = Console(stderr=True)


async def write_members_and_asked(graph: Graph, progress: Progress) -> None:
    """Who the members are, what they endorse, and what write_asked says."""
    life = await asyncio.to_thread(Life)
    await write_members(graph, life.members, len(life.members), utc_now(), progress)
    await write_endorsements(graph, life.endorsements(), ENDORSEMENTS, utc_now(), progress)
    await write_asked(graph)


async def write_asked(graph: Graph) -> None:
    """When ties were made and used, and who asked whom for what."""
    now = utc_now()
    last: str | None = ""
    while last is not None:
        row = await write(graph, TIES, after=last, limit=10_000, now=now)
        last = row["last"]
    for first in range(0, network.MEMBERS, 2_000):
        err.print(f"\rRequests of {first:,} members ", end="")
        await write(graph, ASKED, first=first, now=now)


async def write(graph: Graph, statement: str, **parameters: object) -> dict[str, str | None]:
    async def work(transaction: AsyncManagedTransaction) -> dict[str, str | None]:
        result = await transaction.run(statement, parameters)
        record = await result.single(strict=True)
        return dict(record)

    async with graph.session(access=WRITE_ACCESS) as session:
        return await session.execute_write(work)


def processor_seconds(*processes: psutil.Process) -> float:
    """What the processes have used since they started, all their threads together."""
    times = [process.cpu_times() for process in processes]
    return sum(one.user + one.system for one in times)


async def measure_run(graph: Graph, neo4j: psutil.Process) -> dict[str, dict[str, float]]:
    """Seconds of each stage, and what this process held at its end."""
    process = psutil.Process()
    used: dict[Stage, float] = {}
    stages: dict[str, dict[str, float]] = {}
    began: dict[Stage, float] = {}

    def at(stage: Stage, _done: float) -> None:
        if stage not in began:
            end(time.perf_counter())
            began[stage] = time.perf_counter()
            used[stage] = processor_seconds(process, neo4j)
            err.print(f"{stage} …")

    def end(now: float) -> None:
        if began:
            stage = [*began][-1]
            held = process.memory_info().rss / MEBIBYTE
            stages[stage] = {
                "seconds": now - began[stage],
                "processor_s": processor_seconds(process, neo4j) - used[stage],
                "mib": held,
            }
            err.print(f"  {stages[stage]}")

    await carry_out(graph, await begin(graph, new_id(), utc_now), utc_now, at)
    end(time.perf_counter())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    total = {key: sum(row[key] for row in stages.values()) for key in ("seconds", "processor_s")}
    return stages | {"all": total | {"mib": peak}}


async def measure_catalogue(graph: Graph, neo4j: psutil.Process) -> dict[str, dict[str, float]]:
    """Milliseconds of each query, cold and warm, and how many rows it found."""
    found: dict[str, dict[str, float]] = {}
    for name, query in queries.queries().items():
        needed = {
            key: value
            for key, value in GIVEN.items()
            if key in query.parameters and key not in query.defaults
        }
        times = []
        rows = 0
        used = 0.0
        for place in range(1 + WARM):
            if place == 1:
                used = processor_seconds(neo4j)
            started = time.perf_counter()
            answer = await queries.run(graph.reader, name, needed, now=utc_now())
            times.append(time.perf_counter() - started)
            rows = len(answer.items)
        found[name] = {
            "cold_s": times[0],
            "p50_s": statistics.median(times[1:]),
            "processor_s": (processor_seconds(neo4j) - used) / WARM,
            "rows": rows,
        }
        err.print(f"{name}: {found[name]}")
    return found


async def measure(settings: Settings) -> dict[str, dict[str, dict[str, float]]]:
    await load_with(settings, "analysed", write_members_and_asked)
    async with opened(settings) as graph:
        running = status(settings)
        if running is None:
            raise RuntimeError("the engine has stopped")
        neo4j = psutil.Process(running.neo4j_pid)
        run = await measure_run(graph, neo4j)
        return {"run": run, "catalogue": await measure_catalogue(graph, neo4j)}


def show_tables(result: dict[str, dict[str, dict[str, float]]]) -> None:
    console = Console()
    stages = Table("stage", "s", "processor s", "MiB at its end")
    for stage, row in result["run"].items():
        stages.add_row(
            stage, f"{row['seconds']:.1f}", f"{row['processor_s']:.1f}", f"{row['mib']:.0f}"
        )
    console.print(stages)
    catalogue = Table("query", "cold s", "p50 s", "processor s", "rows", "bar", "")
    for name, row in result["catalogue"].items():
        catalogue.add_row(
            name,
            f"{row['cold_s']:.2f}",
            f"{row['p50_s']:.2f}",
            f"{row['processor_s']:.2f}",
            f"{row['rows']:.0f}",
            f"{BAR_SECONDS:.0f}",
            "ok" if row["p50_s"] <= BAR_SECONDS else "ABOVE",
        )
    console.print(catalogue)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--json", type=Path, help="write the figures there too")
    parser.add_argument(
        "--data-dir", type=Path, default=user_cache_path("mutuals") / "bench-analytics"
    )
    options = parser.parse_args()
    result = asyncio.run(measure(Settings(data_dir=options.data_dir)))
    show_tables(result)
    if options.json:
        options.json.write_text(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
