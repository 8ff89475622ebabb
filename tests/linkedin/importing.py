"""Imports exports, and says what the graph knows afterwards."""

from datetime import datetime
from pathlib import Path
from typing import Any

from neo4j import AsyncGraphDatabase
from tests.conftest import NOW

from mutuals.graph.driver import Graph, Server
from mutuals.graph.opening import new_id
from mutuals.identities.commands import recognise
from mutuals.linkedin.archive import opened_export
from mutuals.linkedin.commands import import_export
from mutuals.linkedin.models import ImportReport
from mutuals.members.commands import make_member
from mutuals.members.models import MemberChange

MOST = 1000


async def imported(
    graph: Graph,
    owner_id: str,
    path: Path,
    *,
    vouched: bool = False,
    most_connections: int = MOST,
    now: datetime = NOW,
) -> ImportReport:
    """The report of an import, as over HTTP, or, if vouched for, as in a terminal."""
    with opened_export(path) as export:
        async for step in import_export(
            graph,
            owner_id,
            export,
            vouched=vouched,
            most_connections=most_connections,
            new_id=new_id,
            now=now,
        ):
            if isinstance(step, ImportReport):
                return step
    raise AssertionError


async def joined(graph: Graph, member_id: str, *, most: int = MOST, **profile: Any) -> None:
    """A member is made by a service, with a profile at their id unless `links` says otherwise."""
    profile.setdefault("links", [f"https://linkedin.com/in/{member_id}"])
    change = MemberChange.model_validate(profile)

    async def work(transaction):  # type: ignore[no-untyped-def]
        await make_member(transaction, member_id, change, NOW)
        await recognise(transaction, member_id, change, most_connections=most, now=NOW)

    await graph.writer.transaction(work)


async def asked(server: Server, query: str, **parameters: object) -> list[dict[str, Any]]:
    """The rows of a query of the test's own."""
    async with AsyncGraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        result = await driver.execute_query(query, parameters, database_=server.database)
        return [record.data() for record in result.records]


async def known(server: Server, owner_id: str) -> dict[str, dict[str, Any]]:
    """Whom the owner knows as unconfirmed, by name."""
    rows = await asked(
        server,
        """
        MATCH (:Member {id: $owner_id})-[knows:KNOWS_UNCONFIRMED]->(person:UnconfirmedMember)
        RETURN properties(person) AS person, properties(knows) AS knows
        """,
        owner_id=owner_id,
    )
    found = {row["person"]["name"]: row["person"] | row["knows"] for row in rows}
    assert len(found) == len(rows)
    return found


async def ties(server: Server) -> dict[str, dict[str, Any]]:
    """All connections, by pair."""
    rows = await asked(server, "MATCH ()-[tie:CONNECTED_TO]->() RETURN properties(tie) AS tie")
    found = {row["tie"]["pair"]: row["tie"] for row in rows}
    assert len(found) == len(rows)
    return found


async def identities(server: Server) -> set[str]:
    """All addresses, each of somebody."""
    rows = await asked(
        server,
        "MATCH (identity:Identity) "
        "RETURN identity.id AS id, EXISTS { (identity)<-[:IDENTIFIED_BY]-() } AS used",
    )
    assert all(row["used"] for row in rows)
    return {row["id"] for row in rows}


async def everything(server: Server) -> list[dict[str, Any]]:
    """All that imports write, to be compared."""
    return await asked(
        server,
        """
        MATCH (one:Member|UnconfirmedMember|Identity|Company|School|Skill)
        OPTIONAL MATCH (one)-[tie]->(other)
        RETURN labels(one) AS labels, one {.*, connections_changed_at: null} AS one,
          type(tie) AS type, properties(tie) AS tie, other.id AS other
        ORDER BY one.id, labels, type, other
        """,
    )
