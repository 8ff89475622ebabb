"""The one way to Neo4j: a driver for the process, a Reader and a Writer on it, typed errors."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    AsyncDriver,
    AsyncGraphDatabase,
    AsyncManagedTransaction,
    AsyncResult,
    AsyncSession,
    NotificationMinimumSeverity,
    unit_of_work,
)
from neo4j.api import BookmarkManager
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    ConnectionPoolError,
    ConstraintError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)
from neo4j.time import Date, DateTime
from prometheus_client import Histogram

from mutuals.errors import ConflictError, GraphRefusedError, GraphUnavailableError
from mutuals.graph.catalogue import Access, Catalogue, Query

Row = dict[str, Any]
"""One record, by the column names that its Cypher file declares; dates and times are Python's."""

Given = ParamSpec("Given")
Result = TypeVar("Result")

QUERY_SECONDS = 30.0
RETRY_SECONDS = 2.0
"""Three tries, after 0, 1 and 3 s: enough for a deadlock, and soon over when Neo4j is away."""
CONNECT_SECONDS = 2.0
ACQUIRE_SECONDS = 20.0
ANSWER_SECONDS = 40.0
"""Then a server that holds its connection and says nothing is taken to be away."""

GONE = "Neo.ClientError.Statement.EntityNotFound"
"""A node that was found was deleted before it was read or locked, such as a skill that nobody else
had. The driver does not take it for transient, though the next try no longer finds the node."""
GONE_TRIES = 5

URI_PATTERN = re.compile(
    r"(bolt|neo4j)(\+s(sc)?)?://(\[[0-9A-Fa-f:.]+\]|[^\s:/?#\[\]]+)(:\d{1,5})?/?(\?\S*)?"
)

# Each failure is raised, and said once; the driver would also log its every try.
logging.getLogger("neo4j").setLevel(logging.CRITICAL)

query_seconds = Histogram(
    "mutuals_query_seconds",
    "Time of a catalogue query, retries included.",
    ["query"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)


@dataclass(frozen=True)
class Server:
    """Where a Neo4j is and how to get in."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str


class Graph:
    """An open connection pool and the catalogue that runs on it."""

    def __init__(self, driver: AsyncDriver, server: Server, catalogue: Catalogue) -> None:
        self._driver = driver
        self.server = server
        # Whoever wrote through this process reads what was written, on a cluster too.
        self._bookmarks = cast(BookmarkManager, AsyncGraphDatabase.bookmark_manager())
        self.catalogue = catalogue
        self.reader = Reader(self)
        self.writer = Writer(self)

    def session(
        self, *, access: str, hints: bool = False, rows_at_once: int = 1000
    ) -> AsyncSession:
        """A new session on the configured database; use it in one task and close it.

        With `hints`, results carry the server's notices of names and syntax it warns of.
        """
        return self._driver.session(
            database=self.server.database,
            default_access_mode=access,
            fetch_size=rows_at_once,
            bookmark_manager=self._bookmarks,
            notifications_min_severity=(
                NotificationMinimumSeverity.INFORMATION
                if hints
                else NotificationMinimumSeverity.OFF
            ),
        )

    async def execute(
        self,
        access: str,
        work: Callable[Concatenate[AsyncManagedTransaction, Given], Awaitable[Result]],
        *given: Given.args,
        **named: Given.kwargs,
    ) -> Result:
        """Do the work in a managed transaction, and again where Neo4j met a node that is gone."""
        with translated_errors():
            async with asyncio.timeout(ANSWER_SECONDS), self.session(access=access) as session:
                execute = session.execute_read if access == READ_ACCESS else session.execute_write
                for _ in range(GONE_TRIES - 1):
                    try:
                        return await execute(work, *given, **named)
                    except ClientError as error:
                        if error.code != GONE:
                            raise
                return await execute(work, *given, **named)


class Reader:
    """Runs the catalogue's read queries, routed to servers that read."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def rows(self, name: str, /, **parameters: object) -> list[Row]:
        """Every row of the query; see its Cypher file for parameters and columns."""
        query = self._graph.catalogue.get(name, Access.READ)
        with query_seconds.labels(name).time():
            return await self._graph.execute(READ_ACCESS, _run, query, parameters)

    async def row(self, name: str, /, **parameters: object) -> Row | None:
        """The row of a query of at most one."""
        rows = await self.rows(name, **parameters)
        return rows[0] if rows else None

    @asynccontextmanager
    async def streamed(
        self, name: str, /, *, rows_at_once: int = 1000, **parameters: object
    ) -> AsyncIterator[AsyncResult]:
        """The rows of a query that are too many to hold, as they come and as the driver has them.

        Nothing limits its time, and it is not tried again: for commands that a person waits for.
        """
        query = self._graph.catalogue.get(name, Access.READ)
        with translated_errors(), query_seconds.labels(name).time():
            async with (
                self._graph.session(access=READ_ACCESS, rows_at_once=rows_at_once) as session,
                await session.begin_transaction(timeout=0) as transaction,
            ):
                yield await transaction.run(query.text, parameters)

    async def transaction(self, work: Callable[["Reader"], Awaitable[Result]]) -> Result:
        """Run several queries in one transaction, one after the other: each in its own takes
        another millisecond. The work is given the reader to use, and may run twice."""

        @unit_of_work(timeout=QUERY_SECONDS)
        async def run(transaction: AsyncManagedTransaction) -> Result:
            return await work(_ReadTransaction(self._graph, transaction))

        return await self._graph.execute(READ_ACCESS, run)


class _ReadTransaction(Reader):
    """Reads in a transaction that is under way."""

    def __init__(self, graph: Graph, transaction: AsyncManagedTransaction) -> None:
        super().__init__(graph)
        self._transaction = transaction

    async def rows(self, name: str, /, **parameters: object) -> list[Row]:
        query = self._graph.catalogue.get(name, Access.READ)
        with query_seconds.labels(name).time():
            return await _rows(await self._transaction.run(query.text, parameters))


class Transaction:
    """A managed write transaction that is under way."""

    def __init__(self, transaction: AsyncManagedTransaction, catalogue: Catalogue) -> None:
        self._transaction = transaction
        self._catalogue = catalogue

    async def rows(self, name: str, /, **parameters: object) -> list[Row]:
        """Every row of the write; see its Cypher file for parameters and columns."""
        query = self._catalogue.get(name, Access.WRITE)
        return await _rows(await self._transaction.run(query.text, parameters))

    async def row(self, name: str, /, **parameters: object) -> Row | None:
        """The row of a write of at most one."""
        rows = await self.rows(name, **parameters)
        return rows[0] if rows else None


class Writer:
    """Runs the catalogue's writes, each in one managed transaction, which may run twice."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def rows(self, name: str, /, **parameters: object) -> list[Row]:
        """Every row of the write; see its Cypher file for parameters and columns."""
        query = self._graph.catalogue.get(name, Access.WRITE)
        with query_seconds.labels(name).time():
            return await self._graph.execute(WRITE_ACCESS, _run, query, parameters)

    async def row(self, name: str, /, **parameters: object) -> Row | None:
        """The row of a write of at most one."""
        rows = await self.rows(name, **parameters)
        return rows[0] if rows else None

    async def transaction(self, work: Callable[[Transaction], Awaitable[Result]]) -> Result:
        """Run several writes as one. The work may run twice, so it only writes what it is given."""

        @unit_of_work(timeout=QUERY_SECONDS)
        async def run(transaction: AsyncManagedTransaction) -> Result:
            return await work(Transaction(transaction, self._graph.catalogue))

        return await self._graph.execute(WRITE_ACCESS, run)


@unit_of_work(timeout=QUERY_SECONDS)
async def _run(
    transaction: AsyncManagedTransaction, query: Query, parameters: dict[str, object]
) -> list[Row]:
    # The text is a file of the catalogue's; what a caller sends travels as parameters only.
    return await _rows(await transaction.run(query.text, parameters))


async def _rows(result: AsyncResult) -> list[Row]:
    return [{key: _native(value) for key, value in dict(record).items()} async for record in result]


def _native(value: Any) -> Any:
    if isinstance(value, Date | DateTime):
        return value.to_native()
    if isinstance(value, list):
        return [_native(item) for item in value]
    if isinstance(value, dict):
        return {key: _native(item) for key, item in value.items()}
    return value


@asynccontextmanager
async def connected(server: Server, catalogue: Catalogue) -> AsyncIterator[Graph]:
    """Open the pool to a server and close it at the end of the block.

    Nothing is sent yet, so a server that is away is met by the first query.

    Raises:
        GraphRefusedError: the URI cannot be used.
    """
    if URI_PATTERN.fullmatch(server.uri) is None:
        raise GraphRefusedError(
            "MUTUALS_NEO4J_URI is not an address of Neo4j: write bolt://HOST:7687, "
            "or neo4j+s://HOST for a cluster or Aura."
        )
    try:
        driver = AsyncGraphDatabase.driver(
            server.uri,
            auth=(server.user, server.password),
            max_transaction_retry_time=RETRY_SECONDS,
            # Deadlocks are over in milliseconds: many short tries fit into that time.
            initial_retry_delay=0.05,
            retry_delay_multiplier=1.5,
            connection_timeout=CONNECT_SECONDS,
            connection_acquisition_timeout=ACQUIRE_SECONDS,
            telemetry_disabled=True,
        )
    except (ConfigurationError, ValueError) as error:
        raise _refused(error) from error
    async with driver:
        yield Graph(driver, server, catalogue)


@contextmanager
def translated_errors() -> Iterator[None]:
    """Say the driver's errors in Mutuals' words; what is left is a defect of ours."""
    try:
        yield
    except (AuthError, ConfigurationError) as error:
        raise _refused(error) from error
    except ConstraintError as error:
        raise ConflictError(_first_line(error)) from error
    except (ServiceUnavailable, SessionExpired, ConnectionPoolError, TimeoutError) as error:
        raise GraphUnavailableError(
            "Neo4j does not answer: check that it runs and that MUTUALS_NEO4J_URI names it."
        ) from error
    except TransientError as error:
        raise GraphUnavailableError("Neo4j is too busy at the moment: try again.") from error
    except ClientError as error:
        code = error.code or ""
        if "TransactionTimedOut" in code or "LockClientStopped" in code:
            raise GraphUnavailableError(
                f"Neo4j did not finish within {QUERY_SECONDS:.0f} s: try again, or ask for less."
            ) from error
        if code.endswith("DatabaseNotFound"):
            raise GraphRefusedError(
                "Neo4j has no such database: check MUTUALS_NEO4J_DATABASE."
            ) from error
        raise


def _refused(error: Exception) -> GraphRefusedError:
    return GraphRefusedError(
        f"Neo4j refuses the connection ({_first_line(error)}): "
        "check MUTUALS_NEO4J_URI, _USER and _PASSWORD."
    )


def _first_line(error: Exception) -> str:
    text = error.message if isinstance(error, Neo4jError) else None
    return (text or str(error)).strip().partition("\n")[0].rstrip(".")
