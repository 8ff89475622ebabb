"""Who may ask whom to connect, and when again."""

from datetime import timedelta

import pytest
from neo4j import AsyncGraphDatabase
from tests.conftest import NOW
from tests.connection_requests.conftest import RULES, Ask
from tests.network import write_network

from mutuals.connection_requests.commands import (
    accept_request,
    answer_request,
    expire_requests,
    withdraw_request,
)
from mutuals.connection_requests.models import RequestState
from mutuals.connection_requests.queries import get_request
from mutuals.connections.queries import relation
from mutuals.errors import (
    ConflictError,
    MemberNotFoundError,
    MutualsError,
    NotFoundError,
    NotPermittedError,
    QuotaReachedError,
)
from mutuals.graph.driver import Graph, Server

pytestmark = pytest.mark.anyio

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def network(graph: Graph, server: Server) -> None:
    del graph  # the schema
    write_network(server, [("grace", "linus")], ["ada", "barbara"])


async def run(server: Server, statement: str) -> None:
    async with AsyncGraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        await driver.execute_query(statement, database_=server.database)


async def withdraw(graph: Graph, member_id: str, request_id: str, after: timedelta = DAY) -> None:
    await graph.writer.transaction(
        lambda transaction: withdraw_request(transaction, member_id, request_id, NOW + after)
    )


async def answer(graph: Graph, member_id: str, request_id: str, state: RequestState) -> None:
    await graph.writer.transaction(
        lambda transaction: answer_request(transaction, member_id, request_id, state, NOW)
    )


async def state_to(graph: Graph, viewer_id: str, request_id: str) -> str:
    return (await get_request(graph.reader, viewer_id, request_id, NOW + DAY)).state


async def test_not_oneself(ask: Ask) -> None:
    with pytest.raises(ConflictError, match="yourself"):
        await ask("ada", "ada")


async def test_not_a_member_who_does_not_exist(ask: Ask) -> None:
    with pytest.raises(MemberNotFoundError):
        await ask("ada", "nobody")


async def test_not_a_connection(ask: Ask) -> None:
    with pytest.raises(ConflictError, match="connected to 'linus' already"):
        await ask("grace", "linus")


async def test_not_twice(ask: Ask) -> None:
    await ask("ada", "grace")
    with pytest.raises(ConflictError, match="asked 'grace' already"):
        await ask("ada", "grace")


@pytest.mark.parametrize("blocker", ["(a)-[:BLOCKS]->(b)", "(b)-[:BLOCKS]->(a)"])
async def test_a_block_looks_like_absence(ask: Ask, server: Server, blocker: str) -> None:
    await run(
        server, f"MATCH (a:Member {{id: 'ada'}}) MATCH (b:Member {{id: 'grace'}}) CREATE {blocker}"
    )
    with pytest.raises(MemberNotFoundError):
        await ask("ada", "grace")


async def test_who_was_asked_and_asks_is_connected(ask: Ask, graph: Graph) -> None:
    first = await ask("ada", "grace")
    second = await ask("grace", "ada")
    assert (second.id, second.state) == (first.id, RequestState.ACCEPTED)
    assert (await relation(graph.reader, "ada", "grace")).degree == 1


async def test_ignoring_is_silent(ask: Ask, graph: Graph) -> None:
    request = await ask("ada", "grace")
    await answer(graph, "grace", request.id, RequestState.IGNORED)
    assert await state_to(graph, "ada", request.id) == "pending"
    assert await state_to(graph, "grace", request.id) == "ignored"
    with pytest.raises(ConflictError, match="already"):
        await ask("ada", "grace")


async def test_who_ignored_a_request_may_accept_it_or_ask(ask: Ask, graph: Graph) -> None:
    request = await ask("ada", "grace")
    await answer(graph, "grace", request.id, RequestState.IGNORED)
    assert (await ask("grace", "ada")).state == RequestState.ACCEPTED


async def test_who_is_not_known_cannot_ask_that_member_again(ask: Ask, graph: Graph) -> None:
    request = await ask("ada", "grace")
    await answer(graph, "grace", request.id, RequestState.NOT_KNOWN)
    await withdraw(graph, "ada", request.id)
    with pytest.raises(NotPermittedError):
        await ask("ada", "grace", NOW + 400 * DAY)


async def test_not_known_is_refused_as_by_one_who_takes_no_requests(
    ask: Ask, graph: Graph, server: Server
) -> None:
    request = await ask("ada", "grace")
    await answer(graph, "grace", request.id, RequestState.NOT_KNOWN)
    await withdraw(graph, "ada", request.id)
    with pytest.raises(NotPermittedError) as not_known:
        await ask("ada", "grace")
    await run(server, "MATCH (a:Member {id: 'barbara'}) SET a.requests_from = 'nobody'")
    with pytest.raises(NotPermittedError) as nobody:
        await ask("ada", "barbara")
    assert str(not_known.value).replace("grace", "barbara") == str(nobody.value)


async def test_not_known_counts_against_the_sender(ask: Ask, graph: Graph) -> None:
    rules = RULES._replace(a_week=3, less_a_week=1)
    request = await ask("ada", "grace", rules=rules)
    await answer(graph, "grace", request.id, RequestState.NOT_KNOWN)
    await ask("ada", "linus", rules=rules)
    with pytest.raises(QuotaReachedError, match="may send 2"):
        await ask("ada", "barbara", rules=rules)
    await ask("ada", "barbara", NOW + 91 * DAY, rules=rules)


async def test_who_takes_requests_of_the_second_degree_only(ask: Ask, server: Server) -> None:
    await run(server, "MATCH (a:Member {id: 'linus'}) SET a.requests_from = 'second_degree'")
    with pytest.raises(NotPermittedError):
        await ask("ada", "linus")
    write_network(server, [("ada", "grace")])
    await ask("ada", "linus")


async def test_three_weeks_after_a_withdrawal(ask: Ask, graph: Graph) -> None:
    request = await ask("ada", "grace")
    await withdraw(graph, "ada", request.id)
    with pytest.raises(ConflictError, match="from 2026-03-23 12:00 UTC on"):
        await ask("ada", "grace", NOW + 22 * DAY - timedelta(seconds=1))
    await ask("grace", "ada", NOW + 2 * DAY)  # the other may


async def test_again_after_three_weeks(ask: Ask, graph: Graph) -> None:
    request = await ask("ada", "grace")
    await withdraw(graph, "ada", request.id)
    assert (await ask("ada", "grace", NOW + 22 * DAY)).state == RequestState.PENDING


async def test_so_many_a_week(ask: Ask) -> None:
    rules = RULES._replace(a_week=2)
    await ask("ada", "grace", NOW, rules)
    await ask("ada", "linus", NOW + DAY, rules)
    with pytest.raises(QuotaReachedError) as refused:
        await ask("ada", "barbara", NOW + 2 * DAY, rules)
    assert refused.value.seconds == (5 * DAY).total_seconds()
    await ask("ada", "barbara", NOW + 7 * DAY, rules)


async def test_so_many_connections_and_no_more(ask: Ask, graph: Graph) -> None:
    rules = RULES._replace(most_connections=1)
    with pytest.raises(ConflictError, match="has 1 connections"):
        await ask("ada", "grace", rules=rules)
    request = await ask("ada", "grace")
    with pytest.raises(ConflictError, match="has 1 connections"):
        await graph.writer.transaction(
            lambda transaction: accept_request(
                transaction, "grace", request.id, rules=rules, now=NOW
            )
        )
    assert await state_to(graph, "ada", request.id) == "pending"


@pytest.mark.parametrize("swept", [False, True])
async def test_a_request_expires(ask: Ask, graph: Graph, swept: bool) -> None:
    request = await ask("ada", "grace")
    later = NOW + 180 * DAY
    if swept:
        assert await expire_requests(graph, later) == 1
    assert (await get_request(graph.reader, "ada", request.id, later)).state == "expired"
    with pytest.raises(ConflictError, match="expired"):
        await graph.writer.transaction(
            lambda transaction: accept_request(
                transaction, "grace", request.id, rules=RULES, now=later
            )
        )
    assert (await ask("ada", "grace", later)).state == "pending"


async def test_only_the_receiver_answers(ask: Ask, graph: Graph) -> None:
    request = await ask("ada", "grace")
    for member_id in ("ada", "linus"):
        with pytest.raises(NotFoundError):
            await answer(graph, member_id, request.id, RequestState.IGNORED)


async def test_only_the_sender_withdraws(ask: Ask, graph: Graph) -> None:
    request = await ask("ada", "grace")
    with pytest.raises(NotFoundError):
        await withdraw(graph, "grace", request.id)


async def test_what_was_withdrawn_is_gone_for_the_receiver(ask: Ask, graph: Graph) -> None:
    request = await ask("ada", "grace")
    await withdraw(graph, "ada", request.id)
    with pytest.raises(MutualsError):
        await state_to(graph, "grace", request.id)
    with pytest.raises(NotFoundError):
        await answer(graph, "grace", request.id, RequestState.IGNORED)
    assert await state_to(graph, "ada", request.id) == "withdrawn"
