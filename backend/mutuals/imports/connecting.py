"""Writes batches of connections in transactions that run beside each other.

To connect two members locks both, so transactions that share a member wait for each other or
deadlock. The members are therefore divided into classes, a batch into parts by the classes of its
pairs, and parts run at the same time only where they have no class in common.
"""

import asyncio
from collections import defaultdict
from datetime import datetime
from zlib import crc32

from neo4j import WRITE_ACCESS, AsyncManagedTransaction, SummaryCounters, unit_of_work

from mutuals.graph.catalogue import Access
from mutuals.graph.driver import QUERY_SECONDS, Graph, translated_errors
from mutuals.imports.edge_lines import EdgeLine
from mutuals.imports.models import ConnectionsReport

CLASSES = 4
ORDER = [(0, 1), (2, 3), (0, 2), (1, 3), (0, 3), (1, 2), (0, 0), (1, 1), (2, 2), (3, 3)]
"""Of neighbours here, most have no class in common."""


class ConnectionWriter:
    """Connects pairs, and counts in the report what became of them. Made for one import."""

    def __init__(self, graph: Graph, now: datetime, report: ConnectionsReport) -> None:
        self._graph = graph
        self._now = now
        self._report = report
        self._classes = [asyncio.Lock() for _ in range(CLASSES)]
        self._commit = asyncio.Lock()

    async def write(self, edges: list[EdgeLine]) -> None:
        """Connect pairs of which none is given twice."""
        parts: dict[tuple[int, int], list[EdgeLine]] = defaultdict(list)
        for edge in edges:
            one = crc32(edge.smaller_id.encode()) % CLASSES
            other = crc32(edge.greater_id.encode()) % CLASSES
            parts[(one, other) if one < other else (other, one)].append(edge)
        # All are waited for, so that none is under way when an error is told.
        results = await asyncio.gather(
            *(self._write_part(classes, parts[classes]) for classes in ORDER if classes in parts),
            return_exceptions=True,
        )
        for result in results:
            if isinstance(result, BaseException):
                raise result

    async def finish(self) -> None:
        """End connections of members who have a block: a batch locks too late to see one that is
        made at the same moment."""
        row = await self._graph.writer.row("imports.disconnect_blocked")
        self._report.created -= row["removed"] if row else 0

    async def _write_part(self, classes: tuple[int, int], edges: list[EdgeLine]) -> None:
        one, other = classes
        async with self._classes[one]:
            if one == other:
                counters = await self._connect(edges)
            else:
                async with self._classes[other]:
                    counters = await self._connect(edges)
        self._report.created += counters.relationships_created
        self._report.unchanged += len(edges) - counters.relationships_created
        self._report.members_created += counters.nodes_created

    async def _connect(self, edges: list[EdgeLine]) -> SummaryCounters:
        query = self._graph.catalogue.get("imports.add_connections", Access.WRITE)
        rows = [
            {
                "smaller_id": edge.smaller_id,
                "greater_id": edge.greater_id,
                "pair": edge.key,
                "since": edge.since,
                "strength": edge.strength,
            }
            for edge in edges
        ]
        committing = False

        @unit_of_work(timeout=QUERY_SECONDS)
        async def work(transaction: AsyncManagedTransaction) -> SummaryCounters:
            nonlocal committing
            if committing:  # and failed, so this is another attempt
                self._commit.release()
                committing = False
            result = await transaction.run(query.text, rows=rows, now=self._now)
            counters = (await result.consume()).counters
            # A commit links each new connection to older ones of its members, and locks those: two
            # commits can want each other's, though their members differ.
            await self._commit.acquire()
            committing = True
            return counters

        try:
            with translated_errors():
                async with self._graph.session(access=WRITE_ACCESS) as session:
                    return await session.execute_write(work)
        finally:
            if committing:
                self._commit.release()
