"""Measures how members find people worth meeting against `RETURN 1`, side by side on one graph.

    uv run --extra embedded python -m bench.meeting       (the first run loads the graph)

The network of bench/core with a life of its own: profiles, a million posts, five million
reactions, groups and events (bench/life.py). For 300 viewers, each with a member at two hops, and
the three hubs of 10,000 connections, each answer is run over Bolt in turn with `RETURN 1` on the
same driver, warm, with the store in the engine's page cache. Prints p50, p99 and the ratios as a
table, and as JSON with --json FILE.
"""

import argparse
import asyncio
import json
import random
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_cache_path
from rich.console import Console
from rich.table import Table

from bench import network
from bench.blocks import second_degree
from bench.core import CAP, SEED, Pair, Times, return_one
from bench.life import load_with, write_life
from mutuals.approach.queries import approach_member
from mutuals.common_ground.queries import in_common
from mutuals.feed.models import Order as FeedOrder
from mutuals.feed.queries import feed_page
from mutuals.graph.driver import Graph, Reader
from mutuals.graph.opening import opened, utc_now
from mutuals.search.models import MemberFilters
from mutuals.search.queries import search_members
from mutuals.settings import Settings
from mutuals.suggestions.models import Order as SuggestionOrder
from mutuals.suggestions.queries import suggestions
from mutuals.tokens.signing import Signer

VIEWERS = 300
HUB_TIMES = 20
FEED_PAGE, PAGE = 10, 20
"""As many as the API gives unless asked for more."""
PAGE_CACHE = "3g"
"""As large as the store."""
COOLDOWN = timedelta(days=21)
SEARCHES = [
    MemberFilters(q="engineer"),
    MemberFilters(q="anna"),
    MemberFilters(q="pyhton"),
    MemberFilters(q="graph databases"),
    MemberFilters(q="director bank"),
    MemberFilters(q="nurse", degree=2),
    MemberFilters(q="senior", industry="Software"),
    MemberFilters(),
]
"""Words that few and that many have, a typo, filters, and everybody near."""

err = Console(stderr=True)


class Bar(NamedTuple):
    """What is promised: p50 at most so many times that of `RETURN 1`."""

    name: str
    ratio: float


BARS = [
    Bar("feed", 8),
    Bar("suggestions", 8),
    Bar("approach", 12),
    Bar("search with facets", 10),
    Bar("common ground", 3),
]
P99_RATIO = 5.0
"""p99 of usual viewers, and p50 of hubs, against the p50 of usual viewers."""

Call = Callable[[str, str, int], Awaitable[object]]


def calls(reader: Reader) -> dict[str, Call]:
    """Each answer for a viewer, a member and a number."""
    signer = Signer("s" * 32)
    return {
        "feed": lambda viewer, _member, _number: feed_page(
            reader,
            signer,
            viewer,
            order=FeedOrder.BEST,
            limit=FEED_PAGE,
            cursor=None,
            now=utc_now(),
        ),
        "suggestions": lambda viewer, _member, _number: suggestions(
            reader, viewer, SuggestionOrder.RELEVANCE, PAGE, utc_now()
        ),
        "approach": lambda viewer, member, _number: approach_member(
            reader, viewer, member, default_cap=CAP, cooldown=COOLDOWN, now=utc_now()
        ),
        "search with facets": lambda viewer, _member, number: search_members(
            reader, viewer, SEARCHES[number % len(SEARCHES)], PAGE, None
        ),
        "common ground": lambda viewer, member, _number: in_common(
            reader, viewer, member, limit=PAGE, now=utc_now()
        ),
    }


async def pairs(graph: Graph) -> tuple[list[Pair], list[Pair]]:
    """Viewers with a member at two hops each: usual ones, and the hubs."""
    rng = random.Random(SEED)
    usual = [
        network.member_id(number)
        for number in rng.sample(range(network.HUBS, network.MEMBERS), VIEWERS)
    ]
    hubs = [network.member_id(number) for number in range(network.HUBS)] * HUB_TIMES
    drawn = [
        [(viewer, rng.choice(await second_degree(graph, viewer))) for viewer in viewers]
        for viewers in (usual, hubs)
    ]
    return drawn[0], drawn[1]


async def measure_pairs(graph: Graph, chosen: list[Pair]) -> dict[str, Times]:
    """Every answer and `RETURN 1` in turn, pair by pair, after a warm round."""
    times: dict[str, Times] = {}
    for measured in (False, True):
        for number, (viewer, member) in enumerate(chosen):
            for name, call in calls(graph.reader).items():
                started = time.perf_counter()
                await return_one(graph)
                between = time.perf_counter()
                await call(viewer, member, number)
                if measured:
                    kept = times.setdefault(name, Times())
                    kept.base.append(between - started)
                    kept.own.append(time.perf_counter() - between)
    return times


async def measure(settings: Settings) -> dict[str, dict[str, float]]:
    await load_with(
        settings, "lives", lambda graph, progress: write_life(graph, utc_now(), progress)
    )
    async with opened(settings) as graph:
        usual, hubs = await pairs(graph)
        err.print("Measuring usual viewers")
        of_usual = await measure_pairs(graph, usual)
        err.print("Measuring hubs")
        of_hubs = await measure_pairs(graph, hubs)
    return {
        bar.name: of_usual[bar.name].row() | {"hub_p50_ms": of_hubs[bar.name].row()["p50_ms"]}
        for bar in BARS
    }


def show_table(result: dict[str, dict[str, float]]) -> None:
    table = Table(
        "answer",
        "p50 ms",
        "RETURN 1",
        "ratio",
        "bar",
        "",
        "p99 ms",
        "hubs' p50",
        "the larger / p50",
        "",
    )
    for bar in BARS:
        row = result[bar.name]
        spread = max(row["p99_ms"], row["hub_p50_ms"]) / row["p50_ms"]
        table.add_row(
            bar.name,
            f"{row['p50_ms']:.2f}",
            f"{row['base_p50_ms']:.2f}",
            f"{row['ratio_p50']:.2f}",
            f"{bar.ratio}",
            "ok" if row["ratio_p50"] <= bar.ratio else "ABOVE",
            f"{row['p99_ms']:.2f}",
            f"{row['hub_p50_ms']:.2f}",
            f"{spread:.1f}",
            "ok" if spread <= P99_RATIO else "ABOVE",
        )
    Console().print(table)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--json", type=Path, help="write the figures there too")
    parser.add_argument(
        "--data-dir", type=Path, default=user_cache_path("mutuals") / "bench-meeting"
    )
    options = parser.parse_args()
    settings = Settings(data_dir=options.data_dir, engine_page_cache=PAGE_CACHE)
    result = asyncio.run(measure(settings))
    show_table(result)
    if options.json:
        options.json.write_text(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
