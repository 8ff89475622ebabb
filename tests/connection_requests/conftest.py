"""Members to ask and be asked, and requests between them."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from itertools import count

import pytest
from tests.conftest import NOW

from mutuals.connection_requests.commands import send_request
from mutuals.connection_requests.models import NewConnectionRequest, SentRequest
from mutuals.connection_requests.rules import Rules, rules_of
from mutuals.graph.driver import Graph
from mutuals.settings import Settings

RULES = rules_of(Settings())

Ask = Callable[..., Awaitable[SentRequest]]
ids = count()


@pytest.fixture
def ask(graph: Graph) -> Ask:
    """Send a request: await ask("ada", "grace")."""

    async def sent(
        sender_id: str,
        receiver_id: str,
        now: datetime = NOW,
        rules: Rules = RULES,
        note: str | None = None,
    ) -> SentRequest:
        request = NewConnectionRequest(member_id=receiver_id, note=note)
        request_id = f"r{next(ids):06}"
        return await graph.writer.transaction(
            lambda transaction: send_request(
                transaction, sender_id, request, request_id=request_id, rules=rules, now=now
            )
        )

    return sent
