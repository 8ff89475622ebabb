"""One run of the graph algorithms, in a process of its own: python -m mutuals.graph_runs.job.

Its settings, and which run, come as JSON on its standard input.
"""

import asyncio
import json
import logging
import sys

from mutuals.errors import MutualsError
from mutuals.graph.opening import opened, utc_now
from mutuals.graph_runs.commands import Begun, carry_out
from mutuals.settings import Settings

FAILED = 3

log = logging.getLogger(__name__)


async def work(settings: Settings, run: Begun) -> None:
    async with opened(settings) as graph:
        await carry_out(graph, run, utc_now)


def main() -> None:
    job = json.load(sys.stdin)
    try:
        asyncio.run(work(Settings(**job["settings"]), Begun(**job["run"])))
    except MutualsError as error:
        log.warning("A run of the graph algorithms ended: %s", error)
        sys.exit(FAILED)


if __name__ == "__main__":
    main()
