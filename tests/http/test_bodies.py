"""A body that cannot be used gets a problem document that says what to send; never a 500."""

from collections.abc import Iterator

import httpx
import pytest

MEBIBYTE = 1 << 20
JSON = {"Content-Type": "application/json"}


def send(api: httpx.Client, headers: dict[str, str], body: bytes) -> httpx.Response:
    return api.post("/v1/members", content=body, headers=headers | JSON)


def field_errors(answer: httpx.Response) -> dict[str, str]:
    assert answer.headers["Content-Type"] == "application/problem+json"
    return {error["field"]: error["message"] for error in answer.json()["errors"]}


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"hello",
        b'{"id": "\xff"}',
        b'{"id": ' + b"1" * 5000 + b"}",
        b"[" * 100_000,
        b'{"id":' * 100_000,
    ],
    ids=["unfinished", "no JSON", "no UTF-8", "huge number", "deep arrays", "deep objects"],
)
def test_a_body_that_is_not_json(
    api: httpx.Client, as_service: dict[str, str], body: bytes
) -> None:
    answer = send(api, as_service, body)
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == "malformed-json"
    assert "send one JSON object" in answer.json()["detail"]


@pytest.mark.parametrize("body", [b"[]", b'"ada"', b"1", b"null", b""])
def test_json_that_is_not_an_object(
    api: httpx.Client, as_service: dict[str, str], body: bytes
) -> None:
    answer = send(api, as_service, body)
    assert answer.status_code == 422
    assert field_errors(answer) == {
        "body": "Send one JSON object, with the header Content-Type: application/json."
    }


@pytest.mark.parametrize(
    "headers", [{}, {"Content-Type": "text/plain"}, {"Content-Type": ";;;"}], ids=repr
)
def test_a_body_that_does_not_say_it_is_json(
    api: httpx.Client, as_service: dict[str, str], headers: dict[str, str]
) -> None:
    answer = api.post("/v1/members", content=b'{"id": "ada"}', headers=as_service | headers)
    assert answer.status_code == 422
    assert "Content-Type: application/json" in field_errors(answer)["body"]


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        (b'{"name": "\\ud800"}', "name", "Send whole Unicode characters"),
        (b'{"\\ud800": 1}', "body", "Send whole Unicode characters"),
        (b'{"name": "Ada\\u0000"}', "name", "has control characters"),
        ('{"name": "\u202eadA"}'.encode(), "name", "has control characters"),
        (b'{"name": " "}', "name", "is empty"),
        (b'{"name": 1}', "name", "valid string"),
        (b'{"id": NaN}', "id", "valid string"),
        (b'{"id": "ada/grace"}', "id", "An id is 1 to 64 characters"),
        (b'{"id": "ada\\n"}', "id", "An id is 1 to 64 characters"),
        (b'{"nickname": "Ada"}', "nickname", "There is no such field"),
        (b'{"positions": null}', "positions", "the empty list [] is none"),
        (b'{"positions": {}}', "positions", "Send a list"),
        (b'{"positions": [null]}', "positions[0]", "Send a JSON object"),
        (b'{"positions": [{}]}', "positions[0].company", "This is needed"),
        (b'{"skills": ["a", ""]}', "skills[1]", "at least 1 character"),
    ],
    ids=repr,
)
def test_a_field_that_cannot_be_used_is_named(
    api: httpx.Client, as_service: dict[str, str], body: bytes, field: str, message: str
) -> None:
    answer = send(api, as_service, body)
    assert answer.status_code == 422
    assert answer.json()["type"] == "invalid-request"
    assert field in answer.json()["detail"]
    assert message in field_errors(answer)[field]


@pytest.mark.parametrize(
    "day", ['"2026-02-30"', '"yesterday"', '"\\u0662"', '""', "2015", "NaN", "1e400", "true", "[]"]
)
def test_a_day_that_is_none(api: httpx.Client, as_service: dict[str, str], day: str) -> None:
    body = f'{{"positions": [{{"company": "Acme", "started_on": {day}}}]}}'
    answer = send(api, as_service, body.encode())
    assert field_errors(answer) == {"positions[0].started_on": "Send a day as YYYY-MM-DD."}


def test_a_period_that_ends_before_it_starts(api: httpx.Client, as_service: dict[str, str]) -> None:
    period = {"company": "Acme", "started_on": "2026-01-02", "ended_on": "2026-01-01"}
    answer = api.post("/v1/members", json={"positions": [period]}, headers=as_service)
    assert "swap them" in field_errors(answer)["positions[0]"]


def test_more_targets_than_500(api: httpx.Client, as_service: dict[str, str]) -> None:
    answer = api.post(
        "/v1/relations",
        json={"member_ids": ["ada"] * 501},
        headers=as_service | {"Mutuals-Viewer": "ada"},
    )
    assert "at most 500" in field_errors(answer)["member_ids"]


def test_no_more_than_20_errors_are_listed(api: httpx.Client, as_service: dict[str, str]) -> None:
    answer = api.post(
        "/v1/relations",
        json={"member_ids": ["?"] * 500},
        headers=as_service | {"Mutuals-Viewer": "ada"},
    )
    assert len(answer.json()["errors"]) == 20


def test_little_is_said_back_of_what_was_sent(
    api: httpx.Client, as_service: dict[str, str]
) -> None:
    answer = api.post("/v1/members", json={"x" * 100_000: 1}, headers=as_service)
    assert answer.status_code == 422
    assert len(answer.content) < 1000


def test_a_name_of_a_million_characters(api: httpx.Client, as_service: dict[str, str]) -> None:
    answer = api.post("/v1/members", json={"name": "x" * 10**6}, headers=as_service)
    assert field_errors(answer) == {"name": "String should have at most 200 characters"}


def in_pieces() -> Iterator[bytes]:
    for _ in range(17):
        yield b" " * (MEBIBYTE // 16)


@pytest.mark.parametrize("body", [b" " * (MEBIBYTE + 1), in_pieces()], ids=["whole", "in pieces"])
def test_a_body_of_more_than_a_mebibyte(
    api: httpx.Client, as_service: dict[str, str], body: bytes | Iterator[bytes]
) -> None:
    answer = api.post("/v1/members", content=body, headers=as_service | JSON)
    assert answer.status_code == 413
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == "content-too-large"


def test_a_body_of_a_mebibyte_is_read(api: httpx.Client, as_service: dict[str, str]) -> None:
    answer = send(api, as_service, b'{"id": "ada"}'.ljust(MEBIBYTE))
    assert answer.status_code == 201
