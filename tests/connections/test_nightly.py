"""The nightly renewal: once a day, by one process."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.conftest import NOW
from tests.connections.threads import at_once
from tests.network import write_network

from mutuals.connections.nightly import renew_once_a_day, seconds_to_next
from mutuals.graph.driver import Graph, Server

pytestmark = pytest.mark.anyio


async def test_ties_are_renewed_once_a_day(graph: Graph, server: Server) -> None:
    write_network(server, [("ada", "grace")])
    assert await renew_once_a_day(graph, NOW) == 1
    assert await renew_once_a_day(graph, NOW + timedelta(hours=1)) is None
    assert await renew_once_a_day(graph, NOW + timedelta(days=1)) == 1


@pytest.mark.usefixtures("graph")
async def test_of_four_processes_one_does_it(server: Server) -> None:
    write_network(server, [("ada", "grace")])

    async def renewed(graph: Graph) -> int | None:
        return await renew_once_a_day(graph, NOW)

    answers = await at_once(server, *[renewed] * 4)
    assert sorted(answers, key=str) == [1, None, None, None]


@pytest.mark.parametrize(
    ("now", "hours"),
    [
        (datetime(2026, 3, 1, 2, tzinfo=UTC), 1),
        (datetime(2026, 3, 1, 3, tzinfo=UTC), 24),
        (datetime(2026, 2, 28, 12, tzinfo=UTC), 15),
    ],
    ids=str,
)
async def test_the_hour_is_three_in_utc(now: datetime, hours: int) -> None:
    assert seconds_to_next(now) == hours * 3600
