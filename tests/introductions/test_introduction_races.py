"""Whoever asks and answers at once, each introduction ends in one state, with one effect."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from tests.conftest import NOW
from tests.connections.threads import at_once
from tests.introductions.asking import stored
from tests.network import write_network

from mutuals.connections.commands import disconnect
from mutuals.errors import ConflictError
from mutuals.graph.driver import Graph, Server, Transaction
from mutuals.introductions.commands import (
    accept_introduction,
    approve_introduction,
    decline_introduction,
    expire_introductions,
    request_introduction,
    withdraw_introduction,
)
from mutuals.introductions.introduction_models import Acceptance, NewIntroduction, Purpose
from mutuals.introductions.rules import Rules

pytestmark = [pytest.mark.long, pytest.mark.anyio]

THREADS = 8
ROUNDS = [str(number) for number in range(25)]
"""Each thread goes through all of them: 200 steps."""
RULES = Rules(
    most_open=5,
    default_cap=1000,
    lifetime=timedelta(days=60),
    written_within=timedelta(days=30),
)
Work = Callable[[Transaction], Awaitable[object]]


async def done(graph: Graph, work: Work) -> bool:
    """Whether it was not refused."""
    try:
        await graph.writer.transaction(work)
    except ConflictError:
        return False
    return True


async def ask(
    graph: Graph,
    requester_id: str,
    connector_id: str,
    target_id: str,
    id_: str,
    rules: Rules = RULES,
) -> bool:
    asked = NewIntroduction(
        connector_id=connector_id,
        target_id=target_id,
        reason="Please.",
        purpose=Purpose.ADVICE,
        wants_connection=True,
    )
    return await done(
        graph,
        lambda transaction: request_introduction(
            transaction, requester_id, asked, introduction_id=id_, rules=rules, now=NOW
        ),
    )


def approving(id_: str) -> Work:
    return lambda transaction: approve_introduction(transaction, f"c{id_}", id_, "Please.", NOW)


def withdrawing(id_: str) -> Work:
    return lambda transaction: withdraw_introduction(transaction, f"r{id_}", id_, NOW)


def declining(id_: str) -> Work:
    return lambda transaction: decline_introduction(transaction, f"c{id_}", id_, None, NOW)


def refusing(id_: str) -> Work:
    return lambda transaction: decline_introduction(transaction, f"t{id_}", id_, None, NOW)


def accepting(id_: str, conversation: str) -> Work:
    return lambda transaction: accept_introduction(
        transaction,
        f"t{id_}",
        id_,
        Acceptance(wants_connection=True),
        conversation_id=f"{conversation}-{id_}",
        now=NOW,
    )


async def asked_for(graph: Graph, server: Server, *, approved: bool = False) -> None:
    """An introduction a round: of its own r through its own c to its own t."""
    write_network(
        server, [pair for n in ROUNDS for pair in ((f"r{n}", f"c{n}"), (f"c{n}", f"t{n}"))]
    )
    for number in ROUNDS:
        assert await ask(graph, f"r{number}", f"c{number}", f"t{number}", number)
        if approved:
            assert await done(graph, approving(number))


async def successes(server: Server, *kinds: Callable[[str], Work]) -> list[list[int]]:
    """Of each kind of step, taken by its share of the threads: how many succeeded, a round each."""

    async def all_rounds(graph: Graph, kind: Callable[[str], Work]) -> list[bool]:
        return [await done(graph, kind(number)) for number in ROUNDS]

    each = THREADS // len(kinds)
    found = await at_once(
        server, *(partial(all_rounds, kind=kind) for _ in range(each) for kind in kinds)
    )
    return [
        [sum(results) for results in zip(*found[place :: len(kinds)], strict=True)]
        for place in range(len(kinds))
    ]


def ended(server: Server) -> list[dict[str, Any]]:
    """Of each round: how its introduction stands, and what it did."""
    rows = stored(
        server,
        "MATCH (r:Member)-[:ASKED_FOR]->(i:Introduction)-[:INTRODUCES_TO]->(t:Member) "
        "RETURN i.id AS id, i.state AS state, i.approved_at IS NOT NULL AS approved, "
        "COLLECT { MATCH (i)-[:AWAITS]->(m) RETURN left(m.id, 1) } AS awaits, "
        "COUNT { (t)-[:TAKES_PART_IN]->() } AS conversations, "
        "COUNT { (r)-[:CONNECTED_TO]-(t) } AS connections, "
        "COUNT { (t)<-[:TELLS]-(:Notification {step: 'approved'}) } AS told",
    )
    return sorted(rows, key=lambda row: int(row["id"]))


async def test_of_approve_and_withdraw_the_withdrawal_stands(graph: Graph, server: Server) -> None:
    await asked_for(graph, server)
    approved, withdrawn = await successes(server, approving, withdrawing)
    assert withdrawn == [1] * len(ROUNDS)
    assert [
        (row["state"], row["awaits"], row["approved"], row["told"]) for row in ended(server)
    ] == [("withdrawn", [], count == 1, count) for count in approved]


async def test_of_approve_and_decline_one_is_done(graph: Graph, server: Server) -> None:
    await asked_for(graph, server)
    approved, declined = await successes(server, approving, declining)
    assert [one + other for one, other in zip(approved, declined, strict=True)] == [1] * len(ROUNDS)
    assert [(row["state"], row["awaits"], row["told"]) for row in ended(server)] == [
        ("approved", ["t"], 1) if count else ("declined_by_connector", [], 0) for count in approved
    ]


async def test_of_eight_acceptances_one_has_an_effect(graph: Graph, server: Server) -> None:
    await asked_for(graph, server, approved=True)
    kinds = [partial(accepting, conversation=f"c{number}") for number in range(THREADS)]
    found = await successes(server, *kinds)
    assert [sum(counts) for counts in zip(*found, strict=True)] == [1] * len(ROUNDS)
    assert {
        (row["state"], tuple(row["awaits"]), row["conversations"], row["connections"])
        for row in ended(server)
    } == {("introduced", (), 1, 1)}
    ties = stored(
        server,
        "MATCH (:Member)-[tie:CONNECTED_TO]->(:Member) WHERE tie.imported_strength IS NOT NULL "
        "RETURN DISTINCT tie.forward + tie.backward AS count",
    )
    assert ties == [{"count": 3.0}]


async def test_of_accept_decline_and_withdraw_one_is_done(graph: Graph, server: Server) -> None:
    await asked_for(graph, server, approved=True)
    accepted, refused, withdrawn, refused_too = await successes(
        server, partial(accepting, conversation="c"), refusing, withdrawing, refusing
    )
    counts = list(zip(accepted, refused, withdrawn, refused_too, strict=True))
    assert [sum(count) for count in counts] == [1] * len(ROUNDS)
    assert [
        (row["state"], row["awaits"], row["conversations"], row["connections"])
        for row in ended(server)
    ] == [
        ("introduced", [], 1, 1)
        if accepted
        else ("withdrawn" if withdrawn else "declined_by_target", [], 0, 0)
        for accepted, _, withdrawn, _ in counts
    ]


@pytest.mark.usefixtures("graph")
async def test_a_cap_holds_at_its_edge(server: Server) -> None:
    askers = [f"r{number}" for number in range(THREADS)]
    pairs = [(f"c{n}", f"t{n}") for n in ROUNDS]
    pairs += [(asker, f"c{n}") for n in ROUNDS for asker in askers]
    write_network(server, pairs)
    rules = RULES._replace(default_cap=3, most_open=1000)

    async def ask_all(graph: Graph, asker: str) -> list[bool]:
        return [await ask(graph, asker, f"c{n}", f"t{n}", f"{asker}-{n}", rules) for n in ROUNDS]

    found = await at_once(server, *(partial(ask_all, asker=asker) for asker in askers))
    assert [sum(results) for results in zip(*found, strict=True)] == [3] * len(ROUNDS)
    rows = stored(server, "MATCH (c)<-[:AWAITS]-(i) RETURN c.id AS id, count(i) AS count")
    assert {row["count"] for row in rows} == {3}


@pytest.mark.usefixtures("graph")
async def test_five_are_open_at_the_quota_s_edge(server: Server) -> None:
    askers = [f"r{number}" for number in ROUNDS]
    write_network(
        server,
        [("c", f"t{number}") for number in range(THREADS)] + [(asker, "c") for asker in askers],
    )

    async def ask_for(graph: Graph, target: str) -> list[bool]:
        return [await ask(graph, asker, "c", target, f"{asker}-{target}") for asker in askers]

    found = await at_once(
        server, *(partial(ask_for, target=f"t{number}") for number in range(THREADS))
    )
    assert [sum(results) for results in zip(*found, strict=True)] == [5] * len(askers)


@pytest.mark.usefixtures("graph")
async def test_a_target_is_asked_for_once(server: Server) -> None:
    askers = [f"r{number}" for number in ROUNDS]
    write_network(server, [("c", "t"), *((asker, "c") for asker in askers)])

    async def ask_all(graph: Graph, thread: int) -> list[bool]:
        return [await ask(graph, asker, "c", "t", f"{asker}-{thread}") for asker in askers]

    found = await at_once(server, *(partial(ask_all, thread=number) for number in range(THREADS)))
    assert [sum(results) for results in zip(*found, strict=True)] == [1] * len(askers)


async def test_who_is_disconnected_first_is_not_introduced(graph: Graph, server: Server) -> None:
    await asked_for(graph, server)

    async def approve_all(graph: Graph) -> list[bool]:
        return [await done(graph, approving(number)) for number in ROUNDS]

    async def disconnect_all(graph: Graph) -> list[bool]:
        return [await disconnect(graph, f"c{number}", f"t{number}", NOW) for number in ROUNDS]

    approved, _ = await at_once(server, approve_all, disconnect_all)
    assert [row["state"] for row in ended(server)] == [
        "approved" if done else "requested" for done in approved
    ]
    assert [row["told"] for row in ended(server)] == [int(done) for done in approved]


async def test_steps_and_the_end_of_time_leave_one_state(graph: Graph, server: Server) -> None:
    await asked_for(graph, server)

    async def approve_all(graph: Graph) -> list[bool]:
        return [await done(graph, approving(number)) for number in ROUNDS]

    async def expire_all(graph: Graph) -> list[bool]:
        for _ in range(5):
            await expire_introductions(graph, NOW + RULES.lifetime)
        return []

    await at_once(server, *[approve_all, expire_all] * 4)
    assert {(row["state"], tuple(row["awaits"])) for row in ended(server)} == {("expired", ())}
