"""The network at one moment, as the graph algorithms take it: read in pages, kept small.

A page goes straight into networkit's graph. Beside that, only the members' ids are kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mutuals.errors import ExtraNeededError
from mutuals.graph.driver import Reader

if TYPE_CHECKING:
    import networkit

TIES_AT_ONCE = 20_000
MEMBERS_AT_ONCE = 20_000
LEAST_WEIGHT = 0.01
"""A tie of no strength is still a tie."""


@dataclass(frozen=True)
class Snapshot:
    """Members and the connections between them."""

    graph: "networkit.Graph"
    """Undirected; weights are strengths, at least 0.01. Node n is the member tied[n]."""
    tied: list[str]
    """Ids of the members with a connection."""
    alone: list[str]
    """Ids of those without."""


def networkit_module() -> Any:
    """The library that has the algorithms; it takes a second to load.

    Raises:
        ExtraNeededError: it is not installed.
    """
    try:
        import networkit
    except ImportError as error:
        raise ExtraNeededError("Graph algorithms", "analytics") from error
    return networkit


async def read_snapshot(
    reader: Reader, read: Callable[[int], None] = lambda _ties: None
) -> Snapshot:
    """Read the whole network; `read` is told how many connections have been.

    What changes meanwhile is in it or not; nothing is in it twice.

    Raises:
        ExtraNeededError: networkit is not installed.
    """
    import numpy as np

    graph = networkit_module().Graph(0, weighted=True)
    index: dict[str, int] = {}
    after = ""
    ties = 0
    while True:
        [page] = await reader.rows("graph_runs.list_ties", after=after, limit=TIES_AT_ONCE)
        pairs = page["pairs"]
        if not pairs:
            break
        ends = [index.setdefault(end, len(index)) for pair in pairs for end in pair.split("|")]
        nodes = np.array(ends, dtype=np.uint32).reshape(-1, 2)
        graph.addNodes(len(index) - graph.numberOfNodes())
        weights = np.maximum(page["strengths"], LEAST_WEIGHT)
        graph.addEdges((weights, (nodes[:, 0], nodes[:, 1])))
        after = pairs[-1]
        ties += len(pairs)
        read(ties)
    alone: list[str] = []
    after = ""
    while True:
        [members] = await reader.rows("graph_runs.list_members", after=after, limit=MEMBERS_AT_ONCE)
        if not members["ids"]:
            return Snapshot(graph, [*index], alone)
        alone += [member_id for member_id in members["ids"] if member_id not in index]
        after = members["ids"][-1]
