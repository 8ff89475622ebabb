"""The scene, once for each file, and a way to ask about it over HTTP."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from neo4j import Driver, GraphDatabase
from tests.adhoc.scene import plant
from tests.conftest import CLEAR, TLS, as_member

from mutuals.graph.driver import Server

Ask = Callable[..., httpx.Response]


@pytest.fixture(scope="module")
def scene(server: Server, api_url: str) -> Iterator[Driver]:
    """The network and its secrets; a driver with all rights on it."""
    del api_url  # its schema is needed
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        driver.execute_query(CLEAR)
        plant(driver)
        yield driver


@pytest.fixture(scope="module")
def client(scene: Driver, api_url: str) -> Iterator[httpx.Client]:
    """A client of the API beside the scene."""
    del scene
    with httpx.Client(base_url=api_url, timeout=60, verify=TLS) as client:
        yield client


@pytest.fixture(scope="module")
def ask(client: httpx.Client) -> Ask:
    """Ask as an analyst: ask("RETURN $x AS x", x=1)."""

    def asked(query: str, **parameters: Any) -> httpx.Response:
        return client.post(
            "/v1/analytics/cypher",
            json={"query": query, "parameters": parameters},
            headers=as_member("ann", "analyst"),
        )

    return asked
