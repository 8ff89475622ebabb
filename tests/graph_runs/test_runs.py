"""Runs: begun one at a time, watched, and read when they are whole."""

import asyncio
import time
from datetime import datetime, timedelta

import httpx
import pytest
from neo4j import GraphDatabase
from tests.cli.conftest import Cli, cli, environment
from tests.conftest import NOW, as_member
from tests.network import write_network

from mutuals.analytics import queries
from mutuals.errors import ConflictError, RunNeededError
from mutuals.graph.driver import Graph, Server
from mutuals.graph_runs.commands import DEAD_AFTER, Begun, RunEndedError, begin, carry_out
from mutuals.graph_runs.gds import has_gds
from mutuals.graph_runs.models import Stage
from mutuals.graph_runs.queries import current_run, get_run

__all__ = ["cli", "environment"]

TIES = [("ada", "bob"), ("bob", "cem"), ("ada", "cem"), ("cem", "dan")]
SECONDS = 60


async def begun(graph: Graph, run_id: str, now: datetime = NOW) -> Begun:
    return await begin(graph, run_id, lambda: now)


async def influencers(graph: Graph) -> list[str]:
    answer = await queries.run(graph.reader, "influencers", {}, now=NOW)
    return [row["member_id"] for row in answer.items]


@pytest.mark.anyio
async def test_a_run_is_read_from_its_end_on(graph: Graph, empty_server: Server) -> None:
    write_network(empty_server, TIES)
    run = await begun(graph, "1")
    assert (run.number, run.slot) == (1, "a")
    with pytest.raises(RunNeededError):
        await influencers(graph)
    stages: list[Stage] = []
    await carry_out(graph, run, lambda: NOW, lambda stage, _done: stages.append(stage))
    assert list(dict.fromkeys(stages)) == [*Stage]
    assert (await influencers(graph))[0] == "cem"
    found = await get_run(graph.reader, "1")
    assert (found.state, found.members, found.connections) == ("complete", 4, 4)
    assert (found.engine, found.components, found.betweenness_error) == ("networkit", 1, 0.0)


@pytest.mark.anyio
async def test_a_run_that_is_half_written_is_not_seen(
    graph: Graph, empty_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_network(empty_server, TIES)
    await carry_out(graph, await begun(graph, "1"), lambda: NOW)
    before = await influencers(graph)
    write_network(empty_server, [("dan", other) for other in ("ada", "bob", "eve", "fay", "gus")])

    # The next is stopped when it has written half, and so is the one after it.
    monkeypatch.setattr("mutuals.graph_runs.commands.WRITTEN_AT_ONCE", 2)

    def stop(stage: Stage, done: float) -> None:
        if stage is Stage.WRITING and done > 0.4:
            raise KeyError

    for number in ("2", "3"):
        run = await begun(graph, number)
        assert run.slot == "b"  # never that which is read
        with pytest.raises(KeyError):
            await carry_out(graph, run, lambda: NOW, stop)
        failed = await get_run(graph.reader, number)
        assert (failed.state, failed.problem) == ("failed", "KeyError")
        assert await influencers(graph) == before

    whole = await begun(graph, "4")
    assert (whole.number, whole.slot) == (4, "b")
    await carry_out(graph, whole, lambda: NOW)
    after = await influencers(graph)
    assert after[0] == "dan"
    assert len(after) == 7
    assert (await begun(graph, "5")).slot == "a"


@pytest.mark.anyio
async def test_one_runs_at_once(graph: Graph) -> None:
    found = await asyncio.gather(
        *(begun(graph, str(number)) for number in range(6)), return_exceptions=True
    )
    assert len([one for one in found if isinstance(one, Begun)]) == 1
    assert len([one for one in found if isinstance(one, ConflictError)]) == 5


@pytest.mark.anyio
async def test_one_that_is_not_heard_of_has_died_and_writes_no_more(
    graph: Graph, empty_server: Server
) -> None:
    write_network(empty_server, TIES)
    dead = await begun(graph, "1")
    with pytest.raises(ConflictError, match="The run 1 is under way"):
        await begun(graph, "2", NOW + DEAD_AFTER)
    later = NOW + DEAD_AFTER + timedelta(seconds=1)
    taken = await begun(graph, "2", later)
    found = await get_run(graph.reader, "1")
    assert (found.state, found.ended_at) == ("failed", later)
    assert "not heard of" in str(found.problem)
    # It lives after all.
    with pytest.raises(RunEndedError):
        await carry_out(graph, dead, lambda: NOW)
    assert await current_run(graph.reader) is None
    await carry_out(graph, taken, lambda: later)
    assert (await get_run(graph.reader, "2")).state == "complete"


@pytest.mark.anyio
async def test_a_server_without_the_library_is_told_apart(graph: Graph) -> None:
    assert not await has_gds(graph.reader)


@pytest.mark.long
def test_a_run_is_started_and_watched_over_http(api: httpx.Client, empty_server: Server) -> None:
    write_network(empty_server, TIES)
    analyst = as_member("ann", "analyst")
    assert api.post("/v1/analytics/runs", headers=as_member("ann")).status_code == 403
    started = api.post("/v1/analytics/runs", headers=analyst)
    assert started.status_code == 202
    assert started.headers["location"] == f"/v1/analytics/runs/{started.json()['id']}"
    again = api.post("/v1/analytics/runs", headers=analyst)
    assert again.status_code == 409
    assert started.json()["id"] in again.json()["detail"]
    deadline = time.monotonic() + SECONDS
    while (run := api.get(started.headers["location"], headers=analyst).json())[
        "state"
    ] == "running":
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert run["state"] == "complete", run
    assert (run["members"], run["connections"]) == (4, 4)
    assert api.get("/v1/analytics/runs", headers=analyst).json()["items"] == [run]
    [most, *_] = api.get("/v1/analytics/influencers", headers=analyst).json()["items"]
    assert most["member_id"] == "cem"
    assert api.get("/v1/analytics/runs/none", headers=analyst).status_code == 404


def test_a_run_in_the_terminal(cli: Cli, empty_server: Server) -> None:
    write_network(empty_server, TIES)
    ended = cli("analytics", "communities")
    assert ended.status == 3
    assert "mutuals analytics compute" in ended.err
    ended = cli("analytics", "compute")
    assert ended.status == 0
    assert "4 members and 4 connections" in ended.out
    with GraphDatabase.driver(
        empty_server.uri, auth=(empty_server.user, empty_server.password)
    ) as driver:
        [row] = driver.execute_query("MATCH (m:Member {id: 'ada'}) RETURN m.core_a").records
    assert row[0] == 2
