"""Files to import, and what the graph holds of them afterwards."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from neo4j import AsyncGraphDatabase

from mutuals.graph.driver import Server

FileOf = Callable[[str | bytes], Path]


@pytest.fixture
def file_of(tmp_path: Path) -> FileOf:
    """Makes a file of a text."""

    def make(content: str | bytes) -> Path:
        path = tmp_path / "import.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make


def silent(_done: int, _total: int, _lines: int) -> None:
    """Progress for those who do not look."""


async def answer(server: Server, query: str, **parameters: object) -> list[dict[str, Any]]:
    async with AsyncGraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        result = await driver.execute_query(query, parameters, database_=server.database)
        return [record.data() for record in result.records]


async def everything(server: Server) -> list[dict[str, Any]]:
    """All nodes and relationships by their properties, in an order of their own."""
    return await answer(
        server,
        """
        MATCH (one:Member|Company|School|Skill)
        OPTIONAL MATCH (one)-[tie]->(other)
        RETURN labels(one) AS labels, properties(one) AS one, type(tie) AS type,
          properties(tie) AS tie, other.id AS other
        ORDER BY one.id, labels, type, other, toString(tie.ended_on)
        """,
    )


async def pairs(server: Server) -> set[str]:
    rows = await answer(server, "MATCH ()-[tie:CONNECTED_TO]->() RETURN tie.pair AS pair")
    found = [row["pair"] for row in rows]
    assert len({*found}) == len(found)
    return {*found}
