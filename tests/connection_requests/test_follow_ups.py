"""Who has not written to a new connection is reminded after three days, then weekly."""

from datetime import timedelta

import pytest
from tests.conftest import NOW
from tests.connection_requests.conftest import RULES, Ask
from tests.network import write_network

from mutuals.connection_requests.commands import accept_request, remind_of_follow_ups
from mutuals.graph.driver import Graph, Server

pytestmark = pytest.mark.anyio

DAY = timedelta(days=1)


async def test_reminders_come_when_they_are_due(graph: Graph, server: Server, ask: Ask) -> None:
    write_network(server, [], ["ada", "grace"])
    request = await ask("ada", "grace")
    await graph.writer.transaction(
        lambda transaction: accept_request(transaction, "grace", request.id, rules=RULES, now=NOW)
    )
    reminded = [day for day in range(60) if await remind_of_follow_ups(graph, NOW + day * DAY)]
    assert reminded == [3, 10, 17, 24, 31]
