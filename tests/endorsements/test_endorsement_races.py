"""Whoever endorses at once, a pair and skill has one endorsement, which counts once."""

from typing import Any

import pytest
from neo4j import GraphDatabase
from tests.conftest import NOW
from tests.connections.threads import at_once
from tests.network import write_network

from mutuals.endorsements.commands import endorse_skill, take_endorsement_back
from mutuals.graph.driver import Graph, Server

pytestmark = [pytest.mark.long, pytest.mark.anyio]

SKILLS = [f"s{number}" for number in range(10)]


def stored(server: Server, query: str) -> list[dict[str, Any]]:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        found = driver.execute_query(query, skills=SKILLS, database_=server.database)
    return [record.data() for record in found.records]


async def endorse_all(graph: Graph) -> None:
    for skill in SKILLS:
        await graph.writer.transaction(
            lambda transaction, skill=skill: endorse_skill(  # type: ignore[misc]
                transaction,
                graph.reader,
                endorser_id="ada",
                member_id="grace",
                skill_id=skill,
                default_cap=10,
                now=NOW,
            )
        )


async def take_all_back(graph: Graph) -> None:
    for skill in SKILLS:
        await graph.writer.transaction(
            lambda transaction, skill=skill: take_endorsement_back(  # type: ignore[misc]
                transaction, "ada", "grace", skill, NOW
            )
        )


@pytest.fixture
def two(graph: Graph, server: Server) -> None:
    del graph  # which empties the graph
    write_network(server, {("ada", "grace"): 0.0})
    stored(
        server,
        "MATCH ()-[t:CONNECTED_TO]->() REMOVE t.imported_strength WITH count(*) AS done "
        "MATCH (grace:Member {id: 'grace'}) UNWIND $skills AS id "
        "CREATE (grace)-[:HAS_SKILL]->(:Skill {id: id, name: id})",
    )


FOUND = """
MATCH (:Member {id: 'ada'})-[tie:CONNECTED_TO]->(grace:Member)
RETURN
  COUNT { (grace)<-[:ENDORSES]-() } AS endorsements,
  COUNT { (grace)<-[:ENDORSES|USED_TO_ENDORSE]-() } AS ever,
  tie.endorsements AS on_tie,
  tie.forward AS counted,
  COUNT { (grace)<-[:TELLS]-(:Notification {kind: 'endorsement'}) } AS told
"""


@pytest.mark.usefixtures("two")
async def test_eight_threads_endorse_the_same_skills_once(server: Server) -> None:
    await at_once(server, *[endorse_all] * 8)
    count = len(SKILLS)
    [found] = stored(server, FOUND)
    assert [*found.values()] == [count] * 5


@pytest.mark.usefixtures("two")
async def test_endorsed_and_taken_back_at_once_it_counts_once(server: Server) -> None:
    await at_once(server, *[endorse_all, take_all_back] * 4)
    count = len(SKILLS)
    [found] = stored(server, FOUND)
    assert (found["ever"], found["counted"], found["told"]) == (count, float(count), count)
    assert found["on_tie"] == found["endorsements"]
