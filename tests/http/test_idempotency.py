"""What a client sends again under its Idempotency-Key is done once, wherever the wire was cut."""

from collections.abc import Iterator
from typing import get_args

import httpx
import pytest
from neo4j import GraphDatabase
from tests.cli.proxy import Proxy, When
from tests.conftest import CLEAR, SECRET, as_member, served
from tests.network import write_network

from mutuals.graph.driver import Server
from mutuals.settings import Settings

TIMES = 3
MADE = {
    "connection request": (
        "/v1/connection-requests",
        {"member_id": "grace", "note": "Hello"},
        "MATCH (made:ConnectionRequest) RETURN count(*) AS made, min(made.id) AS id",
    ),
    "message": (
        "/v1/messages",
        {"member_id": "linus", "text": "Hello"},
        "MATCH (made:Message) RETURN count(*) AS made, min(made.id) AS id",
    ),
    "introduction": (
        "/v1/introductions",
        {"connector_id": "linus", "target_id": "grace", "reason": "Work", "purpose": "job"},
        "MATCH (made:Introduction) RETURN count(*) AS made, min(made.id) AS id",
    ),
}


@pytest.fixture(scope="module")
def cut_api(
    proxy: Proxy, server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    """A client of an API whose wire to Neo4j is the proxy."""
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("cut"),
        neo4j_uri=f"bolt://127.0.0.1:{proxy.port}",
        neo4j_user=server.user,
        neo4j_password=server.password,
        neo4j_database=server.database,
        secret=SECRET,
    )
    with served(settings) as url, httpx.Client(base_url=url, timeout=60) as client:
        yield client


def clear(server: Server) -> None:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        driver.execute_query(CLEAR, database_=server.database)


def count(server: Server, statement: str) -> tuple[int, str | None]:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        [record] = driver.execute_query(statement, database_=server.database).records
    return record["made"], record["id"]


@pytest.mark.long
@pytest.mark.parametrize("what", MADE)
@pytest.mark.parametrize("when", get_args(When))
def test_a_client_that_tries_again_has_made_one(
    cut_api: httpx.Client, proxy: Proxy, empty_server: Server, what: str, when: When
) -> None:
    path, body, made = MADE[what]
    for time in range(TIMES):
        clear(empty_server)
        write_network(empty_server, [("ada", "linus"), ("linus", "grace")])
        headers = as_member("ada") | {"Idempotency-Key": f"{what} {when} {time}"}
        proxy.cut_at_commit = when
        assert cut_api.post(path, json=body, headers=headers).status_code == 503
        answer = cut_api.post(path, json=body, headers=headers)
        assert answer.status_code == 201, answer.text
        assert count(empty_server, made) == (1, answer.json()["id"])


def test_a_key_is_its_member_s_own(api: httpx.Client, empty_server: Server) -> None:
    write_network(empty_server, [], ["ada", "grace", "linus"])
    ids = set()
    for member in ("ada", "linus"):
        headers = as_member(member) | {"Idempotency-Key": "one"}
        answer = api.post("/v1/connection-requests", json={"member_id": "grace"}, headers=headers)
        assert answer.status_code == 201
        ids.add(answer.json()["id"])
    assert len(ids) == 2
