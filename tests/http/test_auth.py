"""Who may ask, and for whom: a member's token, or a service's with a viewer."""

import base64
import hmac
from collections.abc import Callable
from datetime import timedelta

import httpx
import jwt
import pytest
from tests.conftest import SECRET, as_member, signer
from tests.network import write_network

from mutuals.graph.driver import Server
from mutuals.graph.opening import utc_now

NEEDS_NO_TOKEN = {"/livez", "/readyz", "/v1/accounts", "/v1/auth/token", "/v1/auth/refresh"}
CLAIMS = {"sub": "ada", "aud": "mutuals:member", "exp": 32503680000}
HOUR = timedelta(hours=1)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def refused(api: httpx.Client, headers: dict[str, str] | list[tuple[str, str]]) -> str:
    """Why a question was refused for want of a good token."""
    answer = api.get("/v1/me/reach", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    problem = answer.json()
    assert problem["type"] == "invalid-token"
    assert [error["field"] for error in problem["errors"]] == ["Authorization"]
    return str(problem["detail"])


def test_only_health_and_documentation_answer_without_a_token(api: httpx.Client) -> None:
    answered = set()
    for path, methods in api.get("/openapi.json").json()["paths"].items():
        for method in methods:
            url = path.replace("{id}", "ada").replace("{other_id}", "grace")
            body: dict[str, str] | None = {} if method in {"post", "patch"} else None
            if api.request(method, url, json=body).status_code != 401:
                answered.add(path)
    assert answered == NEEDS_NO_TOKEN


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/livez", "/readyz"])
def test_health_and_documentation_need_none(api: httpx.Client, path: str) -> None:
    assert api.get(path).status_code == 200


@pytest.mark.parametrize("header", ["Basic YWRhOmFkYQ==", "Bearer", "Token abc", "abc", ""])
def test_a_header_without_a_bearer_token(api: httpx.Client, header: str) -> None:
    assert "Authorization: Bearer TOKEN" in refused(api, {"Authorization": header})


def test_a_token_in_the_query_string_is_not_looked_at(
    api: httpx.Client, service_token: str
) -> None:
    answer = api.get(
        "/v1/me/reach",
        params={"token": service_token, "access_token": service_token},
        headers={"Mutuals-Viewer": "ada"},
    )
    assert answer.status_code == 401


def test_a_token_that_has_expired(api: httpx.Client) -> None:
    token = signer.member_token("ada", utc_now() - 2 * HOUR, HOUR)
    assert "has expired" in refused(api, bearer(token))


def altered_at_the_end(token: str) -> str:
    return token[:-2] + ("A" if token[-2] != "A" else "B") + token[-1]


def with_another_member(token: str) -> str:
    head, _, signature = token.split(".")
    body = base64.urlsafe_b64encode(b'{"sub":"grace","aud":"mutuals:member","exp":32503680000}')
    return f"{head}.{body.decode().rstrip('=')}.{signature}"


MEMBER_KEY = hmac.digest(SECRET.encode(), b"member token", "sha256")
GOOD = jwt.encode(CLAIMS, MEMBER_KEY)


def test_the_token_that_the_bad_ones_are_made_of_is_good(api: httpx.Client, server: Server) -> None:
    write_network(server, [], members=["ada"])
    assert api.get("/v1/me/reach", headers=bearer(GOOD)).status_code == 200


@pytest.mark.parametrize(
    "token",
    [
        altered_at_the_end(GOOD),
        with_another_member(GOOD),
        jwt.encode(CLAIMS, "another key, and quite long enough"),
        jwt.encode(CLAIMS, "", "none"),
        jwt.encode(CLAIMS, MEMBER_KEY * 2, "HS512"),
        jwt.encode(CLAIMS | {"aud": "mutuals:cursor"}, MEMBER_KEY),
        jwt.encode({"sub": "ada", "exp": CLAIMS["exp"]}, MEMBER_KEY),
        jwt.encode({"sub": "ada", "aud": CLAIMS["aud"]}, MEMBER_KEY),
        jwt.encode({"aud": CLAIMS["aud"], "exp": CLAIMS["exp"]}, MEMBER_KEY),
        signer.cursor("connections ada", ["ada"]),
        base64.urlsafe_b64encode(b"[" * 3000).decode() + ".e30.e30",
        base64.urlsafe_b64encode(b'{"alg":' + b"1" * 5000 + b"}").decode() + ".e30.e30",
        "ada",
        "..",
    ],
    ids=[
        "signature altered",
        "another member's body",
        "another key",
        "algorithm none",
        "another algorithm",
        "another audience",
        "no audience",
        "no end",
        "no member",
        "a cursor",
        "a deep head",
        "a huge number",
        "an id",
        "dots",
    ],
)
def test_a_token_that_is_not_ours(api: httpx.Client, token: str) -> None:
    assert "not one of ours" in refused(api, bearer(token))


def test_two_tokens_in_one_request(api: httpx.Client, service_token: str) -> None:
    headers = [("Authorization", f"Bearer {token}") for token in (service_token, GOOD)]
    assert "once" in refused(api, headers)


@pytest.mark.parametrize(
    "altered",
    [
        lambda token: token[:-1] + "t",
        lambda token: token + "s",
        lambda token: token.replace("0", "1", 1),
        lambda _token: "mutuals_",
    ],
)
def test_a_service_token_that_is_nobodys(
    api: httpx.Client, service_token: str, altered: Callable[[str], str]
) -> None:
    headers = bearer(altered(service_token)) | {"Mutuals-Viewer": "ada"}
    assert "unknown or was revoked" in refused(api, headers)


def test_a_service_asks_for_the_viewer_it_names(
    api: httpx.Client, server: Server, as_service: dict[str, str]
) -> None:
    write_network(server, [("ada", "grace"), ("grace", "linus")])
    for viewer_id, degree in (("ada", 2), ("grace", 1), ("linus", 0)):
        answer = api.get(
            "/v1/members/linus/relation", headers=as_service | {"Mutuals-Viewer": viewer_id}
        )
        assert answer.json()["degree"] == degree


@pytest.mark.parametrize("viewers", [[], [""], ["a b"], ["ada", "ada"]], ids=repr)
def test_a_service_that_does_not_name_one_viewer(
    api: httpx.Client, as_service: dict[str, str], viewers: list[str]
) -> None:
    headers = [*as_service.items(), *(("Mutuals-Viewer", viewer) for viewer in viewers)]
    answer = api.get("/v1/me/reach", headers=headers)
    assert answer.status_code == 422
    assert answer.json()["type"] == "invalid-viewer"
    assert [error["field"] for error in answer.json()["errors"]] == ["Mutuals-Viewer"]


def test_a_viewer_that_is_nobody(api: httpx.Client, as_service: dict[str, str]) -> None:
    answer = api.get("/v1/me/reach", headers=as_service | {"Mutuals-Viewer": "nobody"})
    assert answer.status_code == 404
    assert answer.json()["type"] == "member-not-found"
    assert [error["field"] for error in answer.json()["errors"]] == ["Mutuals-Viewer"]


def test_a_member_whose_own_token_outlived_them(
    api: httpx.Client, server: Server, as_service: dict[str, str]
) -> None:
    write_network(server, [("ada", "grace")])
    api.delete("/v1/members/ada", headers=as_service)
    for path in ("/v1/me/reach", "/v1/me/connections", "/v1/members/grace/relation"):
        answer = api.get(path, headers=as_member("ada"))
        assert answer.status_code == 404
        assert [error["field"] for error in answer.json()["errors"]] == ["Authorization"]


def test_a_members_token_is_its_members_whatever_the_header_says(
    api: httpx.Client, server: Server
) -> None:
    write_network(server, [("ada", "grace")])
    answer = api.get(
        "/v1/members/ada/relation", headers=as_member("ada") | {"Mutuals-Viewer": "grace"}
    )
    assert answer.json()["degree"] == 0


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v1/members"),
        ("PATCH", "/v1/members/ada"),
        ("DELETE", "/v1/members/ada"),
        ("PUT", "/v1/members/ada/connections/grace"),
        ("DELETE", "/v1/members/ada/connections/grace"),
        ("GET", "/metrics"),
    ],
)
def test_what_only_services_may_do(api: httpx.Client, method: str, path: str) -> None:
    body: dict[str, str] | None = {} if method in {"POST", "PATCH"} else None
    answer = api.request(method, path, json=body, headers=as_member("ada"))
    assert answer.status_code == 403
    assert answer.json()["type"] == "not-permitted"
    assert "mutuals token create --service" in answer.json()["detail"]
