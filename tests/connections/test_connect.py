"""PUT and DELETE /v1/members/{id}/connections/{other_id}: for services."""

import httpx
import pytest
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server

PATH = "/v1/members/grace/connections/ada"


def test_a_connection_is_made_once_and_ended(
    api: httpx.Client, server: Server, as_service: dict[str, str]
) -> None:
    write_network(server, [], members=["ada", "grace"])
    made = api.put(PATH, headers=as_service)
    assert made.status_code == 201
    assert made.json()["member_ids"] == ["ada", "grace"]
    assert api.put(PATH, headers=as_service).json() == made.json()
    assert api.put(PATH, headers=as_service).status_code == 200
    assert degree(api) == 1
    assert api.delete(PATH, headers=as_service).status_code == 204
    assert degree(api) is None
    assert api.delete(PATH, headers=as_service).status_code == 204


def degree(api: httpx.Client) -> int | None:
    answer = api.get("/v1/members/grace/relation", headers=as_member("ada"))
    degree: int | None = answer.json()["degree"]
    return degree


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_nobody_is_connected_to_nobody(
    api: httpx.Client, server: Server, as_service: dict[str, str], method: str
) -> None:
    write_network(server, [], members=["ada"])
    assert api.request(method, PATH, headers=as_service).status_code == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_nobody_is_connected_to_themselves(
    api: httpx.Client, server: Server, as_service: dict[str, str], method: str
) -> None:
    write_network(server, [], members=["ada"])
    answer = api.request(method, "/v1/members/ada/connections/ada", headers=as_service)
    assert answer.status_code == 409


def test_deleting_a_member_ends_their_connections(
    api: httpx.Client, server: Server, as_service: dict[str, str]
) -> None:
    write_network(server, [("ada", "grace"), ("grace", "linus")])
    assert api.delete("/v1/members/grace", headers=as_service).status_code == 204
    reach = api.get("/v1/me/reach", headers=as_member("ada")).json()
    assert reach == {"first": 0, "second": 0, "third": 0}
