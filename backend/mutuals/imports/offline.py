"""Builds a new store from files of members and connections, with no engine in the way."""

import asyncio
from datetime import datetime
from pathlib import Path
from time import perf_counter

from mutuals.engine.admin import Admin, at_rest
from mutuals.engine.beside import store_beside, take_place
from mutuals.engine.home import DATABASE
from mutuals.engine.lifecycle import Progress, attached, home_of, silent
from mutuals.errors import ImportFileError
from mutuals.graph.catalogue import load_catalogue
from mutuals.graph.contents import holds_graph
from mutuals.graph.driver import Server, connected
from mutuals.graph.migrations import load_migrations, migrate
from mutuals.imports.edge_lines import EdgeLine, read_edges
from mutuals.imports.member_lines import MemberLine, read_members
from mutuals.imports.models import ConnectionsReport, MembersReport, OfflineReport
from mutuals.imports.reading import import_file
from mutuals.imports.store_files import NODES, RELATIONSHIPS, StoreFiles
from mutuals.settings import Settings

LINES_A_BATCH = 16_000


def import_offline(
    settings: Settings,
    members: Path | None,
    edges: Path | None,
    *,
    strict: bool,
    now: datetime,
    progress: Progress = silent,
) -> OfflineReport:
    """Make the data folder's graph what importing these files online, members first, would.

    The store is built beside the present one, which must be empty, and takes its place in the end.

    Raises:
        ImportFileError: a file cannot be read, or, if strict, a line is malformed, a duplicate or
            a self-join; or there is a graph already, or a server is configured. Nothing is stored.
        EngineError: the store is in use, or neo4j-admin fails.
    """
    started = perf_counter()
    if settings.neo4j_uri is not None:
        raise ImportFileError(
            "--offline builds the embedded engine's store, and MUTUALS_NEO4J_URI names a server: "
            "leave one of the two out."
        )
    report = OfflineReport()
    with at_rest(settings, progress) as admin:
        if holds_graph(settings, progress):
            raise ImportFileError(
                f"{settings.data_dir} holds a graph already, and --offline only builds a new one: "
                "name another --data-dir, or leave --offline out."
            )
        with store_beside(settings) as beside:
            made = home_of(beside)
            files = StoreFiles(made.folder, now)
            with files.opened():
                asyncio.run(_collect(files, members, edges, report, strict, progress))
                for written, total in files.finish():
                    progress("Computing strengths", written, total)
            _build(admin, beside, files, progress)
            with attached(beside, progress) as server:
                asyncio.run(_migrate(server, now))
            with at_rest(beside, progress):
                take_place(home_of(settings), made)
    report.seconds = round(perf_counter() - started, 3)
    return report


async def _collect(
    files: StoreFiles,
    members: Path | None,
    edges: Path | None,
    report: OfflineReport,
    strict: bool,
    progress: Progress,
) -> None:
    def reading(done: int, total: int, _lines: int) -> None:
        progress("Reading the files", done, total)

    if members is not None:
        told = report.members = MembersReport(file=str(members))

        async def write_members(lines: list[MemberLine]) -> None:
            files.add_members(lines, told)

        await import_file(
            members,
            read_members,
            write_members,
            told,
            batch_lines=LINES_A_BATCH,
            strict=strict,
            progress=reading,
        )
    if edges is not None:
        connected_pairs = report.connections = ConnectionsReport(file=str(edges))

        async def write_connections(lines: list[EdgeLine]) -> None:
            files.add_connections(lines, connected_pairs)

        await import_file(
            edges,
            read_edges,
            write_connections,
            connected_pairs,
            batch_lines=LINES_A_BATCH,
            strict=strict,
            progress=reading,
        )


def _build(admin: Admin, beside: Settings, files: StoreFiles, progress: Progress) -> None:
    folder = files.folder
    admin.run(
        "database",
        "import",
        "full",
        DATABASE,
        *(f"--nodes={label}={folder / label}.csv" for label in NODES),
        *(f"--relationships={type_}={folder / type_}.csv" for type_ in RELATIONSHIPS),
        "--id-type=integer",
        "--path-pattern-style=none",
        f"--max-off-heap-memory={beside.engine_page_cache}",
        f"--report-file={folder / 'import.report'}",
        what="Building the store",
        home=home_of(beside),
        progress=progress,
    )


async def _migrate(server: Server, now: datetime) -> None:
    async with connected(server, load_catalogue()) as graph:
        await migrate(graph, now, load_migrations())
