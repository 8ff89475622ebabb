"""Makes a backup of the embedded engine's store and restores one; both are read back first."""

import asyncio
import shutil
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

from mutuals.backups.files import (
    DUMP,
    add_dump,
    add_manifest,
    digests,
    extract_dump,
    read_manifest,
)
from mutuals.backups.models import BackupReport, Contents, Manifest
from mutuals.engine.admin import Admin, at_rest
from mutuals.engine.beside import store_beside, take_place
from mutuals.engine.failures import folder_problems_named
from mutuals.engine.home import DATABASE, NEO4J_VERSION
from mutuals.engine.lifecycle import Progress, attached, home_of, release, silent
from mutuals.errors import BackupError
from mutuals.graph.catalogue import load_catalogue
from mutuals.graph.driver import Server, connected
from mutuals.graph.migrations import load_migrations, pending
from mutuals.settings import Settings

READABLE_BYTES = 2**20
"""Of a store whose nodes take less, a copy is opened to see whether there are any."""


def make_backup(
    settings: Settings, file: Path, *, now: datetime, progress: Progress = silent
) -> BackupReport:
    """Write the store to a file, and load that file into a store beside, to be read back: its files
    are those of the store, byte for byte, an engine opens it, and it is consistent.

    Raises:
        BackupError: the file is there already or cannot be written, there is no store, or what was
            read back is not what was written.
        EngineError: the store is in use, or neo4j-admin fails.
    """
    started = perf_counter()
    _refuse_server(settings, "back up")
    if file.exists():
        raise BackupError(f"{file} is there already: name another file, or delete it.")
    if not file.absolute().parent.is_dir():
        raise BackupError(f"{file.absolute().parent} is no folder: make it, or name another file.")
    home = home_of(settings)
    with at_rest(settings, progress) as admin, store_beside(settings) as beside:
        if not home.database.exists():
            raise BackupError(f"{settings.data_dir} has no graph yet: there is nothing to back up.")
        part = file.with_name(f"{file.name}.part")
        try:
            made = home_of(beside)
            dump = made.folder / DUMP
            command = ("database", "dump", DATABASE, f"--to-path={made.folder}")
            admin.run(*command, what="Writing the backup", progress=progress)
            files = digests(home)
            part.unlink(missing_ok=True)
            add_dump(part, dump)
            contents = _read_back(admin, beside, part, files, progress)
            manifest = Manifest(
                engine=NEO4J_VERSION,
                mutuals=version("mutuals"),
                created_at=now,
                contents=contents,
                files=files,
            )
            add_manifest(part, manifest)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
    return _report(file, manifest, started)


def restore_backup(
    settings: Settings, file: Path, *, replace: bool, progress: Progress = silent
) -> BackupReport:
    """Load a backup into a store beside, read it back, and put it in the place of the present one.

    The password stays the data folder's own.

    Raises:
        BackupError: the file is no backup, is damaged or from a newer Mutuals, or, unless
            `replace`, the data folder holds a graph already.
        EngineError: the store is in use, or neo4j-admin fails.
        MigrationError: the backup has migrations that this Mutuals does not know.
    """
    started = perf_counter()
    _refuse_server(settings, "restore")
    manifest = read_manifest(file)
    if release(manifest.engine) > release(NEO4J_VERSION):
        raise BackupError(
            f"{file} was made with Neo4j {manifest.engine}, and this Mutuals has Neo4j "
            f"{NEO4J_VERSION}: upgrade Mutuals, then restore it."
        )
    with at_rest(settings, progress) as admin:
        if not replace and holds_graph(settings, progress):
            raise BackupError(
                f"{settings.data_dir} holds a graph already: restore into another --data-dir, or "
                "have the backup take its place with --replace."
            )
        with store_beside(settings) as beside:
            contents = _read_back(admin, beside, file, manifest.files, progress)
            if contents != manifest.contents:
                raise _differs(file)
            take_place(home_of(settings), home_of(beside))
    return _report(file, manifest, started)


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


def _read_back(
    admin: Admin, beside: Settings, file: Path, expected: dict[str, str], progress: Progress
) -> Contents:
    """Load a backup into the store beside, and read all of it: returns what an engine finds.

    Raises:
        BackupError: it is not what was expected, file by file.
        EngineError: it is not consistent, or does not open.
    """
    made = home_of(beside)
    dump = made.folder / DUMP
    extract_dump(file, dump)
    load = ("database", "load", DATABASE, f"--from-path={made.folder}")
    admin.run(*load, what="Reading the backup back", home=made, progress=progress)
    dump.unlink()
    if digests(made) != expected:
        raise _differs(file)
    admin.run("database", "check", DATABASE, what="Checking it", home=made, progress=progress)
    return _contents_at_rest(beside, progress)


def _contents_at_rest(beside: Settings, progress: Progress) -> Contents:
    contents = read_contents(beside, progress)
    with at_rest(beside, progress):  # its engine is gone
        return contents


def _refuse_server(settings: Settings, verb: str) -> None:
    if settings.neo4j_uri is not None:
        raise BackupError(
            f"Mutuals can {verb} the embedded engine's graph alone, and MUTUALS_NEO4J_URI names a "
            "server: use that server's own neo4j-admin (`database dump` and `database load`)."
        )


def _differs(file: Path) -> BackupError:
    return BackupError(
        f"What {file} holds is not what was backed up: the disk or the file is damaged; take "
        "another backup."
    )


def _report(file: Path, manifest: Manifest, started: float) -> BackupReport:
    return BackupReport(
        file=str(file),
        bytes=file.stat().st_size,
        created_at=manifest.created_at,
        engine=manifest.engine,
        contents=manifest.contents,
        seconds=round(perf_counter() - started, 1),
    )
