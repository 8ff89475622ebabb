"""Imports files of connections and of members, in batches."""

from datetime import datetime
from pathlib import Path

from mutuals.graph.driver import Graph, Transaction
from mutuals.imports.connecting import ConnectionWriter
from mutuals.imports.edge_lines import read_edges
from mutuals.imports.member_changes import Changes, changes_of
from mutuals.imports.member_lines import MemberLine, read_members
from mutuals.imports.models import ConnectionsReport, MembersReport, Progress
from mutuals.imports.reading import import_file
from mutuals.search.commands import index_members

CONNECTIONS_A_BATCH = 16_000
MEMBERS_A_BATCH = 1_000


async def import_connections(
    graph: Graph, source: Path, *, strict: bool, now: datetime, progress: Progress
) -> ConnectionsReport:
    """Connect the pairs of a file, making members that are missing; a pair that is connected
    already keeps what it has, so a second run changes nothing, and a stopped one can be rerun.

    Raises:
        ImportFileError: the file cannot be read, or, if strict, a line is malformed, a duplicate
            or a self-join; what stands before that line is stored.
    """
    report = ConnectionsReport(file=str(source))
    writer = ConnectionWriter(graph, now, report)
    try:
        await import_file(
            source,
            read_edges,
            writer.write,
            report,
            batch_lines=CONNECTIONS_A_BATCH,
            strict=strict,
            progress=progress,
        )
    finally:
        await writer.finish()
    return report


async def import_members(
    graph: Graph, source: Path, *, strict: bool, now: datetime, progress: Progress
) -> MembersReport:
    """Create and update the members of a file. A column replaces what the graph has, an empty cell
    clears it, a column that the file lacks leaves it; a second run changes nothing.

    Raises:
        ImportFileError: the file cannot be read, its header is wrong, or, if strict, a line is
            malformed or a duplicate; what stands before that line is stored.
    """
    report = MembersReport(file=str(source))

    async def write(lines: list[MemberLine]) -> None:
        member_ids = sorted(line.id for line in lines)

        async def work(transaction: Transaction) -> Changes:
            [held] = await transaction.rows("imports.hold_members", member_ids=member_ids, now=now)
            changes = changes_of(lines, held["members"])
            if changes.properties:
                await transaction.rows("imports.set_properties", rows=changes.properties, now=now)
            if changes.positions:
                await transaction.rows("imports.set_current_position", rows=changes.positions)
            if changes.schools:
                await transaction.rows("imports.set_school", rows=changes.schools)
            if changes.skills:
                await transaction.rows("imports.set_skills", rows=changes.skills)
            await index_members(transaction, [row["id"] for row in changes.properties])
            return changes

        changes = await graph.writer.transaction(work)
        report.created += changes.created
        report.updated += changes.updated
        report.unchanged += changes.unchanged

    await import_file(
        source,
        read_members,
        write,
        report,
        batch_lines=MEMBERS_A_BATCH,
        strict=strict,
        progress=progress,
    )
    return report
