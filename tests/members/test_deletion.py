"""Who is deleted leaves nothing of theirs; what is the others' stays."""

import asyncio
from typing import Any

import httpx
import pytest
from neo4j import GraphDatabase
from tests.conftest import NOW, as_member
from tests.connections.threads import at_once
from tests.network import write_network

from mutuals.graph.driver import Graph, Server
from mutuals.members.commands import delete_member

EVERYTHING = """
MATCH (ada:Member {id: 'ada'}) MATCH (grace:Member {id: 'grace'}) MATCH (linus:Member {id: 'linus'})
CREATE (:Account {id: 'ada'})-[:HAS_SESSION]->(:Session {id: 'of-ada'})
CREATE (:Account {id: 'grace'})-[:HAS_SESSION]->(:Session {id: 'of-grace'})
CREATE (ada)-[:SENT]->(:ConnectionRequest {id: 'from-ada', pair: 'ada|linus'})-[:SENT_TO]->(linus)
CREATE (linus)-[:SENT]->(:ConnectionRequest {id: 'to-ada', pair: 'ada|linus'})-[:SENT_TO]->(ada)
CREATE (linus)-[:SENT]->(:ConnectionRequest {id: 'to-grace'})-[:SENT_TO]->(grace)
CREATE (by:Introduction {id: 'asked-by-ada'})
CREATE (ada)-[:ASKED_FOR]->(by)-[:INTRODUCES_TO]->(linus)
CREATE (by)-[:VIA {position: 0}]->(grace)
CREATE (to:Introduction {id: 'to-ada'})
CREATE (linus)-[:ASKED_FOR]->(to)-[:INTRODUCES_TO]->(ada)
CREATE (to)-[:VIA {position: 0}]->(grace)
CREATE (to)-[:AWAITS]->(ada)
CREATE (via:Introduction {id: 'via-ada'})
CREATE (grace)-[:ASKED_FOR]->(via)-[:INTRODUCES_TO]->(linus)
CREATE (via)-[:VIA {position: 0}]->(ada)
CREATE (without:Introduction {id: 'without-ada'})
CREATE (grace)-[:ASKED_FOR]->(without)-[:INTRODUCES_TO]->(linus)
CREATE (:Notification {member_id: 'ada', number: 1, actor_id: 'grace'})-[:TELLS]->(ada)
CREATE (:Notification {member_id: 'grace', number: 1, actor_id: 'ada'})-[:TELLS]->(grace)
CREATE (:Notification {
  member_id: 'grace', number: 2, actor_id: 'linus', subject_id: 'to-ada'
})-[:TELLS]->(grace)
CREATE (:Notification {
  member_id: 'grace', number: 3, actor_id: 'linus', subject_id: 'to-grace'
})-[:TELLS]->(grace)
CREATE (:IdempotencyKey {id: 'key'})
CREATE (ada)-[:SENT]->(:MessageRequest {id: 'asking', open_pair: 'ada|linus'})-[:SENT_TO]->(linus)
CREATE (linus)-[:PROPOSED]->(:Meetup {id: 'coffee'})-[:PROPOSED_TO]->(ada)
CREATE (ada)-[:MEMBER_OF {role: 'owner'}]->(alone:Group {id: 'alone'})
CREATE (grace)-[:ORGANISES]->(:Event {id: 'of-alone'})-[:EVENT_OF]->(alone)
CREATE (ada)-[:MEMBER_OF {role: 'owner'}]->(:Group {id: 'club'})<-[:MEMBER_OF]-(grace)
CREATE (ada)-[:ORGANISES]->(:Event {id: 'talk'})<-[:ATTENDS]-(grace)
CREATE (grace)-[:ORGANISES]->(:Event {id: 'party'})<-[:ATTENDS]-(ada)
"""
CONVERSATION = """
MATCH (ada:Member {id: 'ada'}) MATCH (grace:Member {id: 'grace'})
CREATE (conversation:Conversation {id: 'both', kind: 'direct', pair: 'ada|grace', last_number: 2})
CREATE (ada)-[:TAKES_PART_IN {member_id: 'ada'}]->(conversation)
CREATE (grace)-[:TAKES_PART_IN {member_id: 'grace'}]->(conversation)
CREATE (ada)-[:WROTE]->(hello:Message {id: '1', conversation_id: 'both', number: 1})
CREATE (grace)-[:WROTE]->(answer:Message {id: '2', conversation_id: 'both', number: 2})
CREATE (hello)-[:PART_OF]->(conversation)
CREATE (answer)-[:PART_OF]->(conversation)
SET hello.text = 'Hello', hello.advice_topic = 'engines', answer.text = 'Hello to you'
"""
LEFT = """
MATCH (node)
WHERE NOT node:Migration|MigrationLock|ServiceToken
RETURN labels(node)[0] + ' ' + coalesce(node.id, node.member_id + ' ' + node.number) AS name
"""


@pytest.fixture
def service(api: httpx.Client, as_service: dict[str, str]) -> httpx.Client:
    api.headers.update(as_service)
    return api


@pytest.fixture(autouse=True)
def _three_members(empty_server: Server) -> None:
    write_network(empty_server, [("ada", "grace"), ("grace", "linus")])


def run(server: Server, query: str) -> list[dict[str, Any]]:
    """Cypher of the test's own: its given, and what it finds."""
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        records = driver.execute_query(query, database_=server.database).records
        return [record.data() for record in records]


def test_who_is_deleted_leaves_nothing(service: httpx.Client, server: Server) -> None:
    run(server, EVERYTHING)
    assert service.delete("/v1/members/ada").status_code == 204
    assert {row["name"] for row in run(server, LEFT)} == {
        "Member grace",
        "Member linus",
        "Account grace",
        "Session of-grace",
        "ConnectionRequest to-grace",
        "Introduction without-ada",
        "Notification grace 3",
        "IdempotencyKey key",
        "Group club",
        "Event party",
    }


def test_a_conversation_stays_without_what_the_deleted_wrote(
    service: httpx.Client, server: Server
) -> None:
    run(server, CONVERSATION)
    assert service.delete("/v1/members/ada").status_code == 204
    left = run(
        server,
        """
        MATCH (:Conversation {id: 'both'})<-[:PART_OF]-(message:Message)
        RETURN
          message.text AS text,
          message.advice_topic AS topic,
          message.deleted_at IS NOT NULL AS deleted,
          [(author:Member)-[:WROTE]->(message) | author.id] AS authors
          ORDER BY message.number
        """,
    )
    assert left == [
        {"text": None, "topic": None, "deleted": True, "authors": []},
        {"text": "Hello to you", "topic": None, "deleted": False, "authors": ["grace"]},
    ]


def test_what_the_deleted_wrote_is_nobody_s_to_read_any_more(
    api: httpx.Client, as_service: dict[str, str]
) -> None:
    message = {"member_id": "grace", "text": "Hello"}
    assert api.post("/v1/messages", json=message, headers=as_member("ada")).status_code == 201
    message = {"member_id": "linus", "text": "Hello"}
    assert api.post("/v1/messages", json=message, headers=as_member("grace")).status_code == 201
    assert api.delete("/v1/members/ada", headers=as_service).status_code == 204
    unread = {
        member: [
            item["unread"]
            for item in api.get("/v1/me/conversations", headers=as_member(member)).json()["items"]
        ]
        for member in ("grace", "linus")
    }
    assert unread == {"grace": [0, 0], "linus": [1]}


def test_who_has_the_id_later_finds_no_old_conversation(
    service: httpx.Client, server: Server
) -> None:
    run(server, CONVERSATION)
    assert service.delete("/v1/members/ada").status_code == 204
    assert run(server, "MATCH (old:Conversation) RETURN old.pair AS pair") == [{"pair": None}]


def test_a_conversation_goes_with_the_last_of_its_members(
    service: httpx.Client, server: Server
) -> None:
    run(server, CONVERSATION)
    for member_id in ("ada", "grace"):
        assert service.delete(f"/v1/members/{member_id}").status_code == 204
    assert [row["name"] for row in run(server, LEFT)] == ["Member linus"]


@pytest.mark.anyio
@pytest.mark.usefixtures("graph")
async def test_a_conversation_goes_when_both_are_deleted_at_once(server: Server) -> None:
    async def delete_ada(graph: Graph) -> None:
        await delete_member(graph.writer, "ada", NOW)

    async def delete_grace(graph: Graph) -> None:
        await delete_member(graph.writer, "grace", NOW)

    for _ in range(5):
        write_network(server, [], members=["ada", "grace"])
        await asyncio.to_thread(run, server, CONVERSATION)
        await at_once(server, delete_ada, delete_grace)
        assert [row["name"] for row in run(server, LEFT)] == ["Member linus"]
