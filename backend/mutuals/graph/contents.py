"""What the store of an embedded engine holds, while no engine runs on it."""

import asyncio
import shutil

from pydantic import BaseModel

from mutuals.engine.beside import store_beside
from mutuals.engine.failures import folder_problems_named
from mutuals.engine.lifecycle import Progress, attached, home_of, silent
from mutuals.graph.catalogue import load_catalogue
from mutuals.graph.driver import Server, connected
from mutuals.graph.migrations import load_migrations, pending
from mutuals.settings import Settings

READABLE_BYTES = 2**20
"""Of a store whose nodes take less, a copy is opened to see whether there are any."""


class Contents(BaseModel):
    """How much a graph holds, without what the migrations note."""

    nodes: int
    relationships: int
    members: int


def holds_graph(settings: Settings, progress: Progress = silent) -> bool:
    """Whether the data folder's store has anything in it. To be asked by who holds it at rest."""
    home = home_of(settings)
    nodes = home.database / "neostore.nodestore.db"
    if not nodes.exists():
        return False
    if nodes.stat().st_size > READABLE_BYTES:
        return True
    with store_beside(settings) as beside:
        made = home_of(beside)
        with folder_problems_named(home.folder, "--data-dir"):
            shutil.copytree(home.store, made.store)
        return read_contents(beside, progress).nodes > 0


def read_contents(settings: Settings, progress: Progress = silent) -> Contents:
    """What the graph of an embedded engine holds; the engine runs only for this.

    Raises:
        EngineError: it cannot be started.
        MigrationError: the graph was migrated by a newer Mutuals.
    """
    with attached(settings, progress) as server:
        return asyncio.run(_contents(server))


async def _contents(server: Server) -> Contents:
    async with connected(server, load_catalogue()) as graph:
        await pending(graph, load_migrations())
        [row] = await graph.reader.rows("schema.count_contents")
    return Contents(**row)
