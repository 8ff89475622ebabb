"""mutuals account: the first admin is made here; a password is never shown."""

import io
import json

import httpx
import pytest
from tests.cli.conftest import Cli, Ended

PASSWORD = "a long password"


@pytest.fixture
def create(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Make an account with a password from stdin: create("--email", "ada@example.com")."""

    def ended(*arguments: str, password: str = PASSWORD) -> Ended:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
        return cli("account", "create", *arguments)

    return ended


def sign_in(api: httpx.Client, email: str) -> httpx.Response:
    return api.post("/v1/auth/token", data={"username": email, "password": PASSWORD})


def test_an_account_is_made_and_signs_in(api: httpx.Client, create: Cli) -> None:
    made = create("--email", "ada@example.com", "--name", "Ada", "--role", "admin", "--json")
    account = json.loads(made.out)
    assert (made.status, account["email"], account["role"]) == (0, "ada@example.com", "admin")
    token = sign_in(api, "ada@example.com").json()["access_token"]
    own = api.get("/v1/me", headers={"Authorization": f"Bearer {token}"}).json()
    assert (own["id"], own["name"]) == (account["id"], "Ada")


def test_a_member_who_exists_is_given_one(api: httpx.Client, create: Cli) -> None:
    for email in ("ada@example.com", "other@example.com"):
        ended = create("--email", email, "--member", "ada")
    assert ended.status > 2
    assert "has an account" in ended.err
    assert sign_in(api, "ada@example.com").status_code == 200


@pytest.mark.parametrize(
    ("arguments", "password", "field"),
    [
        (["--email", "nobody"], PASSWORD, "email"),
        (["--email", "ada@example.com"], "short", "password"),
        (["--email", "ada@example.com", "--member", "a b"], PASSWORD, "member"),
    ],
)
def test_a_wrong_option_is_named_and_no_password_shown(
    create: Cli, arguments: list[str], password: str, field: str
) -> None:
    ended = create(*arguments, password=password)
    assert ended.status == 2
    assert ended.err.startswith(f"{field}: ")
    assert password not in ended.out + ended.err


def test_a_role_is_given_in_the_next_token(api: httpx.Client, create: Cli, cli: Cli) -> None:
    create("--email", "ada@example.com", "--member", "ada")
    assert cli("account", "role", "ada", "admin").status == 0
    token = sign_in(api, "ada@example.com").json()["access_token"]
    answer = api.post(
        "/v1/members", json={"name": "Grace"}, headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status_code == 201


def test_who_has_no_account_has_no_role(cli: Cli) -> None:
    ended = cli("account", "role", "nobody", "admin")
    assert ended.status > 2
    assert "no account" in ended.err


def test_another_password_takes_the_place_of_the_first(
    api: httpx.Client, create: Cli, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = json.loads(create("--email", "ada@example.com", "--json").out)
    monkeypatch.setattr("sys.stdin", io.StringIO("another long password\n"))
    assert cli("account", "password", made["id"]).status == 0
    signed_in = api.post(
        "/v1/auth/token",
        data={"username": "ada@example.com", "password": "another long password"},
    )
    assert signed_in.status_code == 200


def test_who_has_no_account_has_no_password(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("another long password\n"))
    ended = cli("account", "password", "nobody")
    assert (ended.status, "no account" in ended.err) == (3, True)
