"""Who has not written to a new connection is reminded after three days, then weekly."""

from datetime import timedelta

import pytest
from tests.conftest import NOW, signer
from tests.connection_requests.conftest import RULES, Ask
from tests.network import write_network

from mutuals.connection_requests.commands import accept_request, remind_of_follow_ups
from mutuals.graph.driver import Graph, Server
from mutuals.notifications.models import Kind
from mutuals.notifications.queries import notifications_page

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


async def test_two_that_are_due_together_are_both_told(
    graph: Graph, server: Server, ask: Ask
) -> None:
    write_network(server, [], ["ada", "grace", "linus"])
    for receiver in ("grace", "linus"):
        request = await ask("ada", receiver)
        await graph.writer.transaction(
            lambda transaction, receiver=receiver, request=request: accept_request(  # type: ignore[misc]
                transaction, receiver, request.id, rules=RULES, now=NOW
            )
        )
    assert await remind_of_follow_ups(graph, NOW + 3 * DAY) == 2
    told = await notifications_page(graph.reader, signer, "ada", unread=True, limit=10, cursor=None)
    assert [(item.number, item.kind) for item in told.items][:2] == [
        (4, Kind.FOLLOW_UP),
        (3, Kind.FOLLOW_UP),
    ]
