"""Measures what imports and pools cost, who has none and who has some side by side on one graph.

    uv run --extra embedded python -m bench.pooling       (the first run writes the graph)

10,000 members with about 40 connections each; eleven of them share in a group what they imported,
2,000 people each of 6,000 at 300 companies. Each question is asked over Bolt in turn with
`RETURN 1` on the same driver, by members without imports and by those eleven. Prints p50, p99 and
the ratios of the p50s; as JSON with --json FILE.
"""

import argparse
import asyncio
import json
import random
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, Literal

from neo4j import AsyncManagedTransaction
from platformdirs import user_cache_path
from rich.console import Console
from rich.table import Table

from bench.core import CAP, SEED, Times, return_one
from mutuals.connections.models import ConnectionFilters
from mutuals.connections.queries import connections, degrees, relation
from mutuals.graph.driver import Graph
from mutuals.graph.opening import opened, utc_now
from mutuals.introductions.queries import company_introduction_paths, introduction_paths
from mutuals.settings import Settings

MEMBERS = 10_000
CONNECTIONS = 20
"""That each begins; each is in about as many more that others begin."""
POOL = 11
IMPORTED = 2000
PEOPLE = 6000
COMPANIES = 300
CALLS = 300
TARGETS = 100
ROWS = 5000

WRITE = {
    "members": """
        UNWIND $rows AS row
        MERGE (company:Company {id: row.company_id})
        CREATE (:Member {id: row.id, name: row.id})-[:WORKS_AT {title: 'Engineer'}]->(company)
    """,
    "ties": """
        UNWIND $rows AS row
        MATCH (one:Member {id: row.one}), (other:Member {id: row.other})
        CREATE (one)-[:CONNECTED_TO {
          pair: row.one + '|' + row.other, strength: row.strength, context: row.strength
        }]->(other)
    """,
    "sharing": """
        MERGE (group:Group {id: 'bench-pool', name: 'Pool', joining: 'approval'})
        WITH group
        UNWIND $rows AS row
        MATCH (member:Member {id: row.id})
        CREATE (member)-[:MEMBER_OF {role: 'member', shares_imports: true}]->(group)
    """,
    "imports": """
        UNWIND $rows AS row
        MATCH (owner:Member {id: row.owner_id})
        MERGE (identity:Identity {id: row.identity_id})
        CREATE (owner)-[:KNOWS_UNCONFIRMED {strength: row.strength, context: row.strength}]->
          (person:UnconfirmedMember {
            id: row.id, owner_id: row.owner_id, name: row.name, position: 'Engineer',
            company: row.company_id, company_id: row.company_id
          })-[:IDENTIFIED_BY]->(identity)
    """,
}

Question = Callable[[Graph, str, random.Random], Awaitable[object]]
err = Console(stderr=True)


def member_id(number: int) -> str:
    return f"bench-{number:05}"


def rows(rng: random.Random) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The graph, a list of rows for each statement."""
    yield (
        "members",
        [
            {"id": member_id(number), "company_id": f"company-{number % COMPANIES}"}
            for number in range(MEMBERS)
        ],
    )
    pairs = {
        tuple(sorted((number, other)))
        for number in range(MEMBERS)
        for other in rng.sample(range(MEMBERS), CONNECTIONS)
        if number != other
    }
    # The pool's members know each other by halves.
    pairs |= {(one, one + 1) for one in range(0, POOL - 1, 2)}
    yield (
        "ties",
        [
            {"one": member_id(one), "other": member_id(other), "strength": rng.random()}
            for one, other in sorted(pairs)
        ],
    )
    yield "sharing", [{"id": member_id(number)} for number in range(POOL)]
    yield (
        "imports",
        [
            {
                "id": f"person-{owner}-{person}",
                "owner_id": member_id(owner),
                "identity_id": f"url:bench/{person}",
                "name": f"Person {person}",
                "company_id": f"company-{person % COMPANIES}",
                "strength": rng.random(),
            }
            for owner in range(POOL)
            for person in rng.sample(range(PEOPLE), IMPORTED)
        ],
    )


async def load(graph: Graph) -> None:
    """Write the graph, unless it is there."""
    async with graph.session(access="WRITE") as session:
        found = await session.run("MATCH (group:Group {id: 'bench-pool'}) RETURN group.id")
        if await found.data():
            return
        for name, all_rows in rows(random.Random(SEED)):
            err.print(f"Writing {len(all_rows):,} {name}")
            for start in range(0, len(all_rows), ROWS):
                part = all_rows[start : start + ROWS]

                async def work(
                    transaction: AsyncManagedTransaction,
                    statement: str = WRITE[name],
                    part: list[dict[str, Any]] = part,
                ) -> None:
                    await (await transaction.run(statement, rows=part)).consume()

                await session.execute_write(work)


def some_member(rng: random.Random) -> str:
    return member_id(rng.randrange(POOL, MEMBERS))


def listing(degree: Literal[1, 2]) -> Question:
    return lambda graph, viewer, _: connections(
        graph.reader, viewer, degree, ConnectionFilters(), 20, None
    )


async def paths_to(graph: Graph, viewer: str, target_id: str) -> object:
    return await introduction_paths(
        graph.reader, viewer, target_id, 3, 5, default_cap=CAP, now=utc_now()
    )


async def company_paths(graph: Graph, viewer: str, rng: random.Random) -> object:
    company_id = f"company-{rng.randrange(COMPANIES)}"
    return await company_introduction_paths(
        graph.reader, viewer, company_id, 3, 5, default_cap=CAP, now=utc_now()
    )


def pool_person(ids: list[str]) -> Callable[[str, random.Random], str]:
    """The id of one whom another of the pool imported."""

    def pick(viewer: str, rng: random.Random) -> str:
        number = viewer.removeprefix("bench-").lstrip("0") or "0"
        return rng.choice([id_ for id_ in rng.sample(ids, 20) if f"-{number}-" not in id_])

    return pick


async def measure(settings: Settings) -> dict[str, dict[str, float]]:
    async with opened(settings) as graph:
        await load(graph)
        async with graph.session(access="READ") as session:
            found = await session.run(
                "MATCH (person:UnconfirmedMember) WHERE person.id STARTS WITH 'person-' "
                "RETURN person.id AS id ORDER BY id"
            )
            person = pool_person([row["id"] for row in await found.data()])
        everybody: dict[str, Question] = {
            "degree": lambda graph, viewer, rng: relation(graph.reader, viewer, some_member(rng)),
            "100 degrees": lambda graph, viewer, rng: degrees(
                graph.reader, viewer, [some_member(rng) for _ in range(TARGETS)]
            ),
            "connections, first degree": listing(1),
            "connections, second degree": listing(2),
            "five paths": lambda graph, viewer, rng: paths_to(graph, viewer, some_member(rng)),
            "five paths into a company": company_paths,
        }
        pool: dict[str, Question] = {
            "degree of one of the pool": lambda graph, viewer, rng: relation(
                graph.reader, viewer, person(viewer, rng)
            ),
            "100 degrees of the pool": lambda graph, viewer, rng: degrees(
                graph.reader, viewer, [person(viewer, rng) for _ in range(TARGETS)]
            ),
            "five paths through the pool": lambda graph, viewer, rng: paths_to(
                graph, viewer, person(viewer, rng)
            ),
        }
        rng = random.Random(SEED)
        times: dict[str, Times] = {}
        for measured in (False, True):
            for _ in range(CALLS):
                without, sharing = some_member(rng), member_id(rng.randrange(POOL))
                calls = [
                    *((f"{name} | without", ask, without) for name, ask in everybody.items()),
                    *((f"{name} | sharing", ask, sharing) for name, ask in everybody.items()),
                    *((f"{name} | sharing", ask, sharing) for name, ask in pool.items()),
                ]
                for name, ask, viewer in calls:
                    started = time.perf_counter()
                    await return_one(graph)
                    between = time.perf_counter()
                    await ask(graph, viewer, rng)
                    if measured:
                        found_times = times.setdefault(name, Times())
                        found_times.base.append(between - started)
                        found_times.own.append(time.perf_counter() - between)
    return {name: found_times.row() for name, found_times in times.items()}


def show_table(result: dict[str, dict[str, float]]) -> None:
    table = Table("question", "who asks", "p50 ms", "p99 ms", "RETURN 1", "ratio")
    for name, row in result.items():
        question, who = name.split(" | ")
        table.add_row(
            question,
            who,
            f"{row['p50_ms']:.2f}",
            f"{row['p99_ms']:.2f}",
            f"{row['base_p50_ms']:.2f}",
            f"{row['ratio_p50']:.2f}",
        )
    Console().print(table)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--json", type=Path, help="write the figures there too")
    parser.add_argument(
        "--data-dir", type=Path, default=user_cache_path("mutuals") / "bench-pooling"
    )
    options = parser.parse_args()
    result = asyncio.run(measure(Settings(data_dir=options.data_dir)))
    show_table(result)
    if options.json:
        options.json.write_text(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
