"""The stream: on any worker, complete and in order, through an absence of Neo4j, to its end."""

import json
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.cli.conftest import environment as environment
from tests.cli.proxy import Proxy
from tests.cli.test_serve import Served, served
from tests.cli.test_serve import log as log
from tests.cli.test_serve import through_proxy as through_proxy
from tests.conftest import as_member
from tests.messages.test_send import block, run
from tests.network import write_network

from mutuals.graph.driver import Server

pytestmark = pytest.mark.long

URL = "/v1/me/notifications/stream"
SENDERS = [f"m{number}" for number in range(4)]
MESSAGES = 5
SOON = 10.0
"""Seconds; without an end of streams, a server waits for 20."""


@pytest.fixture(autouse=True)
def _network(api: httpx.Client, server: Server) -> None:
    del api  # its schema is needed
    write_network(server, [("ada", sender) for sender in SENDERS])


class Events:
    """The events of an open stream, in turn."""

    def __init__(self, response: httpx.Response) -> None:
        self._lines = response.iter_lines()

    def take(self, count: int) -> list[dict[str, str]]:
        taken: list[dict[str, str]] = []
        event: dict[str, str] = {}
        while len(taken) < count:
            line = next(self._lines)
            name, _, value = line.partition(": ")
            if line == "" and event:
                taken.append(event)
                event = {}
            elif name:
                event[name] = value
        return taken

    def ended(self) -> bool:
        return [line for line in self._lines if line and not line.startswith(":")] == []


@contextmanager
def stream(api: Served, after: int | None = None, member: str = "ada") -> Iterator[Events]:
    """A stream on a connection of its own, which any worker may have taken."""
    headers = as_member(member) | ({} if after is None else {"Last-Event-ID": str(after)})
    with (
        httpx.Client(base_url=api.client.base_url, timeout=60) as client,
        client.stream("GET", URL, headers=headers) as response,
    ):
        assert response.status_code == 200
        assert response.headers["Content-Type"].startswith("text/event-stream")
        yield Events(response)


def write(api: Served, sender: str) -> None:
    """A message to ada, through whichever worker takes it."""
    url = api.client.base_url.join("/v1/messages")
    body = {"member_id": "ada", "text": "Hello"}
    httpx.post(url, json=body, headers=as_member(sender), timeout=60).raise_for_status()


def ids(events: list[dict[str, str]]) -> list[int]:
    return [int(event["id"]) for event in events]


def test_every_worker_streams_what_any_wrote_and_replays_it_in_order(
    environment: dict[str, str], server: Server, log: Path
) -> None:
    total = len(SENDERS) * MESSAGES
    with served(environment, log, "--workers", "2") as two, ThreadPoolExecutor(16) as threads:
        with (
            stream(two) as first,
            stream(two) as second,
            stream(two) as third,
            stream(two) as fourth,
        ):
            open_streams = [first, second, third, fourth]
            taken = [threads.submit(events.take, total) for events in open_streams]
            writing = [
                threads.submit(write, two, sender) for _ in range(MESSAGES) for sender in SENDERS
            ]
            for written in writing:
                written.result(60)
            for events in taken:
                assert ids(events.result(60)) == list(range(1, total + 1))

        with stream(two, after=3) as again:
            [missed, *rest] = again.take(total - 3)
        assert ids([missed, *rest]) == list(range(4, total + 1))
        assert missed["event"] == "message"
        item: Any = json.loads(missed["data"])
        assert item["number"] == 4
        assert item["actor"]["id"] in SENDERS

        block(server, "ada", SENDERS[0])
        with stream(two, after=0) as without:
            told = without.take(total - MESSAGES)
        assert SENDERS[0] not in {json.loads(event["data"])["actor"]["id"] for event in told}


def test_a_stream_starts_now_and_ends_at_once_when_the_server_does(
    environment: dict[str, str], log: Path
) -> None:
    with served(environment, log, "--workers", "2") as two:
        write(two, "m0")
        with stream(two) as events, stream(two, member="m1") as silent:
            write(two, "m1")
            assert ids(events.take(1)) == [2]
            started = time.monotonic()
            two.process.send_signal(signal.SIGTERM)
            assert events.ended()
            assert silent.ended()
        assert two.process.wait(60) == 0
        assert time.monotonic() - started < SOON
    assert "Traceback" not in log.read_text()


def test_a_stream_survives_an_absence_of_neo4j(
    through_proxy: dict[str, str], proxy: Proxy, server: Server, log: Path
) -> None:
    with served(through_proxy, log) as api, stream(api, after=0) as events:
        write(api, "m0")
        assert ids(events.take(1)) == [1]
        proxy.cut()
        run(
            server,
            "MATCH (m:Member {id: 'ada'}) SET m.last_notification = 2 "
            "CREATE (n:Notification {member_id: 'ada', number: 2, kind: 'request', "
            "subject_id: 'r', created_at: datetime()})",
        )
        assert api.client.get(URL, headers=as_member("ada")).status_code == 503
        proxy.join()
        assert ids(events.take(1)) == [2]
        assert api.stop() == 0
        assert events.ended()


def test_a_client_that_reads_nothing_keeps_nobody_waiting(
    environment: dict[str, str], log: Path
) -> None:
    with served(environment, log) as api, stream(api), stream(api) as other:
        for _ in range(3):
            write(api, "m0")
        assert ids(other.take(3)) == [1, 2, 3]


def test_an_id_that_is_none(api: httpx.Client) -> None:
    headers = as_member("ada") | {"Last-Event-ID": "x"}
    assert api.get(URL, headers=headers).status_code == 422
