"""Imports an LDBC SNB Interactive data set, in batches."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

from mutuals.connections.commands import renew_ties
from mutuals.connections.strength import ACTIVITY_WEIGHTS
from mutuals.engine.lifecycle import Progress, silent
from mutuals.graph.driver import Graph, Row, Transaction
from mutuals.imports.connecting import ConnectionWriter
from mutuals.imports.models import ConnectionsReport
from mutuals.search.commands import index_members
from mutuals.snb import rows
from mutuals.snb.files import SnbFiles
from mutuals.snb.joins import FILE_OF, join
from mutuals.snb.models import Count, SnbReport

MEMBERS_A_BATCH = 500
ROWS_A_BATCH = 2_000

Read = Callable[[SnbFiles], Iterator[Row]]
Write = Callable[[Transaction, list[Row]], Awaitable[Any]]


async def import_snb(
    graph: Graph, folder: Path, *, now: datetime, progress: Progress = silent
) -> SnbReport:
    """Make members, connections, groups, posts, comments and reactions of a data set, with the
    strengths that follow. What is there already keeps what it has, so a second run changes nothing,
    and a stopped one can be rerun.

    Raises:
        ImportFileError: the folder is no data set, or a file of it cannot be read.
    """
    started = perf_counter()
    files = SnbFiles(folder)
    await asyncio.to_thread(
        files.read, lambda done, total: progress("Reading the files", done, total)
    )
    progress("Joining them", 0, 0)
    await asyncio.to_thread(join, files)
    work = _Import(graph, files, SnbReport(folder=str(folder)), progress)
    await work.add_members()
    await work.add_connections(now)
    await work.add("groups", rows.groups, "snb.add_groups")
    await work.add("memberships", rows.memberships, "snb.add_memberships")
    await work.add("posts", rows.posts, "snb.add_posts")
    await work.add("comments", rows.comments, "snb.add_comments")
    await work.add("reactions", rows.reactions, "snb.add_reactions")
    await work.set_strengths()
    report = work.report
    report.malformed, report.not_stored = files.malformed, files.not_stored
    report.seconds = round(perf_counter() - started, 3)
    return report


class _Import:
    """Writes what was joined, and counts in the report what became of it."""

    def __init__(
        self, graph: Graph, files: SnbFiles, report: SnbReport, progress: Progress
    ) -> None:
        self.graph = graph
        self.files = files
        self.report = report
        self.progress = progress

    async def add_members(self) -> None:
        """Make the members who are missing, all of each at once."""
        of_members = ("positions", "schools", "interests")
        counts = {kind: self.counted(kind) for kind in ("members", *of_members)}

        async def write(transaction: Transaction, batch: list[Row]) -> dict[str, int]:
            new = [{"id": row["id"], "properties": row["properties"]} for row in batch]
            [made] = await transaction.rows("snb.add_members", rows=new)
            ids = set(made["created_ids"])
            of_new = {
                kind: [entry for row in batch if row["id"] in ids for entry in row[kind]]
                for kind in of_members
            }
            await transaction.rows("snb.add_positions", rows=of_new["positions"])
            await transaction.rows("snb.add_schools", rows=of_new["schools"])
            await transaction.rows("snb.add_interests", rows=of_new["interests"])
            await index_members(transaction, sorted(ids))
            return {"members": len(ids)} | {kind: len(of_new[kind]) for kind in of_members}

        async for made in self._written("members", rows.members, write, MEMBERS_A_BATCH):
            for kind, created in made.items():
                _note(counts[kind], created)

    async def add_connections(self, now: datetime) -> None:
        """Connect those who are not connected yet, and have no block."""
        told = ConnectionsReport(file=self.report.folder)
        writer = ConnectionWriter(self.graph, now, told)
        count = self.counted("connections")
        total, done = count.unchanged, 0
        for batch in _batches(rows.connections(self.files), ROWS_A_BATCH):
            await writer.write(batch)
            done += len(batch)
            self.progress("Writing connections", done, total)
        await writer.finish()
        _note(count, told.created)

    async def add(self, kind: str, read: Read, statement: str) -> None:
        """Make what is missing of a kind with a Cypher file that tells how many it made."""
        count = self.counted(kind)

        async def write(transaction: Transaction, batch: list[Row]) -> int:
            [made] = await transaction.rows(statement, rows=batch)
            created: int = made["created"]
            return created

        async for created in self._written(kind, read, write, ROWS_A_BATCH):
            _note(count, created)

    async def set_strengths(self) -> None:
        """Count interactions on ties that have none counted, then give new ties their context."""

        async def write(transaction: Transaction, batch: list[Row]) -> int:
            [made] = await transaction.rows(
                "snb.set_interactions", rows=batch, activity_weights=ACTIVITY_WEIGHTS
            )
            counted: int = made["counted"]
            return counted

        async for counted in self._written("interactions", rows.interactions, write, ROWS_A_BATCH):
            self.report.ties_with_interactions += counted
        await renew_ties(
            self.graph,
            only_new=True,
            renewed=lambda ties: self.progress(
                "Computing strengths", ties, self.report.connections.created
            ),
        )

    async def _written(self, kind: str, read: Read, write: Write, size: int) -> AsyncIterator[Any]:
        """Write a kind in batches, each a transaction; gives what each of them answers."""
        total, done = self.files.count(kind), 0
        for batch in _batches(read(self.files), size):

            async def work(transaction: Transaction, batch: list[Row] = batch) -> Any:
                return await write(transaction, batch)

            yield await self.graph.writer.transaction(work)
            done += len(batch)
            self.progress(f"Writing {kind}", done, total)

    def counted(self, kind: str) -> Count:
        """The kind's count, with all that the files have taken to be there already."""
        count: Count = getattr(self.report, kind)
        count.lines = self.files.count(FILE_OF[kind])
        count.unchanged = self.files.count(kind)
        count.left_out = count.lines - count.unchanged
        return count


def _note(count: Count, created: int) -> None:
    count.created += created
    count.unchanged -= created


def _batches(items: Iterator[Any], size: int) -> Iterator[list[Any]]:
    while batch := list(islice(items, size)):
        yield batch
