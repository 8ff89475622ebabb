"""Small named networks: written straight into Neo4j, as the tests' given."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from neo4j import GraphDatabase

from mutuals.graph.driver import Server, Writer
from mutuals.members.commands import make_member
from mutuals.members.models import MemberChange

WRITE = """
UNWIND $members AS member_id
MERGE (member:Member {id: member_id})
SET member.name = toUpper(left(member_id, 1)) + substring(member_id, 1)
SET member.connections_visible_to = $connections_visible_to
WITH count(*) AS ignored
UNWIND $ties AS tie
MATCH (smaller:Member {id: tie.smaller_id})
MATCH (greater:Member {id: tie.greater_id})
CREATE (smaller)-[:CONNECTED_TO {
  pair: tie.smaller_id + '|' + tie.greater_id,
  strength: tie.strength,
  context: tie.strength,
  imported_strength: tie.strength
}]->(greater)
"""


async def create_member(
    writer: Writer, member_id: str, member: MemberChange, now: datetime
) -> None:
    """Make a member, in a transaction of its own."""
    await writer.transaction(lambda tx: make_member(tx, member_id, member, now))


def write_network(
    server: Server,
    ties: Mapping[tuple[str, str], float] | Iterable[tuple[str, str]],
    members: Iterable[str] = (),
    connections_visible_to: str | None = None,
) -> None:
    """Make these ties, of strength 0.5 where none is given, with their members and these others."""
    strengths = dict(ties) if isinstance(ties, Mapping) else dict.fromkeys(ties, 0.5)
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        driver.execute_query(
            WRITE,
            members=sorted({member for pair in strengths for member in pair} | set(members)),
            ties=[
                {"smaller_id": min(pair), "greater_id": max(pair), "strength": strength}
                for pair, strength in strengths.items()
            ],
            connections_visible_to=connections_visible_to,
            database_=server.database,
        )
