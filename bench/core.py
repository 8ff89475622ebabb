"""Measures the core queries against `RETURN 1`, side by side on one graph.

    uv run --extra embedded python -m bench.core          (the first run loads the graph)

100,000 members, about 1.9 million connections, three hubs of 10,000 (bench/network.py). For 300
random and 300 near pairs, and 60 pairs with a hub, each query is run over Bolt in turn with
`RETURN 1` on the same driver, warm; over HTTP in turn with the same query over Bolt. Prints
p50, p99 and the ratios of the p50s as a table, and as JSON with --json FILE. The random and the
near pairs are run once more with 50 members blocked by each viewer (bench/blocks.py).
"""

import argparse
import asyncio
import json
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path

import httpx
from neo4j import READ_ACCESS, AsyncManagedTransaction
from platformdirs import user_cache_path
from rich.console import Console
from rich.table import Table

from bench import network
from bench.blocks import BLOCKS, blocks
from mutuals.connections import queries
from mutuals.engine.lifecycle import attached
from mutuals.graph.driver import Graph, Reader
from mutuals.graph.opening import opened, utc_now
from mutuals.imports.commands import import_connections
from mutuals.introductions.queries import introduction_paths
from mutuals.settings import Settings
from mutuals.tokens.signing import Signer, signing_secret

PAIRS = 300
HUB_PAIRS = 60
TARGETS = 100
SEED = 7
CAP = 10
NAIVE = """
MATCH path = (:Member {id: $viewer_id})-[:CONNECTED_TO*1..3]-(:Member {id: $member_id})
RETURN min(length(path)) AS degree
"""

Call = Callable[[str, str], Awaitable[object]]
Pair = tuple[str, str]

err = Console(stderr=True)


@dataclass(frozen=True)
class Bar:
    """What is promised of a query: p50 at most this many times that of `RETURN 1`."""

    name: str
    ratio: float | None


BARS = [
    Bar("degree", 3),
    Bar("mutual connections", 1.5),
    Bar("five paths", 8),
    Bar("100 degrees", 12),
    Bar("naive *1..3", None),
]
HUB_RATIO = 30.0
BLOCKS_RATIO = 2.0
HTTP_MILLISECONDS = 2.0
READY_SECONDS = 120


@dataclass
class Times:
    """Seconds of each call of one query, beside the calls of its baseline."""

    own: list[float] = field(default_factory=list)
    base: list[float] = field(default_factory=list)

    def row(self) -> dict[str, float]:
        return {
            "p50_ms": quantile(self.own, 0.5) * 1000,
            "p99_ms": quantile(self.own, 0.99) * 1000,
            "base_p50_ms": quantile(self.base, 0.5) * 1000,
            "ratio_p50": quantile(self.own, 0.5) / quantile(self.base, 0.5),
        }


def quantile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


async def return_one(graph: Graph) -> None:
    async def work(transaction: AsyncManagedTransaction) -> None:
        await (await transaction.run("RETURN 1")).data()

    async with graph.session(access=READ_ACCESS) as session:
        await session.execute_read(work)


async def naive(graph: Graph, viewer_id: str, member_id: str) -> None:
    async def work(transaction: AsyncManagedTransaction) -> None:
        await (await transaction.run(NAIVE, viewer_id=viewer_id, member_id=member_id)).data()

    async with graph.session(access=READ_ACCESS) as session:
        await session.execute_read(work)


def pairs_of(kind: str) -> list[Pair]:
    """Random pairs, pairs inside a community, or pairs with a hub on one side or both."""
    rng = random.Random(SEED)
    communities = network.MEMBERS // network.COMMUNITY_SIZE
    members = range(network.HUBS, network.MEMBERS)
    pairs: list[Pair] = []
    while len(pairs) < (HUB_PAIRS if kind == "hub" else PAIRS):
        one = rng.choice(members)
        if kind == "random":
            other = rng.choice(members)
        elif kind == "near":
            other = one % communities + communities * rng.randrange(network.COMMUNITY_SIZE)
        else:
            hub = rng.randrange(network.HUBS)
            one, other = rng.choice([(hub, one), (one, hub), (hub, (hub + 1) % network.HUBS)])
        if one != other:
            pairs.append((network.member_id(one), network.member_id(other)))
    return pairs


async def paths(reader: Reader, viewer_id: str, member_id: str) -> object:
    """Five of up to three hops."""
    return await introduction_paths(
        reader, viewer_id, member_id, 3, 5, default_cap=CAP, now=utc_now()
    )


async def over_bolt(graph: Graph, pairs: list[Pair], *, with_naive: bool) -> dict[str, Times]:
    """Every query and `RETURN 1` in turn, pair by pair, after a warm round."""
    rng = random.Random(SEED)
    reader = graph.reader
    members = range(network.MEMBERS)
    crowd = {
        pair: [network.member_id(number) for number in rng.sample(members, TARGETS)]
        for pair in pairs
    }
    calls: dict[str, Call] = {
        "degree": lambda viewer, member: queries.relation(reader, viewer, member),
        "mutual connections": lambda viewer, member: queries.mutual_connections(
            reader, viewer, member, 20, None
        ),
        "five paths": lambda viewer, member: paths(reader, viewer, member),
        "100 degrees": lambda viewer, member: queries.degrees(
            reader, viewer, crowd[viewer, member]
        ),
    }
    if with_naive:
        calls["naive *1..3"] = lambda viewer, member: naive(graph, viewer, member)
    times = {name: Times() for name in calls}
    for measured in (False, True):
        for viewer, member in pairs:
            for name, call in calls.items():
                started = time.perf_counter()
                await return_one(graph)
                between = time.perf_counter()
                await call(viewer, member)
                if measured:
                    times[name].base.append(between - started)
                    times[name].own.append(time.perf_counter() - between)
    return times


async def over_http(graph: Graph, url: str, signer: Signer, pairs: list[Pair]) -> dict[str, Times]:
    """Every request and the same query over Bolt in turn.

    The client is the standard library's on one kept connection: what is measured is the server.
    """
    client = HTTPConnection(url.removeprefix("http://"))
    reader = graph.reader
    requests: dict[str, tuple[str, Call]] = {
        "degree": (
            "relation",
            lambda viewer, member: queries.relation(reader, viewer, member),
        ),
        "mutual connections": (
            "mutual-connections",
            lambda viewer, member: queries.mutual_connections(reader, viewer, member, 20, None),
        ),
        "five paths": (
            "introduction-paths",
            lambda viewer, member: paths(reader, viewer, member),
        ),
    }
    times = {name: Times() for name in requests}
    for measured in (False, True):
        for viewer, member in pairs:
            token = signer.member_token(viewer, utc_now(), timedelta(hours=1))
            headers = {"Authorization": f"Bearer {token}"}
            for name, (path, call) in requests.items():
                started = time.perf_counter()
                await call(viewer, member)
                between = time.perf_counter()
                client.request("GET", f"/v1/members/{member}/{path}", headers=headers)
                answer = client.getresponse()
                answer.read()
                ended = time.perf_counter()
                if answer.status != HTTPStatus.OK:
                    raise RuntimeError(f"{path} answered {answer.status}")
                if measured:
                    times[name].base.append(between - started)
                    times[name].own.append(ended - between)
    return times


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """The API in a process of its own, as `mutuals serve` runs it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = Path(sys.executable).with_name("mutuals")
    environment = {**os.environ, "MUTUALS_DATA_DIR": str(settings.data_dir)}
    process = subprocess.Popen([program, "serve", "--port", str(port)], env=environment)
    url = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + READY_SECONDS
    try:
        while True:
            try:
                httpx.get(f"{url}/readyz").raise_for_status()
                break
            except httpx.HTTPError:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait()


async def load(settings: Settings) -> float:
    """Import the graph, unless it is there; returns connections a second, 0 where it was there."""
    done = settings.data_dir / "loaded"
    if done.exists():
        return 0.0
    shutil.rmtree(settings.data_dir, ignore_errors=True)
    settings.data_dir.mkdir(parents=True)
    edges = settings.data_dir / "edges.csv"
    err.print(f"Writing the network to {edges}")
    network.write(edges)

    def show(read: int, total: int, rows: int) -> None:
        err.print(f"\r{rows:,} connections, {read / total:.0%}", end="")

    async with opened(settings) as graph:
        report = await import_connections(graph, edges, strict=True, now=utc_now(), progress=show)
    done.touch()
    return report.per_second


async def measure(settings: Settings) -> dict[str, object]:
    rate = await load(settings)
    result: dict[str, object] = {"import_per_second": rate, "bolt": {}, "http": {}}
    bolt: dict[str, dict[str, dict[str, float]]] = {}
    with attached(settings):
        async with opened(settings) as graph:
            for kind in ("random", "near", "hub"):
                err.print(f"Measuring {kind} pairs over Bolt")
                times = await over_bolt(graph, pairs_of(kind), with_naive=kind != "hub")
                bolt[kind] = {name: found.row() for name, found in times.items()}
            for kind in ("random", "near"):
                err.print(f"Measuring {kind} pairs over Bolt, each viewer with {BLOCKS} blocks")
                pairs = pairs_of(kind)
                async with blocks(graph, pairs, SEED):
                    times = await over_bolt(graph, pairs, with_naive=False)
                bolt[f"{kind}, blocks"] = {name: found.row() for name, found in times.items()}
            err.print("Measuring over HTTP")
            with served(settings) as url:
                signer = Signer(signing_secret(settings))
                times = await over_http(graph, url, signer, pairs_of("random"))
    http = {
        name: {
            **found.row(),
            "more_ms": statistics.median(found.own) * 1000 - statistics.median(found.base) * 1000,
        }
        for name, found in times.items()
    }
    return result | {"bolt": bolt, "http": http}


def show_table(result: dict[str, object]) -> None:
    console = Console()
    bolt: dict[str, dict[str, dict[str, float]]] = result["bolt"]  # type: ignore[assignment]
    http: dict[str, dict[str, float]] = result["http"]  # type: ignore[assignment]
    table = Table("pairs", "query", "p50 ms", "p99 ms", "RETURN 1", "ratio", "bar", "")
    for kind, rows in bolt.items():
        for bar in BARS:
            if (row := rows.get(bar.name)) is None:
                continue
            if kind == "hub":
                usual = bolt["random"][bar.name]["p50_ms"]
                ratio, what = row["p99_ms"] / usual, "p99 / usual p50 "
            else:
                ratio, what = row["ratio_p50"], ""
            limit = HUB_RATIO if kind == "hub" else bar.ratio
            if kind.endswith("blocks"):
                without = bolt[kind.removesuffix(", blocks")][bar.name]
                ratio, what = row["ratio_p50"] / without["ratio_p50"], "of that without "
                limit = BLOCKS_RATIO
            table.add_row(
                kind,
                bar.name,
                f"{row['p50_ms']:.2f}",
                f"{row['p99_ms']:.2f}",
                f"{row['base_p50_ms']:.2f}",
                f"{what}{ratio:.2f}",
                "" if limit is None else f"{limit}",
                "" if limit is None else ("ok" if ratio <= limit else "ABOVE"),
            )
    for name, row in http.items():
        more = row["more_ms"]
        table.add_row(
            "http",
            name,
            f"{row['p50_ms']:.2f}",
            f"{row['p99_ms']:.2f}",
            "",
            f"{more:+.2f} ms",
            f"{HTTP_MILLISECONDS} ms",
            "ok" if more <= HTTP_MILLISECONDS else "ABOVE",
        )
    console.print(table)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--json", type=Path, help="write the figures there too")
    parser.add_argument("--data-dir", type=Path, default=user_cache_path("mutuals") / "bench-core")
    options = parser.parse_args()
    settings = Settings(data_dir=options.data_dir)
    result = asyncio.run(measure(settings))
    show_table(result)
    if options.json:
        options.json.write_text(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
