"""Brings a database's schema to what cypher/migrations/ says, once, whoever starts."""

import asyncio
import hashlib
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from neo4j import WRITE_ACCESS, AsyncManagedTransaction
from neo4j.exceptions import TransientError

from mutuals.errors import GraphUnavailableError, MigrationError
from mutuals.graph.catalogue import cypher_folder
from mutuals.graph.driver import Graph, translated_errors

LOCK_SECONDS = 600
FILLING_SECONDS = 0.2


@dataclass(frozen=True)
class Migration:
    """One file of cypher/migrations/: its name without suffix, its statement, its SHA-256."""

    name: str
    text: str
    checksum: str


def load_migrations(folder: Path | None = None) -> list[Migration]:
    """The migrations in their order.

    Raises:
        MigrationError: a file is not named V0001__what_it_does.cypher, or a number stands twice.
    """
    migrations = []
    numbers = set()
    for path in sorted((folder or cypher_folder() / "migrations").glob("*.cypher")):
        match = re.fullmatch(r"V(\d{4})__\w+", path.stem)
        if match is None or match[1] in numbers:
            raise MigrationError(
                f"{path.name} is not a migration: name it V0001__what_it_does.cypher, "
                "with a number of its own."
            )
        numbers.add(match[1])
        text = path.read_text("utf-8")
        checksum = hashlib.sha256(text.encode()).hexdigest()
        migrations.append(Migration(path.stem, text, checksum))
    return migrations


async def pending(graph: Graph, migrations: list[Migration]) -> list[Migration]:
    """What is still to be applied, in order.

    Raises:
        MigrationError: an applied migration was edited since, or its file is missing.
    """
    applied = {
        row["name"]: row["checksum"] for row in await graph.reader.rows("schema.list_migrations")
    }
    known = {migration.name: migration.checksum for migration in migrations}
    for name, checksum in applied.items():
        if name not in known:
            raise MigrationError(
                f"{name} was applied to this database, and its file is missing: "
                "put the file back, or use the Mutuals that has it."
            )
        if known[name] != checksum:
            raise MigrationError(
                f"{name} was applied to this database, and its file was edited since: "
                "undo the edit, and write a new migration."
            )
    return [migration for migration in migrations if migration.name not in applied]


async def migrate(
    graph: Graph,
    now: datetime,
    migrations: list[Migration],
    applied: Callable[[Migration], None] = lambda _migration: None,
) -> int:
    """Apply what is pending, in order, one process at a time; returns how many were applied.

    Raises:
        MigrationError: see pending().
    """
    if not await pending(graph, migrations):
        return 0
    await graph.writer.rows("schema.guard_migrations")
    async with _migration_lock(graph):
        waiting = await pending(graph, migrations)
        done: list[dict[str, str]] = []
        try:
            for migration in waiting:
                with translated_errors():
                    async with graph.session(access=WRITE_ACCESS) as session:
                        await session.execute_write(_apply, migration)
                done.append({"name": migration.name, "checksum": migration.checksum})
                applied(migration)
        finally:
            # At once: after each change of the schema Neo4j would plan this again. Every statement
            # says IF NOT EXISTS, so a stop before it is made up for.
            if done:
                await graph.writer.rows("schema.record_migrations", migrations=done, now=now)
        await _filled(graph)
    return len(waiting)


async def _filled(graph: Graph) -> None:
    """Wait for the new indexes, which a large graph fills in minutes."""
    while True:
        [row] = await graph.reader.rows("schema.count_populating")
        if not row["populating"]:
            return
        await asyncio.sleep(FILLING_SECONDS)


async def _apply(transaction: AsyncManagedTransaction, migration: Migration) -> None:
    await (await transaction.run(migration.text)).consume()


@asynccontextmanager
async def _migration_lock(graph: Graph) -> AsyncIterator[None]:
    """Held by an open transaction, so it ends with its process, however that ends."""
    lock = graph.catalogue.get("schema.lock_migrations")
    deadline = asyncio.get_running_loop().time() + LOCK_SECONDS
    async with graph.session(access=WRITE_ACCESS) as session:
        while True:
            transaction = await session.begin_transaction(timeout=0)
            try:
                await (await transaction.run(lock.text)).consume()
                break
            except TransientError as error:  # another process holds it past the server's patience
                await transaction.close()
                if asyncio.get_running_loop().time() > deadline:
                    raise GraphUnavailableError(
                        f"Another process has been migrating for {LOCK_SECONDS} s: "
                        "look at it, then try again."
                    ) from error
        async with transaction:
            yield
            await transaction.commit()
