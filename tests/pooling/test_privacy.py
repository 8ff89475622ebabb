"""What Bea imported shows on no route to anybody outside her pool, whatever they ask."""

import json

import httpx
import pytest
from neo4j import Driver
from tests.pooling.pools import get, known, run, share, write_imports
from tests.privacy.test_matrix import (
    BODIES,
    headers_of,
    operations,
    path_of,
    set_scene,
)

from mutuals.graph.driver import Server

OF_THE_PERSON = ["Quibble", "zq@example.org", "in/zoe-q", "Nowhere Ltd"]
"""Every fact of Zoe Quibble's, whom Bea alone imported."""
ZOE = known(
    "bea",
    "zoe-q",
    "Zoe Quibble",
    company="Nowhere Ltd",
    position="Engineer",
    email="zq@example.org",
    identities=["email:zq@example.org"],
)
OTHERS = ["first", "owner", "service"]
"""Who asks: the first two are of the club that Bea shares her imports in."""
BEA = """
MATCH (fay:Member {id: 'fay'})
CREATE (bea:Member {id: 'bea', name: 'Bea'})
CREATE (bea)-[:CONNECTED_TO {pair: 'bea|fay', strength: 0.9, context: 0.9, since: $now}]->(fay)
"""


@pytest.fixture
def scene(api: httpx.Client, server: Server, driver: Driver) -> httpx.Client:
    """The scene of docs/privacy.md, and Bea, who is connected to Fay and in the club of Ada, Fay
    and Sue. She shares her imports there, as Ada does, who has blocked her."""
    set_scene(driver, server)
    now = run(server, "RETURN datetime() AS now")[0]["now"]
    run(server, BEA, now=now)
    write_imports(server, ZOE)
    share(server, "bea", "ada", group_id="club")
    share(server, "fay", group_id="club", shares=None)
    run(
        server,
        """
        MATCH (bea:Member {id: 'bea'}), (ada:Member {id: 'ada'})
        CREATE (ada)-[:BLOCKS {since: $now}]->(bea)
        """,
        now=now,
    )
    return api


def test_no_read_tells_anybody_else(scene: httpx.Client, as_service: dict[str, str]) -> None:
    told = []
    for operation in operations():
        if not operation.startswith("GET ") or operation.endswith("/stream"):
            continue
        usual = BODIES.get(operation, {}).get("params", {})
        asked = [usual, {**usual, "q": "quibble"}] if "q" in usual else [usual]
        for path in dict.fromkeys(
            [path_of(operation), path_of(operation).replace("/ada", "/zoe-q")]
        ):
            for who in OTHERS:
                for query in asked:
                    answer = scene.get(path, params=query, headers=headers_of(who, as_service))
                    assert answer.status_code < 500
                    told += [(operation, who) for fact in OF_THE_PERSON if fact in answer.text]
    assert told == []
    assert get(scene, "bea", "members/zoe-q")["name"] == "Zoe Quibble"


def test_a_write_to_them_answers_as_to_nobody(
    scene: httpx.Client, as_service: dict[str, str]
) -> None:
    """In the same words as for an id that is nobody's; for all but who may see them."""
    differ = []
    for operation in operations():
        method, _, _ = operation.partition(" ")
        body = BODIES.get(operation, {})
        if method == "GET" or operation == "POST /v1/members" or "content" in body:
            continue  # a file names nobody by id
        for who in OTHERS:
            answers = []
            for id_ in ("zoe-q", "zoe-x"):
                path = path_of(operation).replace("/ada", f"/{id_}")
                sent = json.loads(json.dumps(body).replace('"ada"', f'"{id_}"'))
                if (path, sent) != (path_of(operation), body):
                    headers = headers_of(who, as_service)
                    answer = scene.request(method, path, headers=headers, **sent)
                    answers.append((answer.status_code, answer.text.replace(id_, "whom")))
            if answers and answers[0] != answers[1]:
                differ.append((operation, who, answers))
    assert differ == []


def test_an_import_changes_nothing_for_anybody_else(
    api: httpx.Client, server: Server, driver: Driver
) -> None:
    routes = [
        "me/connections",
        "me/connections?degree=2",
        "me/reach",
        "me/network",
        "me/suggestions",
        "feed",
        "members/fay/mutual-connections",
        "members/fay/relation",
        "members/fay/introduction-paths",
        "members?q=q",
        "companies/acme/introduction-paths",
        "companies?q=Nowhere",
    ]

    def answers() -> dict[tuple[str, str], str]:
        return {
            (who, route): json.dumps(get(api, who, route))
            for who in ("ada", "fay", "sam")
            for route in routes
        }

    set_scene(driver, server)
    run(server, BEA, now=run(server, "RETURN datetime() AS now")[0]["now"])
    share(server, "ada", "bea", "fay", group_id="club", shares=None)
    before = answers()
    write_imports(server, ZOE, known("bea", "q", "Q", company="Acme"))
    run(
        server,
        """
        MATCH (identity:Identity {id: 'email:zq@example.org'}), (tom:Member {id: 'tom'})
        CREATE (tom)-[:IDENTIFIED_BY]->(identity)
        """,
    )
    share(server, "bea", group_id="club")
    assert answers() == before
