"""What two members do at once ends as if one had been first. Eight threads, 200 times in all."""

from collections import Counter
from collections.abc import Awaitable, Callable
from functools import partial

import pytest
from neo4j import AsyncGraphDatabase
from tests.conftest import NOW
from tests.connection_requests.conftest import RULES
from tests.connections.threads import at_once
from tests.network import write_network

from mutuals.connection_requests.commands import accept_request, send_request, withdraw_request
from mutuals.connection_requests.models import NewConnectionRequest
from mutuals.connection_requests.rules import Rules
from mutuals.errors import ConflictError, MutualsError
from mutuals.graph.driver import Graph, Server, Transaction

pytestmark = [pytest.mark.long, pytest.mark.anyio]

THREADS = 8
TIMES = 25
"""Each thread so often."""

Step = Callable[[Transaction], Awaitable[object]]


def send(sender_id: str, receiver_id: str, request_id: str, rules: Rules = RULES) -> Step:
    return lambda transaction: send_request(
        transaction,
        sender_id,
        NewConnectionRequest(member_id=receiver_id),
        request_id=request_id,
        rules=rules,
        now=NOW,
    )


def accept(receiver_id: str, request_id: str) -> Step:
    return lambda transaction: accept_request(
        transaction, receiver_id, request_id, rules=RULES, now=NOW
    )


def withdraw(sender_id: str, request_id: str) -> Step:
    return lambda transaction: withdraw_request(transaction, sender_id, request_id, NOW)


async def each(steps: list[Step], graph: Graph) -> Counter[str]:
    """Do them one after the other; how often each ended how."""
    ends: Counter[str] = Counter()
    for step in steps:
        try:
            await graph.writer.transaction(step)
            ends["done"] += 1
        except MutualsError as error:
            ends[type(error).__name__] += 1
    return ends


async def raced(server: Server, *works: list[Step]) -> Counter[str]:
    ends = await at_once(server, *(partial(each, work) for work in works))
    return sum(ends, Counter())


async def ask(server: Server, statement: str) -> dict[str, int]:
    async with AsyncGraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        answer = await driver.execute_query(statement, database_=server.database)
    return answer.records[0].data()


ENDS = """
MATCH (sender:Member)-[:SENT]->(request:ConnectionRequest)-[:SENT_TO]->(receiver:Member)
RETURN
  count(*) AS requests,
  count(CASE WHEN request.state = 'accepted' THEN 1 END) AS accepted,
  count(CASE WHEN request.state = 'withdrawn' THEN 1 END) AS withdrawn,
  count(request.open_pair) AS open,
  sum(COUNT { (sender)-[:CONNECTED_TO]-(receiver) }) AS connections,
  sum(COUNT { (:Notification {kind: 'acceptance', subject_id: request.id})-[:TELLS]->() }) AS told
"""
NUMBERS = range(THREADS * TIMES)


@pytest.fixture
def pairs(graph: Graph, server: Server) -> list[tuple[str, str, str]]:
    """Senders, receivers and ids of 200 requests."""
    del graph  # the schema
    found = [(f"a{number}", f"b{number}", f"r{number}") for number in NUMBERS]
    write_network(server, [], [member for pair in found for member in pair[:2]])
    return found


async def test_a_request_is_accepted_once(
    graph: Graph, server: Server, pairs: list[tuple[str, str, str]]
) -> None:
    await each([send(*pair) for pair in pairs[:TIMES]], graph)
    steps = [accept(receiver, request) for _, receiver, request in pairs[:TIMES]]
    await raced(server, *[steps] * THREADS)
    assert await ask(server, ENDS) == {
        "requests": TIMES,
        "accepted": TIMES,
        "withdrawn": 0,
        "open": 0,
        "connections": TIMES,
        "told": 2 * TIMES,
    }


async def test_a_request_is_accepted_or_withdrawn(
    graph: Graph, server: Server, pairs: list[tuple[str, str, str]]
) -> None:
    await each([send(*pair) for pair in pairs], graph)
    halves = [pairs[start :: THREADS // 2] for start in range(THREADS // 2)]
    accepts = [[accept(receiver, request) for _, receiver, request in half] for half in halves]
    withdrawals = [[withdraw(sender, request) for sender, _, request in half] for half in halves]
    ends = await raced(server, *accepts, *withdrawals)
    found = await ask(server, ENDS)
    assert found["accepted"] + found["withdrawn"] == len(pairs) == ends["done"]
    assert found["connections"] == found["accepted"]
    assert found["told"] == 2 * found["accepted"]
    assert found["open"] == 0


async def test_two_who_ask_each_other_are_connected_once(
    server: Server, pairs: list[tuple[str, str, str]]
) -> None:
    halves = [pairs[start :: THREADS // 2] for start in range(THREADS // 2)]
    ones = [[send(one, other, f"{request}-1") for one, other, request in half] for half in halves]
    others = [[send(other, one, f"{request}-2") for one, other, request in half] for half in halves]
    ends = await raced(server, *ones, *others)
    assert ends == {"done": 2 * len(pairs)}
    assert await ask(server, ENDS) == {
        "requests": len(pairs),
        "accepted": len(pairs),
        "withdrawn": 0,
        "open": 0,
        "connections": len(pairs),
        "told": 2 * len(pairs),
    }


async def test_no_more_than_the_week_allows(
    server: Server, pairs: list[tuple[str, str, str]]
) -> None:
    rules = RULES._replace(a_week=100)
    works = [
        [send("a0", receiver, request, rules) for _, receiver, request in pairs[start::THREADS]]
        for start in range(THREADS)
    ]
    ends = await raced(server, *works)
    assert ends == {"done": 100, "QuotaReachedError": len(pairs) - 100}
    assert (await ask(server, ENDS))["requests"] == 100


async def test_the_same_request_is_sent_once(
    server: Server, pairs: list[tuple[str, str, str]]
) -> None:
    works = [
        [send(one, other, f"{request}-{thread}") for one, other, request in pairs[:TIMES]]
        for thread in range(THREADS)
    ]
    ends = await raced(server, *works)
    assert ends == {"done": TIMES, ConflictError.__name__: TIMES * (THREADS - 1)}
    assert (await ask(server, ENDS))["open"] == TIMES
