"""A member takes away all that is stored about them, and nothing that is another's alone."""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import httpx
import pytest
from neo4j import GraphDatabase
from tests.conftest import NOW, as_member
from tests.erasure.scene import ADA, LONG, MARK, everything, texts, write_scene

from mutuals.graph.driver import Server
from mutuals.own_data.archive import README

DOCUMENT = (Path(__file__).parents[2] / "docs" / "erasure.md").read_text("utf-8")


def not_exported() -> set[tuple[str, str]]:
    """Label or type and property of each row of the document's table of what is left out."""
    return {
        (match[1], name)
        for match in re.finditer(r"^\| `(\w+)` \| (.+?) \| .+ \|$", DOCUMENT, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", match[2])
    }


def exported(api: httpx.Client, member_id: str = ADA) -> dict[str, Any]:
    answer = api.get("/v1/me/export", headers=as_member(member_id))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "README.txt"
        return {
            name.removesuffix(".json"): json.loads(archive.read(name))
            for name in archive.namelist()[1:]
        }


@pytest.fixture
def scene(api: httpx.Client, server: Server) -> httpx.Client:
    write_scene(server, NOW)
    # Others' blocks take away: see the last test.
    run(server, "MATCH (:Member)-[block:BLOCKS]->(:Member {id: $ada}) DELETE block")
    return api


def run(server: Server, query: str) -> None:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        driver.execute_query(query, ada=ADA, database_=server.database)


def test_everything_of_hers_is_in_it_but_what_is_documented(
    scene: httpx.Client, server: Server
) -> None:
    """Who adds a text to the model exports it, or says in docs/erasure.md why not."""
    found = json.dumps(exported(scene), ensure_ascii=False)
    missing = {
        (kind, name)
        for kind, properties in everything(server)
        for name, value in properties.items()
        if str(value).startswith(LONG) and value not in found
    }
    left_out = sorted(f"{kind}.{name}" for kind, name in missing - not_exported())
    assert not left_out, " ".join(left_out)
    assert not_exported() <= texts() | {("Message", "conversation_id")}


def test_each_file_is_in_the_readme(scene: httpx.Client) -> None:
    assert set(re.findall(r"^(\w+)\.json", README, re.MULTILINE)) == {*exported(scene)}


def test_what_others_keep_to_themselves_is_not_in_it(scene: httpx.Client, server: Server) -> None:
    run(
        server,
        """
        MATCH (ada:Member {id: $ada})-[tie:CONNECTED_TO]-(:Member {id: 'ben'})
        MATCH (ada)-[:SENT]->(sent:ConnectionRequest)
        MATCH (:Member {id: 'ben'})-[wrote:WROTE]->(message:Message)
        SET
          tie.known_by_smaller = CASE WHEN startNode(tie) = ada THEN 0.1 ELSE 0.6 END,
          tie.known_by_greater = CASE WHEN startNode(tie) = ada THEN 0.6 ELSE 0.1 END,
          sent.answer = 'not_known'
        """,
    )
    found = exported(scene)
    [connection] = found["connections"]
    assert {connection.get("known_by_smaller"), connection.get("known_by_greater")} == {0.1, None}
    assert "strength" not in connection
    assert "answer" not in found["connection_requests"][0]
    assert "password_hash" not in found["profile"]["accounts"][0]
    assert [message["sender_id"] for message in found["messages"]] == [ADA, "ben"]
    assert found["messages"][0]["created_at"] == NOW.isoformat()


def test_of_who_has_a_block_with_her_there_are_her_own_words_alone(
    scene: httpx.Client, server: Server
) -> None:
    run(
        server, "MATCH (a:Member {id: $ada}) MATCH (b:Member {id: 'ben'}) CREATE (b)-[:BLOCKS]->(a)"
    )
    found = exported(scene)
    assert [message["sender_id"] for message in found["messages"]] == [ADA]
    assert "members" not in found["conversations"][0]
    assert [entry for entry in found["choices"] if entry["member_id"] == "ben"] == []
    assert "Good day" not in json.dumps(found)


def test_nobody_has_nothing_to_take_away(api: httpx.Client) -> None:
    assert api.get("/v1/me/export", headers=as_member("nobody")).status_code == 404


def test_who_has_just_come_takes_away_empty_lists(api: httpx.Client, server: Server) -> None:
    run(server, "CREATE (:Member {id: 'new', name: 'New'})")
    found = exported(api, "new")
    assert found.pop("profile")["profile"]["name"] == "New"
    assert {name for name, entries in found.items() if entries} == set()
    assert MARK not in json.dumps(found)
