"""mutuals serve, as a process: ready, without its Neo4j and with it again, and its end."""

import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil
import pytest
from tests.cli.conftest import PROGRAM, Cli
from tests.cli.proxy import Proxy
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server

pytestmark = pytest.mark.long

PATIENCE = 60.0
"""Seconds that a busy machine may take for what takes one."""
SOON = 5.0
"""Seconds; three are promised, the rest is for the busy machine."""


@dataclass(frozen=True)
class Served:
    """A running `mutuals serve`."""

    process: subprocess.Popen[str]
    client: httpx.Client

    def stop(self) -> int:
        """Send SIGTERM; the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def eventually(holds: Callable[[], bool]) -> None:
    """Ask until it holds."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        threading.Event().wait(0.05)


@contextmanager
def served(environment: dict[str, str], log: Path, *options: str) -> Iterator[Served]:
    """Run it on a free port until the end of the block; it is alive, perhaps not ready."""
    port = free_port()
    with log.open("w") as stderr:
        process = subprocess.Popen(
            [*PROGRAM, "serve", "--port", str(port), *options],
            env=os.environ | environment,
            stderr=stderr,
            text=True,
        )
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE) as client:

            def alive() -> bool:
                assert process.poll() is None, log.read_text()
                try:
                    return client.get("/livez").status_code == 200
                except httpx.TransportError:
                    return False

            try:
                eventually(alive)
                yield Served(process, client)
            finally:
                process.terminate()
                process.wait(PATIENCE)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "serve.log"


@pytest.fixture
def through_proxy(environment: dict[str, str], proxy: Proxy) -> dict[str, str]:
    """The environment of a server whose wire to Neo4j is the proxy."""
    return environment | {"MUTUALS_NEO4J_URI": f"bolt://127.0.0.1:{proxy.port}"}


@pytest.mark.usefixtures("api")  # its schema is needed
def test_neo4j_is_away_and_there_and_silent_and_away_again(
    through_proxy: dict[str, str], proxy: Proxy, server: Server, log: Path
) -> None:
    write_network(server, [("ada", "grace")])
    proxy.cut()
    with served(through_proxy, log) as api:
        assert_away(api.client.get("/readyz"))
        assert api.client.get("/livez").status_code == 200

        proxy.join()
        eventually(lambda: api.client.get("/readyz").status_code == 200)
        assert reach_of_ada(api).json() == {"first": 1, "second": 0, "third": 0}

        proxy.hold()
        assert_away(api.client.get("/readyz"))
        proxy.release()

        proxy.cut()
        assert_away(reach_of_ada(api))

        proxy.join()
        eventually(lambda: api.client.get("/readyz").status_code == 200)
        assert reach_of_ada(api).json() == {"first": 1, "second": 0, "third": 0}
        assert api.stop() == 0
    assert "Until then, requests answer 503" in log.read_text()
    assert "Traceback" not in log.read_text()


def reach_of_ada(api: Served) -> httpx.Response:
    return api.client.get("/v1/me/reach", headers=as_member("ada"))


def assert_away(answer: httpx.Response) -> None:
    assert answer.status_code == 503
    assert answer.elapsed.total_seconds() < SOON
    assert answer.headers["Retry-After"] == "5"
    assert answer.json()["type"] == "graph-unavailable"


@pytest.mark.usefixtures("api")  # its schema is needed
def test_sigterm_lets_a_request_finish(
    through_proxy: dict[str, str], proxy: Proxy, server: Server, log: Path
) -> None:
    write_network(server, [("ada", "grace")])
    with served(through_proxy, log) as api, ThreadPoolExecutor() as threads:
        proxy.hold()
        proxy.asked.clear()
        answer = threads.submit(api.client.get, "/v1/me/reach", headers=as_member("ada"))
        assert proxy.asked.wait(PATIENCE)
        api.process.send_signal(signal.SIGTERM)
        eventually(lambda: refuses_connections(api))
        proxy.release()
        assert answer.result(PATIENCE).json() == {"first": 1, "second": 0, "third": 0}
        assert api.process.wait(PATIENCE) == 0


def refuses_connections(api: Served) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((api.client.base_url.host, api.client.base_url.port or 0)) != 0


@pytest.mark.usefixtures("api")  # its schema is needed
def test_two_workers_measure_and_end_together(
    environment: dict[str, str], as_service: dict[str, str], log: Path
) -> None:
    with served(environment, log, "--workers", "2") as two:
        workers = psutil.Process(two.process.pid).children(recursive=True)
        before = counted(two, as_service)
        for _ in range(6):
            httpx.get(two.client.base_url.join("/livez"))  # a connection of its own
        for _ in range(4):
            assert counted(two, as_service) == before + 6
        assert two.stop() == 0
        assert psutil.wait_procs(workers, timeout=PATIENCE)[1] == []


def counted(api: Served, as_service: dict[str, str]) -> int:
    """How often /livez was asked, as a worker that happens to answer tells."""
    metrics = httpx.get(api.client.base_url.join("/metrics"), headers=as_service).text
    [line] = [
        line
        for line in metrics.splitlines()
        if line.startswith("mutuals_request_seconds_count") and "/livez" in line
    ]
    return int(float(line.split()[-1]))


@pytest.fixture
def _signals_as_before() -> Iterator[None]:
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.mark.usefixtures("_signals_as_before")
def test_a_port_that_is_taken(cli: Cli) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = cli("serve", "--port", str(port))
    assert ended.status == 3
    assert f"127.0.0.1:{port} cannot be listened on" in ended.err
    assert ended.err.count("\n") == 1


@pytest.mark.usefixtures("_signals_as_before")
@pytest.mark.parametrize(
    ("name", "value", "status", "said"),
    [
        ("MUTUALS_NEO4J_USER", "nobody-at-all", 3, "check MUTUALS_NEO4J_URI, _USER"),
        ("MUTUALS_NEO4J_DATABASE", "none-such", 3, "check MUTUALS_NEO4J_DATABASE"),
        ("MUTUALS_NEO4J_URI", "localhost:7687", 3, "write bolt://HOST:7687"),
        ("MUTUALS_SECRET", "short", 2, "MUTUALS_SECRET: "),
    ],
)
def test_settings_that_cannot_work(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, name: str, value: str, status: int, said: str
) -> None:
    monkeypatch.setenv(name, value)
    ended = cli("serve", "--port", str(free_port()))
    assert ended.status == status
    assert said in ended.err
    assert ended.err.count("\n") == 1
