"""Once a night, all ties' strengths are computed anew: the share of common connections moves."""

import asyncio
import logging
from datetime import datetime, timedelta

from mutuals.connections.commands import renew_ties
from mutuals.errors import MutualsError
from mutuals.graph.driver import Graph
from mutuals.graph.opening import Clock

log = logging.getLogger(__name__)

HOUR = 3
"""Of the day, in UTC."""


async def renew_nightly(graph: Graph, clock: Clock) -> None:
    """Run for as long as the server does; of several processes one does the night's work."""
    while True:
        await asyncio.sleep(seconds_to_next(clock()))
        try:
            await renew_once_a_day(graph, clock())
        except MutualsError as error:
            log.warning("Ties were not renewed tonight: %s", error)


async def renew_once_a_day(graph: Graph, now: datetime) -> int | None:
    """Renew all ties unless another process did or does today; returns how many, or None."""
    row = await graph.writer.row("connections.claim_nightly_renewal", day=now.date())
    if row is None or not row["claimed"]:
        return None
    return await renew_ties(graph)


def seconds_to_next(now: datetime) -> float:
    """From now to the next 03:00 UTC."""
    today = now.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    coming = today if today > now else today + timedelta(days=1)
    return (coming - now).total_seconds()
