"""Whatever an analyst sends: nothing is written, called, shown that is private, hung or killed."""

import socket
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from neo4j import Driver
from tests.adhoc.conftest import Ask
from tests.adhoc.hostile import (
    HEAVY,
    LOOKALIKES,
    PARAMETERS,
    QUOTING,
    REFUSED,
    WHOLE,
)
from tests.adhoc.scene import SECRET, contents
from tests.conftest import as_member

LONGEST_SECONDS = 6.0


@contextmanager
def listener() -> Iterator[tuple[int, Callable[[], int]]]:
    """A port on loopback, and how many have called there."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)

        def calls() -> int:
            count = 0
            while True:
                try:
                    server.accept()[0].close()
                except BlockingIOError:
                    return count
                count += 1

        yield server.getsockname()[1], calls


def with_port(value: Any, port: int) -> Any:
    if isinstance(value, dict):
        return {key: with_port(item, port) for key, item in value.items()}
    return value.replace("PORT", str(port)) if isinstance(value, str) else value


def p99(client: httpx.Client, until: Callable[[int], bool]) -> float:
    """Of the time that an ordinary answer takes, for as long as is asked for."""
    found = []
    while not until(len(found)):
        started = time.perf_counter()
        answer = client.get("/v1/members/dan/relation", headers=as_member("ada"))
        found.append(time.perf_counter() - started)
        assert answer.status_code == 200
    return statistics.quantiles(found, n=100)[98]


def test_there_are_enough() -> None:
    every = [query for queries in REFUSED.values() for query in queries]
    assert len({*every, *WHOLE, *QUOTING, *HEAVY}) >= 500


def test_no_hostile_query_does_harm(scene: Driver, client: httpx.Client) -> None:
    before = contents(scene)
    usual = p99(client, lambda count: count >= 400)
    with listener() as (port, calls), ThreadPoolExecutor() as threads:
        over = threading.Event()
        ordinary = threads.submit(p99, client, lambda count: count >= 400 and over.is_set())

        def heavy() -> list[httpx.Response]:
            return [timed(client, "heavy", query) for query in HEAVY]

        heavies = threads.submit(heavy)
        refused = {}
        for kind, queries in REFUSED.items():
            for query in queries:
                answer = timed(client, "ann", query, port)
                refused[query] = (kind, answer)
        answered = [timed(client, "ann", query, port) for query in [*WHOLE, *QUOTING]]
        too_heavy = heavies.result()
        over.set()
        during = ordinary.result()
        assert calls() == 0
    for query, (kind, answer) in refused.items():
        assert answer.status_code == 422, f"{kind}: {query}"
        assert answer.json()["type"] in {"query-refused", "invalid-request"}, f"{kind}: {query}"
    for answer in [*(answer for _, answer in refused.values()), *answered, *too_heavy]:
        assert SECRET not in answer.text
    for answer in too_heavy:
        assert answer.json()["type"] == "query-failed"
    assert contents(scene) == before
    assert during <= 3 * max(usual, 0.010), f"p99 {usual * 1000:.1f} ms, then {during * 1000:.1f}"


def timed(client: httpx.Client, analyst: str, query: str, port: int = 0) -> httpx.Response:
    """The answer, which came in time."""
    started = time.perf_counter()
    answer = client.post(
        "/v1/analytics/cypher",
        json=with_port({"query": query, "parameters": PARAMETERS}, port),
        headers=as_member(analyst, "analyst"),
    )
    assert time.perf_counter() - started < LONGEST_SECONDS, query
    return answer


@pytest.mark.parametrize("query", LOOKALIKES)
def test_what_only_looks_hostile_is_answered(ask: Ask, query: str) -> None:
    assert ask(query).json()["rows"] == [[LOOKALIKES[query]]]
