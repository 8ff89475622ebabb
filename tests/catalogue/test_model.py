"""cypher/model.toml names what Neo4j has, and nothing else."""

import tomllib
from typing import Any

import pytest
from neo4j import AsyncGraphDatabase
from tests.conftest import NOW
from tests.network import write_network

from mutuals.connections.commands import connect, renew_ties
from mutuals.connections.nightly import renew_once_a_day
from mutuals.demo.commands import load
from mutuals.demo.network import generate
from mutuals.graph.catalogue import cypher_folder
from mutuals.graph.driver import Graph, Server
from mutuals.tokens.commands import create_service_token, revoke_service_token

pytestmark = pytest.mark.anyio

NODES = """
MATCH (node)
UNWIND labels(node) AS name
UNWIND keys(node) AS key
RETURN name, collect(DISTINCT key) AS keys
"""
RELATIONSHIPS = """
MATCH ()-[relationship]->()
WITH type(relationship) AS name, keys(relationship) AS keys
UNWIND CASE WHEN keys = [] THEN [null] ELSE keys END AS key
RETURN name, collect(DISTINCT key) AS keys
"""


async def test_the_model_is_what_the_graph_holds(graph: Graph, server: Server) -> None:
    """After a demo load, an imported tie, a token that was revoked, and a night."""
    await load(graph, generate(300), NOW)
    write_network(server, [("ada", "grace")], members=["linus"])
    await connect(graph, "ada", "linus", NOW)
    await renew_ties(graph)
    await renew_once_a_day(graph, NOW)
    await create_service_token(graph.writer, "tests", token_id="0" * 12, secret="s" * 43, now=NOW)
    await revoke_service_token(graph.writer, "0" * 12, NOW)
    model: dict[str, Any] = tomllib.loads((cypher_folder() / "model.toml").read_text("utf-8"))
    assert await found(server, NODES) == {k: {*v} for k, v in model["nodes"].items()}
    expected = {name: {*keys} for name, keys in model["relationships"].items()}
    assert await found(server, RELATIONSHIPS) == expected


async def found(server: Server, query: str) -> dict[str, set[str]]:
    async with AsyncGraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        answer = await driver.execute_query(query, database_=server.database)
    return {record["name"]: {*record["keys"]} for record in answer.records}
