"""What a role lets a member do, and what a scope lets a service do."""

from collections.abc import Callable

import httpx
import pytest
import uvloop
from neo4j import GraphDatabase
from tests.accounts.conftest import ADA, bearer, renewed, signed_in
from tests.conftest import NOW, as_member
from tests.network import write_network

from mutuals.graph.catalogue import load_catalogue
from mutuals.graph.driver import Server, connected
from mutuals.tokens.commands import create_service_token
from mutuals.tokens.models import SCOPES, Role, Scope

NEEDS: dict[Scope, tuple[str, str]] = {
    "viewer:read": ("GET", "/v1/me/reach"),
    "viewer:write": ("DELETE", "/v1/auth/sessions"),
    "members:write": ("DELETE", "/v1/members/linus"),
    "connections:write": ("PUT", "/v1/members/ada/connections/grace"),
    "metrics:read": ("GET", "/metrics"),
    "analytics:read": ("GET", "/v1/analytics/hubs"),
    "accounts:write": ("POST", "/v1/accounts"),
}
BODIES = {"/v1/accounts": ADA}


@pytest.fixture
def service_of(empty_server: Server) -> Callable[..., dict[str, str]]:
    """The headers of a service whose token has these scopes, for ada."""

    def made(*scopes: Scope) -> dict[str, str]:
        async def create() -> str:
            async with connected(empty_server, load_catalogue()) as graph:
                return await create_service_token(
                    graph.writer, "crm", "1" * 12, "t" * 43, NOW, scopes
                )

        return {"Authorization": f"Bearer {uvloop.run(create())}", "Mutuals-Viewer": "ada"}

    return made


def test_every_scope_is_tried() -> None:
    assert {*NEEDS} == {*SCOPES}


@pytest.mark.parametrize("scope", SCOPES)
def test_a_service_does_what_its_one_scope_allows_and_no_more(
    api: httpx.Client,
    empty_server: Server,
    service_of: Callable[..., dict[str, str]],
    scope: Scope,
) -> None:
    write_network(empty_server, [], ["ada", "grace", "linus"])
    headers = service_of(scope)
    for needed, (method, path) in NEEDS.items():
        answer = api.request(method, path, json=BODIES.get(path), headers=headers)
        if needed == scope:
            assert answer.status_code < 300
        else:
            assert answer.status_code == 403
            assert answer.json()["type"] == "not-permitted"
            assert f"lacks the scope {needed}" in answer.json()["detail"]


def test_degrees_to_many_are_read(
    api: httpx.Client, empty_server: Server, service_of: Callable[..., dict[str, str]]
) -> None:
    write_network(empty_server, [("ada", "grace")])
    headers = service_of("viewer:read")
    answer = api.post("/v1/relations", json={"member_ids": ["grace"]}, headers=headers)
    assert answer.status_code == 200


def test_a_token_of_before_there_were_scopes_has_all(
    api: httpx.Client, empty_server: Server, as_service: dict[str, str]
) -> None:
    write_network(empty_server, [], ["ada", "grace", "linus"])
    auth = (empty_server.user, empty_server.password)
    with GraphDatabase.driver(empty_server.uri, auth=auth) as driver:
        driver.execute_query("MATCH (token:ServiceToken) REMOVE token.scopes")
    headers = as_service | {"Mutuals-Viewer": "ada"}
    for method, path in NEEDS.values():
        answer = api.request(method, path, json=BODIES.get(path), headers=headers)
        assert answer.status_code < 300


@pytest.mark.parametrize(("role", "status"), [("member", 403), ("analyst", 403), ("admin", 200)])
def test_an_admin_does_what_services_do_with_a_token_of_their_own(
    api: httpx.Client, empty_server: Server, role: Role, status: int
) -> None:
    write_network(empty_server, [], ["ada", "grace", "linus"])
    headers = as_member("ada", role)
    asked = {
        ("POST", "/v1/members"): {"id": "barbara"},
        ("PATCH", "/v1/members/barbara"): {"headline": "Analyst"},
        ("PUT", "/v1/members/ada/connections/grace"): None,
        ("DELETE", "/v1/members/ada/connections/grace"): None,
        ("DELETE", "/v1/members/linus"): None,
        ("GET", "/metrics"): None,
    }
    for (method, path), body in asked.items():
        answer = api.request(method, path, json=body, headers=headers)
        assert answer.status_code // 100 * 100 == status // 100 * 100, path
        if status == 403:
            assert answer.json()["type"] == "not-permitted"


def test_an_admin_registers_a_member_who_exists(api: httpx.Client, empty_server: Server) -> None:
    write_network(empty_server, [], ["ada", "grace"])
    assert api.post("/v1/accounts", json=ADA, headers=as_member("grace", "admin")).is_success


def test_an_admin_gives_a_role_and_the_next_token_has_it(
    api: httpx.Client, empty_server: Server
) -> None:
    write_network(empty_server, [], ["grace"])
    api.post("/v1/accounts", json=ADA)
    before = signed_in(api).json()
    answer = api.patch(
        "/v1/accounts/ada", json={"role": "admin"}, headers=as_member("grace", "admin")
    )
    assert answer.json() == {"id": "ada", "email": "ada@example.com", "role": "admin"}
    assert api.get("/metrics", headers=bearer(before)).status_code == 403
    after = renewed(api, before["refresh_token"]).json()
    assert api.get("/metrics", headers=bearer(after)).status_code == 200


def test_only_an_admin_gives_roles(api: httpx.Client, as_service: dict[str, str]) -> None:
    api.post("/v1/accounts", json=ADA)
    for headers in (as_member("ada"), as_member("ada", "analyst"), as_service):
        answer = api.patch("/v1/accounts/ada", json={"role": "admin"}, headers=headers)
        assert answer.status_code == 403


def test_a_role_for_who_has_no_account(api: httpx.Client) -> None:
    answer = api.patch(
        "/v1/accounts/nobody", json={"role": "admin"}, headers=as_member("grace", "admin")
    )
    assert answer.status_code == 404
    assert answer.json()["type"] == "account-not-found"
