"""Whoever acts at once, a recommendation ends in one state, and its tie says the same."""

from collections.abc import Awaitable, Callable

import pytest
from tests.conftest import NOW
from tests.connections.threads import at_once
from tests.network import write_network
from tests.recommendations.praising import query

from mutuals.errors import ConflictError
from mutuals.graph.driver import Graph, Server
from mutuals.recommendations.commands import begin_recommendation, take_step
from mutuals.recommendations.models import NewRecommendation, Relationship
from mutuals.recommendations.states import Step

pytestmark = [pytest.mark.long, pytest.mark.anyio]

ROUNDS = [f"r{number}" for number in range(10)]
STATES = """
MATCH (author:Member)-[:RECOMMENDS]->(r:Recommendation)-[:RECOMMENDATION_OF]->(member:Member)
MATCH (author)-[tie:CONNECTED_TO]-(member)
RETURN r.state AS state, tie.context AS context
"""


@pytest.fixture
def pairs(graph: Graph, server: Server) -> None:
    del graph  # which empties the graph
    write_network(server, {(f"a{id_}", f"m{id_}"): 0.0 for id_ in ROUNDS})
    query(server, "MATCH ()-[t:CONNECTED_TO]->() REMOVE t.imported_strength")


async def write_all(graph: Graph) -> int:
    """How many of the ten it was this call that wrote."""
    count = 0
    for id_ in ROUNDS:
        begun = NewRecommendation(
            step=Step.WRITE, member_id=f"m{id_}", relationship=Relationship.CLIENT, text="Good."
        )
        try:
            await graph.writer.transaction(
                lambda transaction, id_=id_, begun=begun: begin_recommendation(  # type: ignore[misc]
                    transaction,
                    graph.reader,
                    viewer_id=f"a{id_}",
                    begun=begun,
                    recommendation_id=f"{id_}-{id(graph)}",
                    default_cap=10,
                    now=NOW,
                )
            )
        except ConflictError:
            continue
        count += 1
    return count


def taking(step: Step, ids: dict[str, str]) -> Callable[[Graph], Awaitable[int]]:
    """How many times of the ten a step was not refused."""

    async def take_all(graph: Graph) -> int:
        count = 0
        for id_, recommendation_id in ids.items():
            by = f"a{id_}" if step is Step.WITHDRAW else f"m{id_}"
            try:
                await graph.writer.transaction(
                    lambda transaction, by=by, id_=recommendation_id: take_step(  # type: ignore[misc]
                        transaction, by, id_, step, NOW
                    )
                )
            except ConflictError:
                continue
            count += 1
        return count

    return take_all


@pytest.mark.usefixtures("pairs")
async def test_eight_threads_write_one_of_each(server: Server) -> None:
    counts = await at_once(server, *[write_all] * 8)
    assert sum(counts) == len(ROUNDS)
    assert len(query(server, "MATCH (r:Recommendation) RETURN r.id AS id")) == len(ROUNDS)


@pytest.mark.usefixtures("pairs")
async def test_accepted_and_withdrawn_at_once_it_is_withdrawn_and_warms_nothing(
    graph: Graph, server: Server
) -> None:
    """Withdrawing is possible before and after; accepting only before."""
    await write_all(graph)
    rows = query(
        server,
        "MATCH (a:Member)-[:RECOMMENDS]->(r:Recommendation) "
        "RETURN substring(a.id, 1) AS number, r.id AS id",
    )
    ids = {row["number"]: row["id"] for row in rows}
    works = [taking(Step.ACCEPT, ids), taking(Step.WITHDRAW, ids)]
    counts = await at_once(server, *works * 4)
    assert sum(counts[1::2]) == len(ROUNDS)
    assert query(server, STATES) == [{"state": "withdrawn", "context": 0.0}] * len(ROUNDS)


@pytest.mark.usefixtures("pairs")
async def test_of_accepting_declining_and_returning_at_once_one_is_done(
    graph: Graph, server: Server
) -> None:
    await write_all(graph)
    rows = query(
        server,
        "MATCH (a:Member)-[:RECOMMENDS]->(r:Recommendation) "
        "RETURN substring(a.id, 1) AS number, r.id AS id",
    )
    ids = {row["number"]: row["id"] for row in rows}
    steps = [Step.ACCEPT, Step.DECLINE, Step.RETURN]
    counts = await at_once(server, *[taking(step, ids) for step in steps] * 2)
    assert sum(counts) == len(ROUNDS)
    for row in query(server, STATES):
        assert row["context"] == (0.25 if row["state"] == "accepted" else 0.0)
