"""Register, sign in, renew once, sign out everywhere, change the password."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import httpx
import pytest
from neo4j import GraphDatabase
from tests.accounts.conftest import ADA, PASSWORD, MovedClock, bearer, renewed, signed_in
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server


def stored(server: Server) -> str:
    """Everything that the graph holds, as text."""
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        found = driver.execute_query(
            "MATCH (n) WHERE NOT n:Migration RETURN properties(n) AS properties",
            database_=server.database,
        )
    return str([record["properties"] for record in found.records])


def test_who_registers_is_a_member_and_can_sign_in(api: httpx.Client) -> None:
    created = api.post("/v1/accounts", json=ADA)
    assert created.status_code == 201
    assert created.json() == {"id": "ada", "email": "ada@example.com", "role": "member"}
    assert created.headers["Location"] == "/v1/members/ada"
    answer = signed_in(api, "  ADA@example.com ")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    tokens = answer.json()
    assert (tokens["token_type"], tokens["expires_in"]) == ("bearer", 900)
    assert api.get("/v1/members/ada", headers=bearer(tokens)).json()["name"] == "Ada"


def test_without_an_id_one_is_made(api: httpx.Client) -> None:
    body = {key: value for key, value in ADA.items() if key != "member_id"}
    assert re.fullmatch("[0-9a-f-]{36}", api.post("/v1/accounts", json=body).json()["id"])


@pytest.mark.parametrize(
    "change", [{"member_id": "grace"}, {"email": "ADA@EXAMPLE.COM", "member_id": "new"}], ids=str
)
def test_what_is_somebodys_is_refused(
    api: httpx.Client, empty_server: Server, change: dict[str, str]
) -> None:
    write_network(empty_server, [], ["grace"])
    api.post("/v1/accounts", json=ADA)
    answer = api.post("/v1/accounts", json=ADA | {"email": "grace@example.com"} | change)
    assert answer.status_code == 409
    assert answer.json()["type"] == "conflict"
    assert "new" not in stored(empty_server)


def test_nobody_takes_a_member_who_exists_with_a_token_of_their_own(
    api: httpx.Client, empty_server: Server
) -> None:
    write_network(empty_server, [], ["ada", "grace"])
    answer = api.post("/v1/accounts", json=ADA, headers=as_member("grace"))
    assert answer.status_code == 409


def test_a_service_registers_a_member_who_exists(
    api: httpx.Client, empty_server: Server, as_service: dict[str, str]
) -> None:
    write_network(empty_server, [("ada", "grace")])
    assert api.post("/v1/accounts", json=ADA, headers=as_service).status_code == 201
    headers = bearer(signed_in(api).json())
    assert api.get("/v1/members/grace/relation", headers=headers).json()["degree"] == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"password": "x" * 11}, "password"),
        ({"password": "x" * 201}, "password"),
        ({"password": None}, "password"),
        ({"email": "ada"}, "email"),
        ({"email": None}, "email"),
        ({"name": None}, "name"),
        ({"role": "admin"}, "role"),
    ],
    ids=str,
)
def test_what_cannot_be_registered(api: httpx.Client, change: dict[str, Any], field: str) -> None:
    answer = api.post("/v1/accounts", json=ADA | change)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert "xxx" not in answer.text


def test_no_password_and_no_token_is_in_the_store(api: httpx.Client, empty_server: Server) -> None:
    api.post("/v1/accounts", json=ADA, headers={"Idempotency-Key": "one"})
    tokens = signed_in(api).json()
    kept = stored(empty_server)
    assert "$argon2id$" in kept
    for secret in (PASSWORD, tokens["access_token"], tokens["refresh_token"]):
        assert secret not in kept


def test_registering_again_under_a_key_is_done_once(api: httpx.Client) -> None:
    body = {key: value for key, value in ADA.items() if key != "member_id"}
    answers = [
        api.post("/v1/accounts", json=body, headers={"Idempotency-Key": "one"}) for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()


def test_an_unknown_address_and_a_wrong_password_are_answered_alike(api: httpx.Client) -> None:
    api.post("/v1/accounts", json=ADA)
    wrong = signed_in(api, password="another long sentence")
    unknown = signed_in(api, email="grace@example.com")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()
    assert wrong.json()["type"] == "invalid-credentials"


@pytest.mark.long
def test_an_unknown_address_takes_as_long_as_a_wrong_password(api: httpx.Client) -> None:
    api.post("/v1/accounts", json=ADA)

    def fastest(email: str) -> float:
        tries = (signed_in(api, email, "another long sentence") for _ in range(5))
        return min(answer.elapsed.total_seconds() for answer in tries)

    signed_in(api, "grace@example.com")
    # Without a hash to verify, one takes a tenth of the other.
    assert 0.4 < fastest("grace@example.com") / fastest("ada@example.com") < 2.5


def test_a_refresh_token_is_good_once_and_its_second_use_ends_the_session(
    api: httpx.Client,
) -> None:
    api.post("/v1/accounts", json=ADA)
    first = signed_in(api).json()["refresh_token"]
    second = renewed(api, first).json()["refresh_token"]
    third = renewed(api, second).json()["refresh_token"]
    reused = renewed(api, first)
    assert reused.status_code == 401
    assert reused.json()["type"] == "invalid-credentials"
    assert renewed(api, third).status_code == 401


def test_another_session_goes_on(api: httpx.Client) -> None:
    api.post("/v1/accounts", json=ADA)
    stolen, other = (signed_in(api).json()["refresh_token"] for _ in range(2))
    renewed(api, stolen)
    assert renewed(api, stolen).status_code == 401
    assert renewed(api, other).status_code == 200


@pytest.mark.long
def test_of_refreshes_at_once_exactly_one_wins(api: httpx.Client) -> None:
    api.post("/v1/accounts", json=ADA)
    for _ in range(5):
        token = signed_in(api).json()["refresh_token"]
        with ThreadPoolExecutor(8) as pool:
            statuses = [
                answer.status_code for answer in pool.map(lambda t: renewed(api, t), [token] * 8)
            ]
        assert sorted(statuses) == [200] + [401] * 7


def test_tokens_end_by_the_clock(own_api: httpx.Client, clock: MovedClock) -> None:
    own_api.post("/v1/accounts", json=ADA)
    tokens = signed_in(own_api).json()
    clock.ahead = timedelta(minutes=15, seconds=1)
    assert own_api.get("/v1/members/ada", headers=bearer(tokens)).status_code == 401
    clock.ahead = timedelta(days=29)
    tokens = renewed(own_api, tokens["refresh_token"]).json()
    assert own_api.get("/v1/members/ada", headers=bearer(tokens)).status_code == 200
    clock.ahead = timedelta(days=30, seconds=1)
    assert renewed(own_api, tokens["refresh_token"]).status_code == 401


def test_an_access_token_renews_nothing_and_a_refresh_token_asks_nothing(
    api: httpx.Client,
) -> None:
    api.post("/v1/accounts", json=ADA)
    tokens = signed_in(api).json()
    assert renewed(api, tokens["access_token"]).status_code == 401
    headers = {"Authorization": f"Bearer {tokens['refresh_token']}"}
    assert api.get("/v1/members/ada", headers=headers).status_code == 401


def test_signing_out_everywhere_ends_every_session(api: httpx.Client) -> None:
    api.post("/v1/accounts", json=ADA)
    first, second = (signed_in(api).json() for _ in range(2))
    assert api.delete("/v1/auth/sessions", headers=bearer(first)).status_code == 204
    assert [renewed(api, t["refresh_token"]).status_code for t in (first, second)] == [401, 401]
    assert signed_in(api).status_code == 200


def test_a_new_password_ends_every_session(api: httpx.Client) -> None:
    api.post("/v1/accounts", json=ADA)
    tokens = signed_in(api).json()
    change = {"old_password": PASSWORD, "new_password": "quite another sentence"}
    answer = api.post("/v1/auth/password", json=change, headers=bearer(tokens))
    assert answer.status_code == 204
    assert renewed(api, tokens["refresh_token"]).status_code == 401
    assert signed_in(api).status_code == 401
    assert signed_in(api, password="quite another sentence").status_code == 200


@pytest.mark.parametrize("member", ["ada", "grace"])
def test_who_does_not_know_the_old_password_changes_nothing(
    api: httpx.Client, empty_server: Server, member: str
) -> None:
    write_network(empty_server, [], ["grace"])  # who has no account
    api.post("/v1/accounts", json=ADA)
    change = {"old_password": "not the old password", "new_password": "quite another sentence"}
    answer = api.post("/v1/auth/password", json=change, headers=as_member(member))
    assert answer.status_code == 401
    assert signed_in(api).status_code == 200


def test_a_member_who_is_deleted_leaves_no_account_and_no_session(
    api: httpx.Client, empty_server: Server, as_service: dict[str, str]
) -> None:
    api.post("/v1/accounts", json=ADA)
    refresh_token = signed_in(api).json()["refresh_token"]
    assert api.delete("/v1/members/ada", headers=as_service).status_code == 204
    assert signed_in(api).status_code == 401
    assert renewed(api, refresh_token).status_code == 401
    assert "ada" not in stored(empty_server)


@pytest.mark.parametrize("configured", [{"sign_in_attempts": 3}], indirect=True)
def test_attempts_to_sign_in_are_limited_by_address_of_mail(
    own_api: httpx.Client, clock: MovedClock
) -> None:
    own_api.post("/v1/accounts", json=ADA)
    statuses = [signed_in(own_api, password="a wrong one").status_code for _ in range(4)]
    assert statuses == [401, 401, 401, 429]
    refused = signed_in(own_api, "ADA@example.com")
    assert refused.json()["type"] == "too-many-requests"
    assert 0 < int(refused.headers["Retry-After"]) <= 900
    assert signed_in(own_api, "grace@example.com").status_code == 401
    clock.ahead = timedelta(minutes=15, seconds=1)
    assert signed_in(own_api).status_code == 200


@pytest.mark.parametrize("configured", [{"sign_in_attempts_from_address": 2}], indirect=True)
def test_attempts_to_sign_in_are_limited_by_where_they_come_from(own_api: httpx.Client) -> None:
    statuses = [signed_in(own_api, f"{name}@example.com").status_code for name in "abc"]
    assert statuses == [401, 401, 429]
