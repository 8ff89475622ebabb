"""The same results from Neo4j's Graph Data Science library, where the server has it."""

from collections.abc import Callable

from mutuals.graph.driver import Reader
from mutuals.graph_runs.algorithms import DAMPING, Results, numbered
from mutuals.graph_runs.models import Stage
from mutuals.graph_runs.snapshot import LEAST_WEIGHT

GRAPH = "mutuals"
PROCEDURES = 6
SOURCES = 256
"""From so many members, shortest paths are followed; of a smaller network's, from all."""


async def has_gds(reader: Reader) -> bool:
    """Whether the server has every procedure that a run calls."""
    [row] = await reader.rows("graph_runs.find_gds")
    return bool(row["procedures"] == PROCEDURES)


async def compute_with_gds(
    reader: Reader, connections: int, at: Callable[[Stage], None]
) -> Results:
    """Project the network into the library, run every algorithm there, and free it again."""
    await _free(reader)  # what a run that died has left behind
    at(Stage.READING)
    await reader.rows("graph_runs.gds_project", graph=GRAPH, least_weight=LEAST_WEIGHT)
    try:
        at(Stage.PAGERANK)
        [ranks] = await reader.rows("graph_runs.gds_pagerank", graph=GRAPH, damping=DAMPING)
        at(Stage.COMMUNITIES)
        [communities] = await reader.rows("graph_runs.gds_communities", graph=GRAPH)
        members = len(ranks["ids"])
        at(Stage.BETWEENNESS)
        sources = min(SOURCES, members)
        [between] = await reader.rows("graph_runs.gds_betweenness", graph=GRAPH, sources=sources)
        at(Stage.CORES)
        [cores] = await reader.rows("graph_runs.gds_cores", graph=GRAPH)
        at(Stage.COMPONENTS)
        [components] = await reader.rows("graph_runs.gds_components", graph=GRAPH)
    finally:
        await _free(reader)
    total = sum(ranks["found"])
    # No member is a source of paths through itself.
    pairs = min(sources, members - 1) * (members - 2) / 2
    return Results(
        ids=ranks["ids"],
        pagerank=[rank / total for rank in ranks["found"]],
        betweenness=[min(score / pairs, 1.0) if pairs > 0 else 0.0 for score in between["found"]],
        core=cores["found"],
        community=numbered(communities["found"]),
        component=numbered(components["found"]),
        connections=connections,
        modularity=None,
        betweenness_error=0.0 if sources == members else None,
    )


async def _free(reader: Reader) -> None:
    await reader.rows("graph_runs.gds_drop", graph=GRAPH)
