"""Members' tokens of an OpenID Connect issuer, which here is a server with keys of its own."""

import base64
import hmac
import json
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm
from tests.accounts.conftest import ADA, MovedClock
from tests.conftest import SECRET, as_member, served
from tests.network import write_network

from mutuals.app import create_app
from mutuals.errors import SettingsError
from mutuals.graph.driver import Server
from mutuals.graph.opening import utc_now
from mutuals.settings import Settings

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey
AUDIENCE = "https://mutuals.example"
GARBAGE = "no key has this name"


@cache
def rsa_key(name: str) -> Key:
    del name  # each has a key of its own
    return rsa.generate_private_key(65537, 2048)


@cache
def ec_key() -> Key:
    return ec.generate_private_key(ec.SECP256R1())


@cache
def ed_key() -> Key:
    return ed25519.Ed25519PrivateKey.generate()


class RunningIssuer:
    """Listens on a port of 127.0.0.1: discovery, keys, and tokens signed with any of them."""

    def __init__(self) -> None:
        issuer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, document = issuer.answer(self.path)
                body = json.dumps(document).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.discovery: object = {"issuer": self.url, "jwks_uri": f"{self.url}/keys"}
        self.keys: dict[str, Key] = {"first": rsa_key("first")}
        self.encrypts_with: str | None = None
        self.is_away = False
        self.fetched = 0
        """How often anybody asked for the keys."""

    def answer(self, path: str) -> tuple[int, object]:
        self.fetched += path == "/keys"
        if self.is_away:
            return 503, None
        if path == "/keys":
            return 200, {"keys": [self.published(key_id) for key_id in self.keys]}
        if path == "/.well-known/openid-configuration":
            return 200, self.discovery
        return 404, None

    def published(self, key_id: str) -> dict[str, Any]:
        key = self.keys[key_id]
        use = "enc" if key_id == self.encrypts_with else "sig"
        if isinstance(key, rsa.RSAPrivateKey):
            found = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
        elif isinstance(key, ec.EllipticCurvePrivateKey):
            found = ECAlgorithm.to_jwk(key.public_key(), as_dict=True)
        else:
            found = OKPAlgorithm.to_jwk(key.public_key(), as_dict=True)
        return {**found, "kid": key_id, "use": use}

    def claims(self, **changes: object) -> dict[str, Any]:
        now = int(utc_now().timestamp())
        claims = {"iss": self.url, "aud": AUDIENCE, "sub": "ada", "iat": now, "exp": now + 86400}
        return {name: value for name, value in (claims | changes).items() if value is not None}

    def token(
        self,
        key: Key | None = None,
        key_id: str | None = "first",
        algorithm: str = "RS256",
        **changes: object,
    ) -> str:
        headers = {"kid": key_id} if key_id else None
        return jwt.encode(
            self.claims(**changes), key or rsa_key("first"), algorithm, headers=headers
        )

    def signed_with_the_public_key(self) -> str:
        """What a verifier takes who lets the token say how it is verified."""
        parts = ({"alg": "HS256", "typ": "JWT", "kid": "first"}, self.claims())
        signed = b".".join(
            base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in parts
        )
        key = rsa_key("first").public_key()
        pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        signature = base64.urlsafe_b64encode(hmac.digest(pem, signed, "sha256")).rstrip(b"=")
        return (signed + b"." + signature).decode()


@contextmanager
def running_issuer() -> Iterator[RunningIssuer]:
    issuer = RunningIssuer()
    thread = threading.Thread(target=issuer.server.serve_forever, args=[0.01])
    thread.start()
    yield issuer
    issuer.server.shutdown()
    thread.join()
    issuer.server.server_close()


@pytest.fixture
def issuer() -> Iterator[RunningIssuer]:
    with running_issuer() as issuer:
        yield issuer


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@contextmanager
def trusting(
    url: str, server: Server, clock: Callable[[], Any], **own: object
) -> Iterator[httpx.Client]:
    """A client of an API whose members sign in at the issuer."""
    settings = Settings.model_validate(
        {
            "neo4j_uri": server.uri,
            "neo4j_user": server.user,
            "neo4j_password": server.password,
            "neo4j_database": server.database,
            "secret": SECRET,
            "oidc_issuer": url,
            "oidc_audience": AUDIENCE,
            "requests_a_minute": 0,
            "requests_a_minute_from_address": 0,
        }
        | own
    )
    with served(settings, clock) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def shared_issuer() -> Iterator[RunningIssuer]:
    with running_issuer() as issuer:
        issuer.keys |= {"second": ec_key(), "third": ed_key(), "fourth": rsa_key("fourth")}
        issuer.encrypts_with = "fourth"
        yield issuer


@pytest.fixture(scope="module")
def shared_client(
    api_url: str, server: Server, shared_issuer: RunningIssuer
) -> Iterator[httpx.Client]:
    del api_url  # its schema
    with trusting(shared_issuer.url, server, utc_now, oidc_role_claim="roles") as client:
        yield client


@pytest.fixture
def shared_api(shared_client: httpx.Client, empty_server: Server) -> httpx.Client:
    """An API that trusts the shared issuer, on a graph that has ada and grace."""
    write_network(empty_server, [("ada", "grace")])
    return shared_client


@pytest.fixture
def own_api(
    api_url: str, empty_server: Server, issuer: RunningIssuer, clock: MovedClock
) -> Iterator[httpx.Client]:
    """The same of an issuer that is the test's own, and a clock that it moves."""
    del api_url  # its schema
    write_network(empty_server, [("ada", "grace")])
    with trusting(issuer.url, empty_server, clock) as client:
        yield client


def asked(client: httpx.Client, token: str) -> httpx.Response:
    return client.get("/v1/members/grace", headers={"Authorization": f"Bearer {token}"})


SIGNED: dict[str, Callable[[RunningIssuer], str]] = {
    "RSA": lambda issuer: issuer.token(),
    "EC": lambda issuer: issuer.token(ec_key(), "second", "ES256"),
    "Ed25519": lambda issuer: issuer.token(ed_key(), "third", "EdDSA"),
    "for several audiences": lambda issuer: issuer.token(aud=["another", AUDIENCE]),
    "with a clock a little ahead of ours": lambda issuer: issuer.token(
        nbf=utc_now().timestamp() + 20
    ),
}


@pytest.mark.parametrize("case", SIGNED)
def test_a_token_of_the_issuer_is_good(
    shared_api: httpx.Client, shared_issuer: RunningIssuer, case: str
) -> None:
    answer = asked(shared_api, SIGNED[case](shared_issuer))
    assert answer.status_code == 200
    assert answer.json()["name"] == "Grace"


REFUSED: dict[str, Callable[[RunningIssuer], str]] = {
    "for another service": lambda issuer: issuer.token(aud="another"),
    "for nobody": lambda issuer: issuer.token(aud=None),
    "of another issuer": lambda issuer: issuer.token(iss="https://elsewhere.example"),
    "of no issuer": lambda issuer: issuer.token(iss=None),
    "expired": lambda issuer: issuer.token(exp=utc_now().timestamp() - 1),
    "without an end": lambda issuer: issuer.token(exp=None),
    "with an end that is no number": lambda issuer: issuer.token(exp=float("nan")),
    "not valid yet": lambda issuer: issuer.token(nbf=utc_now().timestamp() + 60),
    "signed with the public key": RunningIssuer.signed_with_the_public_key,
    "signed with a secret": lambda issuer: jwt.encode(
        issuer.claims(), SECRET, "HS256", headers={"kid": "first"}
    ),
    "not signed": lambda issuer: jwt.encode(issuer.claims(), "", "none", headers={"kid": "first"}),
    "of an unknown key": lambda issuer: issuer.token(key_id=GARBAGE),
    "of no named key where there are several": lambda issuer: issuer.token(key_id=None),
    "of another key than it names": lambda issuer: issuer.token(rsa_key("another")),
    "of a key of another kind than it names": lambda issuer: issuer.token(
        ec_key(), "first", "ES256"
    ),
    "of a key that encrypts": lambda issuer: issuer.token(rsa_key("fourth"), "fourth"),
    "of an algorithm we do not take": lambda issuer: issuer.token(algorithm="RS512"),
    "of nobody": lambda issuer: issuer.token(sub=None),
    "of what is no member's id": lambda issuer: issuer.token(sub="ada and grace"),
    "one of ours": lambda _: as_member("ada")["Authorization"].removeprefix("Bearer "),
    "altered": lambda issuer: issuer.token() + "A",
    "no token at all": lambda _: "not.a.token",
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_good_token_is_refused(
    shared_api: httpx.Client, shared_issuer: RunningIssuer, case: str
) -> None:
    answer = asked(shared_api, REFUSED[case](shared_issuer))
    assert answer.status_code == 401
    assert answer.json()["type"] == "invalid-token"
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_the_claim_that_the_settings_name_is_the_role(
    shared_api: httpx.Client, shared_issuer: RunningIssuer
) -> None:
    def answered(roles: object) -> int:
        headers = {"Authorization": f"Bearer {shared_issuer.token(roles=roles)}"}
        return shared_api.get("/metrics", headers=headers).status_code

    found = [answered(roles) for roles in (None, "member", ["staff", 7], "admin", ["x", "admin"])]
    assert found == [403, 403, 403, 200, 200]


def test_nobody_signs_in_here(shared_api: httpx.Client, shared_issuer: RunningIssuer) -> None:
    headers = {"Authorization": f"Bearer {shared_issuer.token(roles='admin')}"}
    form = {"username": ADA["email"], "password": ADA["password"]}
    passwords = {"old_password": ADA["password"], "new_password": "quite another sentence"}
    answers = [
        shared_api.post("/v1/auth/token", data=form),
        shared_api.post("/v1/auth/refresh", json={"refresh_token": "x"}),
        shared_api.post("/v1/auth/password", json=passwords, headers=headers),
        shared_api.delete("/v1/auth/sessions", headers=headers),
        shared_api.patch("/v1/accounts/grace", json={"role": "admin"}, headers=headers),
    ]
    assert [answer.status_code for answer in answers] == [403] * 5
    assert all(shared_issuer.url in answer.json()["detail"] for answer in answers)


def test_who_has_a_token_becomes_a_member_with_a_name(
    shared_api: httpx.Client, shared_issuer: RunningIssuer
) -> None:
    headers = {"Authorization": f"Bearer {shared_issuer.token(sub='linus')}"}
    assert shared_api.get("/v1/members/linus", headers=headers).status_code == 404
    created = shared_api.post("/v1/accounts", json={"name": "Linus"}, headers=headers)
    assert created.status_code == 201
    assert created.json() == {"id": "linus", "email": None, "role": "member"}
    assert created.headers["Location"] == "/v1/members/linus"
    assert shared_api.get("/v1/members/linus", headers=headers).json()["name"] == "Linus"


def test_a_member_is_made_once(shared_api: httpx.Client, shared_issuer: RunningIssuer) -> None:
    headers = {"Authorization": f"Bearer {shared_issuer.token()}"}
    again = shared_api.post("/v1/accounts", json={"name": "Another"}, headers=headers)
    assert again.status_code == 409
    assert shared_api.get("/v1/members/ada", headers=headers).json()["name"] == "Ada"


def test_nobody_becomes_a_member_without_a_token_of_the_issuer(shared_api: httpx.Client) -> None:
    answers = [
        shared_api.post("/v1/accounts", json={"name": "Linus"}, headers=headers)
        for headers in ({}, as_member("linus"))
    ]
    assert [answer.status_code for answer in answers] == [401, 401]


@pytest.mark.parametrize("field", ["email", "password", "member_id"])
def test_what_the_issuer_knows_is_not_sent(
    shared_api: httpx.Client, shared_issuer: RunningIssuer, field: str
) -> None:
    headers = {"Authorization": f"Bearer {shared_issuer.token(sub='linus')}"}
    body = {"name": "Linus", field: ADA[field]}
    answer = shared_api.post("/v1/accounts", json=body, headers=headers)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_of_one_key_the_name_may_be_left_out(own_api: httpx.Client, issuer: RunningIssuer) -> None:
    assert asked(own_api, issuer.token(key_id=None)).status_code == 200


def test_a_new_key_is_good_and_the_withdrawn_one_no_more(
    own_api: httpx.Client, issuer: RunningIssuer, clock: MovedClock
) -> None:
    old, new = issuer.token(), issuer.token(ec_key(), "second", "ES256")
    assert asked(own_api, old).status_code == 200
    issuer.keys = {"second": ec_key()}
    clock.ahead = timedelta(seconds=31)
    assert [asked(own_api, token).status_code for token in (new, old)] == [200, 401]


def test_a_withdrawn_key_is_good_for_an_hour_at_most(
    own_api: httpx.Client, issuer: RunningIssuer, clock: MovedClock
) -> None:
    token = issuer.token()
    assert asked(own_api, token).status_code == 200
    issuer.keys = {"second": ec_key()}
    clock.ahead = timedelta(hours=1, seconds=1)
    assert asked(own_api, token).status_code == 401


def test_a_withdrawn_key_ends_soon_after_an_absence_of_the_issuer(
    own_api: httpx.Client, issuer: RunningIssuer, clock: MovedClock
) -> None:
    token = issuer.token()
    assert asked(own_api, token).status_code == 200
    issuer.is_away = True
    clock.ahead = timedelta(hours=1, seconds=1)
    assert asked(own_api, token).status_code == 200
    issuer.is_away, issuer.keys = False, {"second": ec_key()}
    clock.ahead += timedelta(seconds=31)
    assert asked(own_api, token).status_code == 401


def test_the_keys_are_fetched_once_for_everybody(
    own_api: httpx.Client, issuer: RunningIssuer
) -> None:
    token = issuer.token()
    with ThreadPoolExecutor(8) as pool:
        statuses = [answer.status_code for answer in pool.map(asked, [own_api] * 8, [token] * 8)]
    assert (statuses, issuer.fetched) == ([200] * 8, 1)


def test_unknown_keys_do_not_make_us_ask_the_issuer_each_time(
    own_api: httpx.Client, issuer: RunningIssuer, clock: MovedClock
) -> None:
    assert asked(own_api, issuer.token()).status_code == 200
    clock.ahead = timedelta(seconds=31)
    tokens = [issuer.token(key_id=f"{GARBAGE} {number}") for number in range(20)]
    with ThreadPoolExecutor(8) as pool:
        statuses = {answer.status_code for answer in pool.map(asked, [own_api] * 20, tokens)}
    assert (statuses, issuer.fetched) == ({401}, 2)


def test_while_the_issuer_is_away_known_keys_are_good(
    own_api: httpx.Client, issuer: RunningIssuer, clock: MovedClock
) -> None:
    assert asked(own_api, issuer.token()).status_code == 200
    issuer.is_away = True
    clock.ahead = timedelta(seconds=31)
    assert asked(own_api, issuer.token(ec_key(), "second", "ES256")).status_code == 503
    assert asked(own_api, issuer.token()).status_code == 200


def test_an_issuer_that_is_away_is_asked_again_soon(
    own_api: httpx.Client, issuer: RunningIssuer, clock: MovedClock
) -> None:
    issuer.is_away = True
    assert asked(own_api, issuer.token()).status_code == 503
    issuer.is_away = False
    clock.ahead = timedelta(seconds=6)
    assert asked(own_api, issuer.token()).status_code == 200


def test_before_the_keys_are_known_an_issuer_that_is_down_makes_us_unavailable(
    api_url: str, empty_server: Server, issuer: RunningIssuer
) -> None:
    del api_url  # its schema
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with trusting(url, empty_server, utc_now) as client:
        answer = asked(client, issuer.token(iss=url))
        assert client.get("/readyz").status_code == 200
    assert answer.status_code == 503
    assert answer.json()["type"] == "issuer-unavailable"
    assert answer.headers["Retry-After"] == "5"


WRONG_DISCOVERY: dict[str, Callable[[str], object]] = {
    "of another issuer": lambda url: {
        "issuer": "https://elsewhere.example",
        "jwks_uri": f"{url}/keys",
    },
    "with keys over plain HTTP": lambda url: {
        "issuer": url,
        "jwks_uri": "http://elsewhere.example/keys",
    },
    "without keys": lambda url: {"issuer": url},
    "with keys that are no address": lambda url: {"issuer": url, "jwks_uri": 7},
    "no object": lambda _: ["keys"],
    "nothing": lambda _: None,
}


def test_discovery_that_is_wrong_is_not_followed(
    own_api: httpx.Client, issuer: RunningIssuer, clock: MovedClock
) -> None:
    statuses = {}
    for case, discovery in WRONG_DISCOVERY.items():
        issuer.discovery = discovery(issuer.url)
        statuses[case] = asked(own_api, issuer.token()).status_code
        clock.ahead += timedelta(seconds=6)
    assert statuses == dict.fromkeys(WRONG_DISCOVERY, 503)
    assert issuer.fetched == 0


def test_with_the_address_of_the_keys_discovery_is_not_needed(
    api_url: str, empty_server: Server, issuer: RunningIssuer
) -> None:
    del api_url  # its schema
    write_network(empty_server, [("ada", "grace")])
    issuer.discovery = None
    own = {"oidc_jwks_url": f"{issuer.url}/keys", "oidc_member_claim": "member"}
    with trusting(issuer.url, empty_server, utc_now, **own) as client:
        token = issuer.token(sub="no member's id", member="ada")
        assert asked(client, token).status_code == 200


def test_an_issuer_without_an_audience_is_refused_at_the_start() -> None:
    settings = Settings(oidc_issuer="https://issuer.example")
    with pytest.raises(SettingsError, match="MUTUALS_OIDC_AUDIENCE"):
        create_app(settings)
