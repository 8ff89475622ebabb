"""Members who are shown, dismiss and are deleted at once."""

from contextlib import suppress

import pytest
from neo4j import GraphDatabase
from tests.connections.threads import at_once
from tests.network import write_network

from mutuals.errors import MemberNotFoundError
from mutuals.graph.driver import Graph, Server
from mutuals.graph.opening import utc_now
from mutuals.members.commands import delete_member
from mutuals.suggestions.commands import dismiss, remember_shown

pytestmark = [pytest.mark.long, pytest.mark.anyio, pytest.mark.usefixtures("graph")]


async def test_eight_clients_that_say_the_same_count_once(server: Server) -> None:
    write_network(server, [("ada", "bea"), ("bea", "cid"), ("bea", "dan")])
    now = utc_now()

    async def show(own: Graph) -> None:
        await remember_shown(own, "ada", ["cid", "dan"], now)
        await dismiss(own, "ada", "cid", now)

    await at_once(server, *[show] * 8)
    assert shown(server) == [("cid", 1, True), ("dan", 1, False)]


async def test_a_member_is_dismissed_and_deleted_at_once(server: Server) -> None:
    write_network(server, [("ada", "bea"), ("bea", "cid")])
    now = utc_now()

    async def show(own: Graph) -> None:
        await remember_shown(own, "ada", ["cid"], now)

    async def refuse(own: Graph) -> None:
        with suppress(MemberNotFoundError):
            await dismiss(own, "ada", "cid", now)

    async def delete(own: Graph) -> None:
        await delete_member(own.writer, "cid", now)

    await at_once(server, show, refuse, delete, show, refuse)
    assert shown(server) == []


def shown(server: Server) -> list[tuple[str, int, bool]]:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        records, _, _ = driver.execute_query(
            "MATCH (:Member)-[past:WAS_SUGGESTED]->(member:Member) "
            "RETURN member.id, past.shown, past.dismissed_at IS NOT NULL ORDER BY member.id",
            database_=server.database,
        )
    return [(record[0], record[1], record[2]) for record in records]
