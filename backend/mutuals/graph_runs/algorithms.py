"""What is computed of a snapshot: PageRank, communities, betweenness, core numbers, components.

networkit computes; here its results get the meanings that docs/analytics.md gives them.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mutuals.graph_runs.models import Stage
from mutuals.graph_runs.snapshot import Snapshot, networkit_module

DAMPING = 0.85
EXACT_MEMBERS = 2_000
"""Up to so many, betweenness is computed from all shortest paths."""
BETWEENNESS_ERROR = 0.02
"""Above, no member's is off by more. KADABRA is asked for 0.005 with 90 % probability; networkit
11.3 does not keep that for those between nearly all others: it finds about 1 % too much."""
ASKED_ERROR = 0.005
PROBABILITY_OF_MORE = 0.1
STAR = 100
SEED = 1


@dataclass(frozen=True)
class Results:
    """What was found, in the order of ids."""

    ids: list[str]
    pagerank: Sequence[float]
    """All sum to 1."""
    betweenness: Sequence[float]
    """The share of all other members' shortest paths that go through one."""
    core: Sequence[int]
    community: Sequence[int]
    component: Sequence[int]
    """Both are numbered from 0, the largest first."""
    connections: int
    modularity: float | None
    betweenness_error: float | None
    """0 where it is exact, None where it is not known."""

    def properties(self, slot: str) -> Iterator[dict[str, object]]:
        """What is written to each member, by id."""
        order = sorted(range(len(self.ids)), key=self.ids.__getitem__)
        for place in order:
            yield {
                "id": self.ids[place],
                "found": {
                    f"pagerank_{slot}": self.pagerank[place],
                    f"betweenness_{slot}": self.betweenness[place],
                    f"core_{slot}": self.core[place],
                    f"community_{slot}": self.community[place],
                    f"component_{slot}": self.component[place],
                },
            }


def compute(snapshot: Snapshot, at: Callable[[Stage], None]) -> Results:
    """Run every algorithm; `at` is told which is next.

    Minutes for millions of connections: call it in a thread. It takes every core.
    """
    tied, alone = len(snapshot.tied), len(snapshot.alone)
    members = tied + alone
    if not tied:  # of which networkit cannot compute anything
        return Results(
            ids=snapshot.alone,
            pagerank=[1 / members] * alone if members else [],
            betweenness=[0.0] * alone,
            core=[0] * alone,
            community=range(alone),
            component=range(alone),
            connections=0,
            modularity=0.0,
            betweenness_error=0.0,
        )
    networkit = networkit_module()
    networkit.setSeed(SEED, True)
    graph = snapshot.graph

    at(Stage.PAGERANK)
    # Where nobody is alone, networkit's own; who is alone hands on to all alike.
    share_alone = (1 - DAMPING) / (members - DAMPING * alone)
    pagerank = networkit.centrality.PageRank(graph, damp=DAMPING, tol=1e-9).run().scores()
    share_tied = (1 - share_alone * alone) / sum(pagerank)

    at(Stage.COMMUNITIES)
    partition = networkit.community.ParallelLeiden(graph).run().getPartition()
    modularity = networkit.community.Modularity().getQuality(partition, graph)
    community = numbered(partition.getVector())

    # The rest does not look at strengths.
    graph = networkit.graphtools.toUnweighted(graph)
    at(Stage.BETWEENNESS)
    exact = tied <= EXACT_MEMBERS
    betweenness = _exact(networkit, graph) if exact else _sampled(networkit, graph)
    # Of the pairs of all members, not of the tied ones alone.
    share_of_pairs = (tied - 1) * (tied - 2) / max((members - 1) * (members - 2), 1)

    at(Stage.CORES)
    core = networkit.centrality.CoreDecomposition(graph).run().scores()

    at(Stage.COMPONENTS)
    components = networkit.components.ConnectedComponents(graph).run().getPartition()
    component = numbered(components.getVector())

    return Results(
        ids=[*snapshot.tied, *snapshot.alone],
        pagerank=[*(rank * share_tied for rank in pagerank), *([share_alone] * alone)],
        betweenness=[*(one * share_of_pairs for one in betweenness), *([0.0] * alone)],
        core=[*map(int, core), *([0] * alone)],
        community=with_each(community, alone),
        component=with_each(component, alone),
        connections=graph.numberOfEdges(),
        modularity=modularity,
        betweenness_error=0.0 if exact else BETWEENNESS_ERROR,
    )


def _exact(networkit: Any, graph: Any) -> list[float]:
    if graph.numberOfNodes() < 3:
        return [0.0] * graph.numberOfNodes()  # of no path between two others
    found: list[float] = networkit.centrality.Betweenness(graph, normalized=True).run().scores()
    return found


def _sampled(networkit: Any, graph: Any) -> list[float]:
    # Of an undirected graph, networkit 11.3 counts each path in both directions, and divides as if
    # in one. Whether it still does, a star tells: all its paths go through the middle.
    star = networkit.Graph(STAR)
    for end in range(1, STAR):
        star.addEdge(0, end)
    counted = round(_kadabra(networkit, star)[0])
    # It draws both ends among all members, of whom one is not between any.
    members = graph.numberOfNodes()
    scale = members / (members - 2) / counted
    return [min(one * scale, 1.0) for one in _kadabra(networkit, graph)]


def _kadabra(networkit: Any, graph: Any) -> list[float]:
    found: list[float] = (
        networkit.centrality.KadabraBetweenness(graph, ASKED_ERROR, PROBABILITY_OF_MORE)
        .run()
        .scores()
    )
    return found


def numbered(parts: Sequence[int]) -> list[int]:
    """The same parts, numbered from 0, the largest first, of equals that which comes first."""
    sizes = Counter(parts)  # which keeps the order of first meeting, as sorting does
    numbers = {
        part: number for number, part in enumerate(sorted(sizes, key=lambda part: -sizes[part]))
    }
    return [numbers[part] for part in parts]


def with_each(parts: list[int], alone: int) -> list[int]:
    """And so many more, each of whom is a part alone."""
    first = max(parts) + 1
    return [*parts, *range(first, first + alone)]
