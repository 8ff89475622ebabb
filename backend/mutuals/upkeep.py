"""What a server does of itself: it ends what has expired, erases and reminds of what is due.

Answers do not wait for it: a read takes for expired what is.
"""

import asyncio
import logging
from datetime import datetime, timedelta

from mutuals.accounts.commands import forget_sessions
from mutuals.connection_requests.commands import expire_requests, remind_of_follow_ups
from mutuals.erasure.commands import erase_due, forget_unused_names
from mutuals.errors import MutualsError
from mutuals.graph.driver import Graph
from mutuals.graph.opening import Clock
from mutuals.introductions.commands import expire_introductions
from mutuals.posts.milestones import find_milestones
from mutuals.settings import Settings

log = logging.getLogger(__name__)

EVERY_SECONDS = 3600
KEYS_LAST = timedelta(days=2)
"""A client that repeats a request does so within minutes."""
FORGOTTEN_AT_ONCE = 1000


async def tidy_hourly(graph: Graph, settings: Settings, clock: Clock) -> None:
    """Run for as long as the server does; several processes may do it together."""
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        try:
            await tidy(graph, settings, clock())
        except MutualsError as error:
            log.warning("Nothing was tidied up this hour: %s", error)


async def tidy(graph: Graph, settings: Settings, now: datetime) -> None:
    """Do all of it once."""
    await expire_requests(graph, now)
    await remind_of_follow_ups(graph, now)
    await expire_introductions(graph, now)
    await find_milestones(graph, now)
    await forget_sessions(graph.writer, now)
    await erase_due(graph, settings, now)
    await forget_unused_names(graph.writer)
    while True:
        row = await graph.writer.row(
            "idempotency.forget", before=now - KEYS_LAST, limit=FORGOTTEN_AT_ONCE
        )
        if row is None or not row["forgotten"]:
            return
