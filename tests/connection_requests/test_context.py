"""A tie made by an acceptance has at once the strength that a renewal would give it."""

import pytest
from neo4j import AsyncGraphDatabase
from tests.conftest import NOW
from tests.connection_requests.conftest import RULES, Ask
from tests.network import write_network

from mutuals.connection_requests.commands import accept_request
from mutuals.connections.commands import renew_ties
from mutuals.graph.driver import Graph, Server

pytestmark = pytest.mark.anyio

FACTS = {
    "none": "RETURN 1",
    "employer": """
        MATCH (member:Member) WHERE member.id IN ['ada', 'grace']
        MERGE (company:Company {id: 'acme'})
        CREATE (member)-[:WORKS_AT {started_on: date('2020-01-01')}]->(company)
        """,
    "employer, one after the other": """
        MATCH (ada:Member {id: 'ada'})
        MATCH (grace:Member {id: 'grace'})
        CREATE (ada)-[:WORKS_AT {ended_on: date('2020-01-01')}]->(acme:Company {id: 'acme'})
        CREATE (grace)-[:WORKS_AT {started_on: date('2021-01-01')}]->(acme)
        """,
    "school": """
        MATCH (member:Member) WHERE member.id IN ['ada', 'grace']
        MERGE (school:School {id: 'mit'})
        CREATE (member)-[:STUDIED_AT]->(school)
        """,
}


async def tie_of(server: Server) -> dict[str, object]:
    async with AsyncGraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        answer = await driver.execute_query(
            "MATCH ()-[tie:CONNECTED_TO {pair: 'ada|grace'}]->() RETURN properties(tie) AS tie",
            database_=server.database,
        )
    tie: dict[str, object] = answer.records[0]["tie"]
    return tie


@pytest.mark.parametrize("mutual", [0, 2])
@pytest.mark.parametrize("facts", FACTS)
async def test_as_renewed(graph: Graph, server: Server, ask: Ask, facts: str, mutual: int) -> None:
    ties = [(member, f"m{number}") for number in range(mutual) for member in ("ada", "grace")]
    write_network(server, [*ties, ("ada", "linus")], ["grace"])
    async with AsyncGraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        await driver.execute_query(FACTS[facts], database_=server.database)
    request = await ask("ada", "grace")
    await graph.writer.transaction(
        lambda transaction: accept_request(transaction, "grace", request.id, rules=RULES, now=NOW)
    )
    accepted = await tie_of(server)
    await renew_ties(graph)
    assert await tie_of(server) == accepted
