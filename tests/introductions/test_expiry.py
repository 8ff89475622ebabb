"""After 60 days an introduction is over, for whoever reads it or answers, swept up or not."""

from datetime import timedelta

import pytest
from tests.conftest import NOW
from tests.introductions.asking import THREE, stored
from tests.network import write_network

from mutuals.errors import ConflictError
from mutuals.graph.driver import Graph, Server, Transaction
from mutuals.introductions.commands import (
    accept_introduction,
    approve_introduction,
    expire_introductions,
    request_introduction,
    withdraw_introduction,
)
from mutuals.introductions.introduction_models import Acceptance, NewIntroduction, Purpose
from mutuals.introductions.requests import get_introduction, list_introductions
from mutuals.introductions.rules import rules_of
from mutuals.introductions.states import State
from mutuals.settings import Settings

pytestmark = pytest.mark.anyio

SIXTY_DAYS = timedelta(days=60)
ASKED = NewIntroduction(
    connector_id="grace", target_id="linus", reason="Please.", purpose=Purpose.JOB
)


@pytest.fixture
async def asked(graph: Graph, server: Server, settings: Settings) -> str:
    write_network(server, THREE)
    rules = rules_of(settings)
    made = await graph.writer.transaction(
        lambda transaction: request_introduction(
            transaction, "ada", ASKED, introduction_id="i", rules=rules, now=NOW
        )
    )
    return made.id


async def approve(graph: Graph, id_: str, days: timedelta = timedelta()) -> None:
    await graph.writer.transaction(
        lambda transaction: approve_introduction(transaction, "grace", id_, "Please.", NOW + days)
    )


async def test_to_the_last_moment_it_is_open(graph: Graph, asked: str) -> None:
    moment = timedelta(microseconds=1)
    before = await get_introduction(graph.reader, "grace", asked, NOW + SIXTY_DAYS - moment)
    assert (before.state, before.awaits_you) == (State.REQUESTED, True)
    after = await get_introduction(graph.reader, "grace", asked, NOW + SIXTY_DAYS)
    assert (after.state, after.awaits_you) == (State.EXPIRED, False)


async def test_it_is_listed_as_expired(graph: Graph, asked: str) -> None:
    found = [
        await list_introductions(
            graph.reader,
            "ada",
            role=None,
            state=state,
            after=None,
            limit=10,
            now=NOW + SIXTY_DAYS,
        )
        for state in (State.REQUESTED, State.EXPIRED)
    ]
    assert [[entry.id for entry in entries] for entries in found] == [[], [asked]]


@pytest.mark.parametrize("swept", [False, True])
async def test_nobody_answers_it_any_more(graph: Graph, asked: str, swept: bool) -> None:
    now = NOW + SIXTY_DAYS
    if swept:
        await expire_introductions(graph, now)
    with pytest.raises(ConflictError, match="is expired"):
        await approve(graph, asked, SIXTY_DAYS)

    async def withdraw(transaction: Transaction) -> None:
        await withdraw_introduction(transaction, "ada", asked, now)

    with pytest.raises(ConflictError, match="is expired"):
        await graph.writer.transaction(withdraw)


async def test_a_target_answers_it_no_more_either(graph: Graph, asked: str) -> None:
    await approve(graph, asked)

    async def accept(transaction: Transaction) -> None:
        await accept_introduction(
            transaction,
            "linus",
            asked,
            Acceptance(wants_connection=True),
            conversation_id="c",
            now=NOW + SIXTY_DAYS,
        )

    with pytest.raises(ConflictError, match="is expired"):
        await graph.writer.transaction(accept)


async def test_the_sweep_ends_those_whose_time_is_over(
    graph: Graph, server: Server, asked: str
) -> None:
    assert await expire_introductions(graph, NOW + SIXTY_DAYS - timedelta(seconds=1)) == 0
    await approve(graph, asked)
    assert await expire_introductions(graph, NOW + SIXTY_DAYS) == 1
    assert await expire_introductions(graph, NOW + SIXTY_DAYS) == 0
    rows = stored(
        server,
        "MATCH (i:Introduction) RETURN i.state AS state, COUNT { (i)-[:AWAITS]->() } AS awaits",
    )
    assert rows == [{"state": "expired", "awaits": 0}]


async def test_the_sweep_leaves_what_is_closed(graph: Graph, asked: str) -> None:
    async def withdraw(transaction: Transaction) -> None:
        await withdraw_introduction(transaction, "ada", asked, NOW)

    await graph.writer.transaction(withdraw)
    assert await expire_introductions(graph, NOW + SIXTY_DAYS) == 0
    found = await get_introduction(graph.reader, "ada", asked, NOW + SIXTY_DAYS)
    assert found.state is State.WITHDRAWN
