"""Whatever happens at once, a pair has at most one edge and nobody sees a driver's error."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from functools import partial

import pytest
from neo4j import AsyncGraphDatabase, Record
from tests.conftest import NOW
from tests.connections.threads import at_once
from tests.network import create_member, write_network

from mutuals.connections.commands import connect, disconnect, renew_ties
from mutuals.connections.queries import relation
from mutuals.errors import ConflictError, MemberNotFoundError
from mutuals.graph.driver import Graph, Server
from mutuals.members.commands import delete_member, update_member
from mutuals.members.models import MemberChange, PositionInput

pytestmark = [pytest.mark.long, pytest.mark.anyio]

THREADS = 8
MEMBERS = ["ada", "grace", "linus"]
MORE_MEMBERS = [*MEMBERS, "alan", "barbara", "edsger", "tim", "zoe"]
PAIRS = [("ada", "grace"), ("grace", "linus"), ("ada", "linus")]

Command = Callable[[Graph, str, str, datetime], Awaitable[object]]


async def stored(server: Server, query: str) -> list[Record]:
    async with AsyncGraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        return (await driver.execute_query(query, database_=server.database)).records


async def edges(server: Server) -> list[tuple[str, str, str]]:
    records = await stored(
        server,
        "MATCH (one:Member)-[tie:CONNECTED_TO]->(other:Member) "
        "RETURN one.id AS one, other.id AS other, tie.pair AS pair",
    )
    return [(record["one"], record["other"], record["pair"]) for record in records]


async def connect_and_disconnect(graph: Graph, draw: random.Random) -> None:
    for _ in range(200):
        one, other = draw.sample(draw.choice(PAIRS), 2)
        change: Command = draw.choice([connect, disconnect])
        await change(graph, one, other, NOW)


async def test_eight_threads_leave_at_most_one_edge_a_pair_and_right_degrees(
    graph: Graph, server: Server
) -> None:
    write_network(server, [], members=MEMBERS)
    draws = [random.Random(number) for number in range(THREADS)]
    await at_once(server, *(partial(connect_and_disconnect, draw=draw) for draw in draws))
    found = await edges(server)
    pairs = {(one, other) for one, other, _ in found}
    assert len(pairs) == len(found)
    assert all(pair == f"{one}|{other}" and one < other for one, other, pair in found)
    for pair in PAIRS:
        expected = 1 if pair in pairs else 2 if len(pairs) == 2 else None
        assert (await relation(graph.reader, *pair)).degree == expected


@pytest.mark.usefixtures("graph")
async def test_of_eight_who_connect_a_pair_at_once_one_made_it(server: Server) -> None:
    write_network(server, [], members=MEMBERS)

    async def made(graph: Graph) -> bool:
        _, created = await connect(graph, "grace", "ada", NOW)
        return created

    assert sorted(await at_once(server, *[made] * THREADS)) == [False] * 7 + [True]


@pytest.mark.usefixtures("graph")
async def test_of_eight_who_disconnect_a_pair_at_once_one_ended_it(server: Server) -> None:
    write_network(server, [("ada", "grace")])

    async def ended(graph: Graph) -> bool:
        return await disconnect(graph, "ada", "grace", NOW)

    assert sorted(await at_once(server, *[ended] * THREADS)) == [False] * 7 + [True]


@pytest.mark.parametrize("deleted", ["ada", "linus"])
@pytest.mark.parametrize("command", [connect, disconnect])
async def test_who_waits_for_a_deletion_finds_no_member(
    graph: Graph, server: Server, command: Command, deleted: str
) -> None:
    write_network(server, [], members=["ada", "linus"])
    async with (
        AsyncGraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver,
        driver.session(database=server.database) as session,
        await session.begin_transaction() as deletion,
    ):
        delete = graph.catalogue.get("members.delete").text
        await (await deletion.run(delete, member_id=deleted, now=NOW)).consume()
        waiting = asyncio.ensure_future(command(graph, "linus", "ada", NOW))
        while not any(
            transaction["status"].startswith("Blocked")
            for transaction in await stored(server, "SHOW TRANSACTIONS YIELD status")
        ):
            assert not waiting.done()
        await deletion.commit()
        with pytest.raises(MemberNotFoundError, match=deleted):
            await waiting


async def change_anything(graph: Graph, draw: random.Random) -> None:
    for _ in range(30):
        one, other = draw.sample(MORE_MEMBERS, 2)
        change = MemberChange(
            positions=[PositionInput(company=name) for name in draw.sample(["A", "B", "C"], 2)],
            skills=draw.sample(["Chess", "Go", "Ada"], 2),
        )
        # Another thread may be between deleting and creating, or have created first.
        with suppress(MemberNotFoundError, ConflictError):
            match draw.randrange(7):
                case 0 | 1 | 2:
                    await connect(graph, one, other, NOW)
                case 3:
                    await disconnect(graph, one, other, NOW)
                case 4:
                    await delete_member(graph.writer, one, NOW)
                    await create_member(graph.writer, one, change, NOW)
                case 5:
                    await update_member(graph.writer, one, change, NOW)
                case 6:
                    await renew_ties(graph)


@pytest.mark.usefixtures("graph")
async def test_changes_of_every_kind_at_once_keep_the_rules(server: Server) -> None:
    write_network(server, PAIRS, members=MORE_MEMBERS)
    draws = [random.Random(number) for number in range(THREADS // 2)]
    await at_once(server, *(partial(change_anything, draw=draw) for draw in draws))
    found = await edges(server)
    assert len(found) == len({*found})
    assert all(pair == f"{one}|{other}" for one, other, pair in found)
    counted = await stored(
        server,
        "MATCH (:Member)-[tie:CONNECTED_TO]-() WHERE tie.strength IS NULL RETURN count(*) AS count",
    )
    assert counted[0]["count"] == 0
