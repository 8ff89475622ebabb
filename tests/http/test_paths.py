"""Paths, methods and query strings that lead nowhere get a problem document."""

import socket
from urllib.parse import urlsplit

import httpx
import pytest
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server
from mutuals.http.pagination import LONGEST_CURSOR


@pytest.mark.parametrize(
    "member_id", ["%00", "%FF", "a%20b", "a%0Ab", "%F0%9F%98%80", "a" * 65, "a" * 60_000], ids=len
)
def test_an_id_with_illegal_characters(api: httpx.Client, member_id: str) -> None:
    answer = api.get(f"/v1/members/{member_id}/relation", headers=as_member("ada"))
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"field": "id", "message": "An id is 1 to 64 characters of A-Z a-z 0-9 . _ ~ -"}
    ]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/v1",
        "/v1/members/ada/",
        "/v1/members/a%2Fb",
        "/v1/members//relation",
        "/v1/me/reach/",
        "/" + "x" * 60_000,
    ],
    ids=len,
)
def test_a_path_that_leads_nowhere_is_not_redirected(api: httpx.Client, path: str) -> None:
    answer = api.get(path, headers=as_member("ada"))
    assert answer.status_code == 404
    assert answer.json()["type"] == "not-found"
    assert len(answer.content) < 1000


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "TRACE", "PUT"])
def test_a_method_that_a_path_does_not_take(api: httpx.Client, method: str) -> None:
    answer = api.request(method, "/v1/me/reach", headers=as_member("ada"))
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET"
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_the_methods_that_a_path_takes_are_all_named(api: httpx.Client) -> None:
    answer = api.put("/v1/members/ada", headers=as_member("ada"))
    assert answer.headers["Allow"] == "DELETE, GET, PATCH"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=1.5", "limit"),
        ("limit=%00", "limit"),
        ("limit=" + "9" * 5000, "limit"),
        ("degree=3", "degree"),
        ("company=", "company"),
        ("title=" + "x" * 201, "title"),
        ("cursor=" + "x" * (LONGEST_CURSOR + 1), "cursor"),
    ],
    ids=lambda text: text[:12],
)
def test_a_parameter_that_cannot_be_used_is_named(
    api: httpx.Client, query: str, field: str
) -> None:
    answer = api.get(f"/v1/me/connections?{query}", headers=as_member("ada"))
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


@pytest.mark.parametrize("query", ["limit=51", "limit=0", "max_hops=1", "max_hops=5"])
def test_paths_have_bounds(api: httpx.Client, query: str) -> None:
    answer = api.get(f"/v1/members/grace/introduction-paths?{query}", headers=as_member("ada"))
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [query.partition("=")[0]]


def test_a_member_that_is_nobody(api: httpx.Client, as_service: dict[str, str]) -> None:
    api.post("/v1/members", json={"id": "ada"}, headers=as_service)
    for what in ("", "/relation", "/mutual-connections", "/introduction-paths"):
        answer = api.get(f"/v1/members/nobody{what}", headers=as_member("ada"))
        assert answer.status_code == 404
        assert answer.json()["type"] == "member-not-found"
        assert [error["field"] for error in answer.json()["errors"]] == ["id"]
        assert "check the id" in answer.json()["detail"]


def test_a_company_that_is_none(api: httpx.Client, as_service: dict[str, str]) -> None:
    api.post("/v1/members", json={"id": "ada"}, headers=as_service)
    answer = api.get("/v1/companies/acme/introduction-paths", headers=as_member("ada"))
    assert answer.status_code == 404
    assert answer.json()["type"] == "company-not-found"
    assert [error["field"] for error in answer.json()["errors"]] == ["id"]


def test_the_second_member_of_a_connection_that_is_nobody(
    api: httpx.Client, as_service: dict[str, str]
) -> None:
    api.post("/v1/members", json={"id": "ada"}, headers=as_service)
    answer = api.put("/v1/members/ada/connections/nobody", headers=as_service)
    assert answer.status_code == 404
    assert [error["field"] for error in answer.json()["errors"]] == ["other_id"]


@pytest.mark.parametrize(
    "head",
    [
        b"GET /nowhere HTTP/1.1\r\nHost: [\r\n",
        b"GET /nowhere HTTP/1.0\r\n",
        b"OPTIONS * HTTP/1.1\r\nHost: x\r\n",
        b"GET http://other.example/nowhere HTTP/1.1\r\nHost: x\r\n",
        b"GET /v1/members/\xff\xfe HTTP/1.1\r\nHost: x\r\n",
        b"GET /v1/me/reach HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \xff\r\n",
    ],
    ids=repr,
)
def test_what_no_client_sends_is_the_clients_error(api_url: str, head: bytes) -> None:
    address = urlsplit(api_url)
    with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
        connection.sendall(head + b"Connection: close\r\n\r\n")
        status_line = connection.makefile("rb").readline()
    assert status_line.split()[1].startswith(b"4")


def test_a_parameter_is_sent_once(api: httpx.Client, server: Server) -> None:
    write_network(server, [("ada", "grace")])
    answer = api.get(
        "/v1/me/connections?limit=5&company=acme&company=navy", headers=as_member("ada")
    )
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": "company", "message": "Send it once."}]
    assert api.get("/v1/me/connections?x=1&x=2", headers=as_member("ada")).status_code == 200
