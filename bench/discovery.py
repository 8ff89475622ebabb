"""Measures search and suggestions against `RETURN 1`, side by side on one graph.

    uv run --extra embedded python -m bench.discovery     (the first run loads the graph)

The network of bench/network.py with the profiles of bench/profiles.py. For 300 random viewers, and
for its three hubs, each in turn with `RETURN 1` on the same driver, over Bolt, after a warm round:
suggestions, and searches of words that few, many and very many members have, with facets. Prints
p50, p99 and the ratios of the p50s as a table.
"""

import argparse
import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from platformdirs import user_cache_path
from rich.console import Console
from rich.table import Table

from bench import network
from bench.core import Times, load, quantile, return_one
from bench.profiles import give_profiles
from mutuals.graph.driver import Graph
from mutuals.graph.opening import opened, utc_now
from mutuals.search.models import MemberFilters
from mutuals.search.queries import search_members
from mutuals.settings import Settings
from mutuals.suggestions.models import Order
from mutuals.suggestions.queries import suggestions

VIEWERS = 300
HUB_CALLS = 60
SEED = 11
SEARCHES = {
    "few": MemberFilters(q="nunez analyst quarry"),
    "many": MemberFilters(q="ada lovelace"),
    "very many": MemberFilters(q="engineer"),
    "typo": MemberFilters(q="enginer"),
    "a company's": MemberFilters(q="engineer", company="company-5"),
    "first degree": MemberFilters(q="engineer", degree=1),
    "second degree": MemberFilters(q="engineer", degree=2),
    "near": MemberFilters(),
}
BARS = {"suggestions": 8.0} | {f"search: {name}": 10.0 for name in SEARCHES}

Call = Callable[[str], Awaitable[object]]


def calls(graph: Graph) -> dict[str, Call]:
    """Each is given the viewer."""
    found: dict[str, Call] = {
        "suggestions": lambda viewer: suggestions(
            graph.reader, viewer, Order.RELEVANCE, 20, utc_now()
        )
    }
    for name, filters in SEARCHES.items():
        found[f"search: {name}"] = lambda viewer, filters=filters: search_members(  # type: ignore[misc]
            graph.reader, viewer, filters, 20, None
        )
    return found


async def measured(graph: Graph, viewers: list[str]) -> dict[str, Times]:
    """Every call in turn with `RETURN 1`, viewer by viewer, after a warm round."""
    times = {name: Times() for name in calls(graph)}
    for counts in (False, True):
        for viewer in viewers:
            for name, call in calls(graph).items():
                started = time.perf_counter()
                await return_one(graph)
                between = time.perf_counter()
                await call(viewer)
                if counts:
                    times[name].base.append(between - started)
                    times[name].own.append(time.perf_counter() - between)
    return times


async def measure(settings: Settings) -> None:
    await load(settings)
    rng = random.Random(SEED)
    viewers = [
        network.member_id(number)
        for number in rng.sample(range(network.HUBS, network.MEMBERS), VIEWERS)
    ]
    hubs = [network.member_id(number % network.HUBS) for number in range(HUB_CALLS)]
    async with opened(settings) as graph:
        done = settings.data_dir / "profiles"
        if not done.exists():
            await give_profiles(graph)
            done.touch()
        usual, hub = await measured(graph, viewers), await measured(graph, hubs)
    table = Table("", "p50 ms", "p99 ms", "RETURN 1", "ratio", "bar", "p99 / p50", "hub p50 / p50")
    for name, bar in BARS.items():
        row, middle = usual[name].row(), quantile(usual[name].own, 0.5)
        table.add_row(
            name,
            f"{row['p50_ms']:.2f}",
            f"{row['p99_ms']:.2f}",
            f"{row['base_p50_ms']:.2f}",
            f"{row['ratio_p50']:.1f}",
            f"{bar:.0f}",
            f"{row['p99_ms'] / row['p50_ms']:.1f}",
            f"{quantile(hub[name].own, 0.5) / middle:.1f}",
        )
    Console().print(table)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "--data-dir", type=Path, default=user_cache_path("mutuals") / "bench-discovery"
    )
    options = parser.parse_args()
    asyncio.run(measure(Settings(data_dir=options.data_dir)))


if __name__ == "__main__":
    main()
