"""How many requests are under way at once: what is over the cap is told to come again."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from itertools import islice

import httpx
import pytest
from tests.cli.proxy import Proxy
from tests.conftest import SECRET, as_member, served
from tests.network import write_network

from mutuals.graph.driver import Server
from mutuals.settings import Settings

pytestmark = pytest.mark.long

MOST = 2


@pytest.fixture
def capped_api(empty_server: Server, settings: Settings, proxy: Proxy) -> Iterator[httpx.Client]:
    """A client of an API that takes two requests at once; its wire to Neo4j is the proxy."""
    write_network(empty_server, [("ada", "grace")])
    own = {
        "neo4j_uri": f"bolt://127.0.0.1:{proxy.port}",
        "secret": SECRET,
        "requests_at_once": MOST,
    }
    changed = Settings.model_validate(settings.model_dump() | own)
    with served(changed) as url, httpx.Client(base_url=url, timeout=60) as client:
        yield client
        proxy.release()


def asked(client: httpx.Client, member_id: str = "ada") -> httpx.Response:
    return client.get(f"/v1/members/{member_id}", headers=as_member("ada"))


def test_what_is_over_the_cap_is_told_to_come_again(capped_api: httpx.Client, proxy: Proxy) -> None:
    with ThreadPoolExecutor(5) as pool:
        proxy.hold()
        under_way: list[Future[httpx.Response]] = [pool.submit(asked, capped_api) for _ in range(5)]
        refused = [future.result() for future in islice(as_completed(under_way), 5 - MOST)]
        assert [answer.status_code for answer in refused] == [503] * 3
        assert {answer.json()["type"] for answer in refused} == {"too-busy"}
        assert {answer.headers["Retry-After"] for answer in refused} == {"1"}
        assert sum(not future.done() for future in under_way) == MOST
        proxy.release()
    statuses = sorted(future.result().status_code for future in under_way)
    assert statuses == [200] * MOST + [503] * 3
    assert [asked(capped_api).status_code for _ in range(3)] == [200] * 3


def test_a_busy_process_is_alive_and_says_what_it_waits_for(
    capped_api: httpx.Client, proxy: Proxy
) -> None:
    with ThreadPoolExecutor(MOST + 1) as pool:
        proxy.hold()
        under_way = [pool.submit(asked, capped_api) for _ in range(MOST + 1)]
        assert next(as_completed(under_way)).result().status_code == 503
        alive = capped_api.get("/livez")
        ready = capped_api.get("/readyz")
        proxy.release()
    assert alive.status_code == 200
    assert ready.json()["type"] == "graph-unavailable"


def test_a_request_that_fails_is_under_way_no_more(capped_api: httpx.Client) -> None:
    missing = [asked(capped_api, "nobody").status_code for _ in range(MOST + 1)]
    assert missing == [404] * (MOST + 1)
    too_large = {"content": b" " * (1 << 21), "headers": as_member("ada")}
    large = [capped_api.post("/v1/accounts", **too_large) for _ in range(MOST + 1)]  # type: ignore[arg-type]
    assert {answer.status_code for answer in large} == {413}
    assert asked(capped_api).status_code == 200
