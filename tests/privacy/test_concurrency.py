"""Who blocks and who connects at once end up blocked. Eight threads, 200 pairs."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import httpx
import pytest
from neo4j import GraphDatabase
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server

pytestmark = pytest.mark.long

PAIRS = 200
THREADS = 8

Step = Callable[[int], httpx.Response]

LEFT = """
MATCH (one:Member)-[:BLOCKS]->(other:Member)
RETURN
  count(*) AS blocks,
  sum(COUNT { (one)-[:CONNECTED_TO]-(other) }) AS connections,
  COUNT { (:ConnectionRequest {state: 'pending'}) } AS pending
"""


def race(first: Step, second: Step) -> set[int]:
    """Take both steps at once for each pair, on 8 threads; the statuses of all answers."""
    together = Barrier(THREADS, timeout=60)

    def work(thread: int) -> set[int]:
        step = first if thread % 2 else second
        numbers = range(thread // 2, PAIRS, THREADS // 2)
        together.wait()
        return {step(number).status_code for number in numbers}

    with ThreadPoolExecutor(THREADS) as threads:
        return set().union(*threads.map(work, range(THREADS)))


def left(server: Server) -> dict[str, int]:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        return driver.execute_query(LEFT, database_=server.database).records[0].data()


@pytest.fixture
def pairs(api: httpx.Client, empty_server: Server) -> None:
    """Members a0 and b0, a1 and b1, and so on."""
    del api  # its schema
    write_network(empty_server, [], [f"{side}{number}" for side in "ab" for number in range(PAIRS)])


@pytest.mark.usefixtures("pairs")
def test_connect_against_block(
    api: httpx.Client, empty_server: Server, as_service: dict[str, str]
) -> None:
    statuses = race(
        lambda n: api.put(f"/v1/members/a{n}/connections/b{n}", headers=as_service),
        lambda n: api.put(f"/v1/me/blocks/b{n}", headers=as_member(f"a{n}")),
    )
    assert statuses <= {201, 204, 409}
    assert left(empty_server) == {"blocks": PAIRS, "connections": 0, "pending": 0}


@pytest.mark.usefixtures("pairs")
def test_accept_against_block(api: httpx.Client, empty_server: Server) -> None:
    requests = [
        api.post(
            "/v1/connection-requests", json={"member_id": f"b{n}"}, headers=as_member(f"a{n}")
        ).json()["id"]
        for n in range(PAIRS)
    ]
    statuses = race(
        lambda n: api.post(
            f"/v1/connection-requests/{requests[n]}/accept", headers=as_member(f"b{n}")
        ),
        lambda n: api.put(f"/v1/me/blocks/b{n}", headers=as_member(f"a{n}")),
    )
    assert statuses <= {200, 204, 404}
    assert left(empty_server) == {"blocks": PAIRS, "connections": 0, "pending": 0}


@pytest.mark.usefixtures("pairs")
def test_ask_against_block(api: httpx.Client, empty_server: Server) -> None:
    statuses = race(
        lambda n: api.post(
            "/v1/connection-requests", json={"member_id": f"b{n}"}, headers=as_member(f"a{n}")
        ),
        lambda n: api.put(f"/v1/me/blocks/a{n}", headers=as_member(f"b{n}")),
    )
    assert statuses <= {201, 204, 404}
    assert left(empty_server) == {"blocks": PAIRS, "connections": 0, "pending": 0}
