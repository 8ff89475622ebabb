"""How often one caller may ask: counted in the process, or in a Redis that several share."""

import os
import shutil
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import redis
from tests.accounts.conftest import ADA, MovedClock, signed_in
from tests.conftest import SECRET, as_member, served
from tests.network import write_network

from mutuals.app import create_app
from mutuals.errors import SettingsError
from mutuals.graph.driver import Server
from mutuals.http.rate_limits import REDIS_REST_SECONDS
from mutuals.settings import Settings

NOBODY = {"Authorization": "Bearer nobody"}


class RunningRedis:
    """A Redis of the test's own on a free port of 127.0.0.1, which keeps nothing."""

    def __init__(self, program: str, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self._port: int = listener.getsockname()[1]
        self._command = [program, "--port", str(self._port), "--bind", "127.0.0.1", "--save", ""]
        self._folder = folder
        self.url = f"redis://127.0.0.1:{self._port}/0"
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen(self._command, cwd=self._folder, stdout=subprocess.DEVNULL)
        while not self._answers():
            assert self._process.poll() is None, "Redis did not start"
            threading.Event().wait(0.01)

    def stand_still(self) -> None:
        """Take connections, and answer nothing."""
        self._process.send_signal(signal.SIGSTOP)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def keys(self) -> list[str]:
        """The names of the counters."""
        with redis.Redis.from_url(self.url, decode_responses=True) as client:
            return sorted(client.scan_iter())

    def _answers(self) -> bool:
        try:
            with redis.Redis.from_url(self.url) as client:
                return bool(client.ping())
        except redis.ConnectionError:
            return False


@pytest.fixture
def running_redis(tmp_path: Path) -> Iterator[RunningRedis]:
    program = shutil.which("redis-server")
    if program is None and not os.environ.get("CI"):
        pytest.skip("redis-server is not installed")
    assert program, "redis-server is needed: install it"
    running = RunningRedis(program, tmp_path)
    yield running
    running.kill()


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@contextmanager
def limited(settings: Settings, clock: MovedClock, **own: object) -> Iterator[httpx.Client]:
    """A client of an API of the test's own, with limits of its own."""
    changed = Settings.model_validate(settings.model_dump() | {"secret": SECRET} | own)
    with served(changed, clock) as url, httpx.Client(base_url=url, timeout=60) as client:
        yield client


@pytest.fixture(autouse=True)
def _network(empty_server: Server) -> None:
    write_network(empty_server, [("ada", "grace")])


def asked(client: httpx.Client, headers: dict[str, str]) -> int:
    return client.get("/v1/members/ada", headers=headers).status_code


def test_who_asks_too_often_is_told_when_to_come_again(
    settings: Settings, clock: MovedClock
) -> None:
    with limited(settings, clock, requests_a_minute=3) as client:
        assert [asked(client, as_member("ada")) for _ in range(4)] == [200, 200, 200, 429]
        refused = client.get("/v1/members/ada", headers=as_member("ada"))
        assert refused.headers["Content-Type"] == "application/problem+json"
        assert refused.json()["type"] == "too-many-requests"
        assert 0 < int(refused.headers["Retry-After"]) <= 60
        assert asked(client, as_member("grace")) == 200
        clock.ahead = timedelta(seconds=int(refused.headers["Retry-After"]))
        assert asked(client, as_member("ada")) == 200


def test_each_member_has_a_share_of_a_service_of_their_own(
    settings: Settings, clock: MovedClock, as_service: dict[str, str]
) -> None:
    with limited(settings, clock, requests_a_minute=2) as client:
        ada, grace = (as_service | {"Mutuals-Viewer": name} for name in ("ada", "grace"))
        assert [asked(client, ada) for _ in range(3)] == [200, 200, 429]
        assert asked(client, grace) == 200


def test_without_a_good_token_the_address_is_limited(settings: Settings, clock: MovedClock) -> None:
    with limited(settings, clock, requests_a_minute_from_address=2) as client:
        assert [asked(client, NOBODY) for _ in range(3)] == [401, 401, 429]
        assert client.post("/v1/accounts", json=ADA).status_code == 429
        assert asked(client, as_member("ada")) == 200
        clock.ahead = timedelta(minutes=1)
        assert asked(client, NOBODY) == 401


def test_health_is_not_limited(settings: Settings, clock: MovedClock) -> None:
    own = {"requests_a_minute": 1, "requests_a_minute_from_address": 1}
    with limited(settings, clock, **own) as client:
        assert [asked(client, NOBODY) for _ in range(2)] == [401, 429]
        paths = ["/livez", "/readyz"] * 3
        assert {client.get(path).status_code for path in paths} == {200}


def test_servers_count_together_in_redis(
    settings: Settings, clock: MovedClock, running_redis: RunningRedis
) -> None:
    own = {"requests_a_minute": 3, "rate_limit_url": running_redis.url}
    with limited(settings, clock, **own) as one, limited(settings, clock, **own) as other:
        clients = [one, other, one, other, one]
        statuses = [asked(client, as_member("ada")) for client in clients]
        assert statuses == [200, 200, 200, 429, 429]
        refused = other.get("/v1/members/ada", headers=as_member("ada"))
        assert refused.json()["type"] == "too-many-requests"
        assert 0 < int(refused.headers["Retry-After"]) <= 60
        assert asked(other, as_member("grace")) == 200


def test_redis_learns_no_address_of_mail(
    settings: Settings, clock: MovedClock, running_redis: RunningRedis
) -> None:
    with limited(settings, clock, rate_limit_url=running_redis.url) as client:
        assert signed_in(client).status_code == 401
    kept = running_redis.keys()
    assert len(kept) == 3  # the stranger's request, the sign-in by its address and by its account
    assert "example.com" not in str(kept)


def test_without_redis_each_server_counts_for_itself(
    settings: Settings, clock: MovedClock, running_redis: RunningRedis
) -> None:
    own = {"requests_a_minute": 2, "rate_limit_url": running_redis.url}
    with limited(settings, clock, **own) as client:
        assert asked(client, as_member("ada")) == 200
        running_redis.kill()
        assert [asked(client, as_member("ada")) for _ in range(3)] == [200, 200, 429]


def test_redis_that_came_back_counts_again(
    settings: Settings, clock: MovedClock, running_redis: RunningRedis
) -> None:
    own = {"requests_a_minute": 2, "rate_limit_url": running_redis.url}
    with limited(settings, clock, **own) as client:
        assert asked(client, as_member("ada")) == 200
        running_redis.kill()
        assert asked(client, as_member("ada")) == 200
        running_redis.start()
        assert running_redis.keys() == []
        clock.ahead = timedelta(seconds=REDIS_REST_SECONDS)
        assert [asked(client, as_member("ada")) for _ in range(3)] == [200, 200, 429]
        assert len(running_redis.keys()) == 1


def test_redis_that_stands_still_holds_nobody_up(
    settings: Settings, clock: MovedClock, running_redis: RunningRedis
) -> None:
    with limited(settings, clock, rate_limit_url=running_redis.url) as client:
        assert asked(client, as_member("ada")) == 200
        running_redis.stand_still()
        answers = [client.get("/v1/members/ada", headers=as_member("ada")) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200] * 5
    # One waits a quarter of a second for Redis, and then all know.
    assert sum(answer.elapsed.total_seconds() for answer in answers) < 2


@pytest.mark.parametrize("url", ["http://:hidden@redis.example/0", "redis://:hidden@host:port/0"])
def test_what_is_no_address_of_redis_is_refused_without_its_password(url: str) -> None:
    settings = Settings.model_validate({"rate_limit_url": url})
    with pytest.raises(SettingsError, match="MUTUALS_RATE_LIMIT_URL") as refused:
        create_app(settings)
    assert "hidden" not in str(refused.value)
