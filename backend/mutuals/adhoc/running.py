"""Runs an analyst's Cypher: on wires of its own, so many at once, and never for long."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from neo4j import (
    READ_ACCESS,
    AsyncDriver,
    AsyncGraphDatabase,
    AsyncTransaction,
    NotificationMinimumSeverity,
)
from neo4j.exceptions import (
    ClientError,
    ConnectionPoolError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from mutuals.adhoc.answers import Answer
from mutuals.adhoc.failures import failure_of_plan, failure_of_run
from mutuals.adhoc.gate import Passed, passed
from mutuals.adhoc.plans import check_plan
from mutuals.adhoc.relay import Relay
from mutuals.errors import (
    GraphUnavailableError,
    MutualsError,
    QueryFailedError,
    TooManyRequestsError,
)
from mutuals.graph.driver import CONNECT_SECONDS, Server

SECONDS = 5.0
"""For all of it. Neo4j is told too, and looks at its clock every other second; a parser or planner
that hangs hears of no timeout. So the wire is cut then, and with it the transaction ends."""
PLAN_SECONDS = 3.0
AT_ONCE = 2
WAIT_SECONDS = 1.0
ROWS_A_TIME = 100
BYTES_A_TIME = 8_000_000
"""Of one answer to the driver, of so many rows."""
SLOW_CLIENT_SECONDS = 60.0
"""After that, who has not yet taken an answer may ask the next."""


@dataclass(frozen=True)
class Wire:
    """A relay, and a driver with one connection through it."""

    relay: Relay
    driver: AsyncDriver


class AnalystQueries:
    """What asks for analysts. Open it by `opened_for`."""

    def __init__(self, database: str, wires: list[Wire]) -> None:
        self._database = database
        self._free: asyncio.Queue[Wire] = asyncio.Queue()
        for wire in wires:
            self._free.put_nowait(wire)
        self._busy: set[str] = set()
        self._under_way: set[asyncio.Task[None]] = set()

    async def ask(self, analyst: str, query: str, parameters: dict[str, Any]) -> Answer:
        """Start a query; its rows follow in the answer. Close the answer when it is read.

        Raises:
            QueryRefusedError: it breaks a rule.
            QueryFailedError: Neo4j cannot run it, or not in time.
            TooManyRequestsError: one of the analyst's is under way, or too many of all.
            GraphUnavailableError: Neo4j is away.
        """
        through = passed(query, parameters)
        if analyst in self._busy:
            raise TooManyRequestsError("A query of yours is under way: wait for its end.", 1)
        self._busy.add(analyst)
        try:
            wire = await self._wire()
        except BaseException:
            self._busy.discard(analyst)
            raise
        answer = Answer(through, on_close=lambda: self._busy.discard(analyst))
        task = asyncio.create_task(self._read(wire, through, answer))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        try:
            await answer.started()
        except BaseException:
            task.cancel()
            answer.close()
            raise
        return answer

    async def plan(self, query: str, parameters: dict[str, Any]) -> dict[str, Any]:
        """What EXPLAIN says of a query, as the driver gives it.

        Raises: as `ask`.
        """
        through = passed(query, parameters)
        wire = await self._wire()
        try:
            async with self._transaction(wire) as transaction:
                return await _planned(transaction, through)
        except (Neo4jError, DriverError, TimeoutError) as error:
            raise _said(error, wire) from error
        finally:
            self._free.put_nowait(wire)

    async def close(self) -> None:
        """End what is under way."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _wire(self) -> Wire:
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                return await self._free.get()
        except TimeoutError:
            raise TooManyRequestsError(
                f"As many queries are under way as run at once, {AT_ONCE}: try again in 5 s.", 5
            ) from None

    async def _read(self, wire: Wire, through: Passed, answer: Answer) -> None:
        try:
            async with asyncio.timeout(SECONDS), self._transaction(wire) as transaction:
                await _planned(transaction, through)
                result = await transaction.run(through.text, through.parameters)
                answer.begin(list(result.keys()))
                async for record in result:
                    if not answer.take(record.values()):
                        break
                    await asyncio.sleep(0)  # others have their turn between two rows
        except (Neo4jError, DriverError, TimeoutError) as error:
            answer.end(_said(error, wire))
        except MutualsError as error:
            answer.end(error)
        except asyncio.CancelledError:
            answer.end(GraphUnavailableError("The server is about to end: ask again."))
            raise
        else:
            answer.end(None)
        finally:
            # Whatever is left on the wire is not waited for.
            if answer.stopped is not None:
                wire.relay.cut()
            self._free.put_nowait(wire)
            asyncio.get_running_loop().call_later(SLOW_CLIENT_SECONDS, answer.close)

    @asynccontextmanager
    async def _transaction(self, wire: Wire) -> AsyncIterator[AsyncTransaction]:
        """A transaction that reads, once: no other runs a query again that took all memory."""
        wire.relay.overflowed = False
        async with wire.driver.session(
            database=self._database,
            default_access_mode=READ_ACCESS,
            fetch_size=ROWS_A_TIME,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
        ) as session:
            transaction = await session.begin_transaction(timeout=SECONDS)
            try:
                yield transaction
            finally:
                transaction.cancel()


async def _planned(transaction: AsyncTransaction, through: Passed) -> dict[str, Any]:
    try:
        async with asyncio.timeout(PLAN_SECONDS):
            result = await transaction.run(f"EXPLAIN {through.text}", through.parameters)
            summary = await result.consume()
    except TimeoutError:
        raise QueryFailedError(
            f"Neo4j took over {PLAN_SECONDS:.0f} s to plan it: ask with fewer patterns."
        ) from None
    except ClientError as error:
        raise failure_of_plan(error, through) from error
    check_plan(summary)
    return summary.plan or {}


def _said(error: Exception, wire: Wire) -> MutualsError:
    if wire.relay.overflowed:
        return QueryFailedError("A row is too large to be sent: return less of it, or count it.")
    if isinstance(error, TimeoutError):
        return QueryFailedError(f"It was not finished in {SECONDS:.0f} s: ask for less.")
    if isinstance(error, ClientError | TransientError):
        return failure_of_run(error, SECONDS)
    if isinstance(error, ServiceUnavailable | SessionExpired | ConnectionPoolError):
        return GraphUnavailableError(
            "Neo4j does not answer analysts: check that it runs and that MUTUALS_ANALYTICS_URI, or "
            "without it MUTUALS_NEO4J_URI, names it."
        )
    return QueryFailedError("Neo4j did not run it: try again, or ask for less.")


@asynccontextmanager
async def opened_for(server: Server) -> AsyncIterator[AnalystQueries]:
    """Ask this server for the length of the block. Nothing is sent until somebody asks."""
    async with AsyncExitStack() as stack:
        wires = []
        for _ in range(AT_ONCE):
            relay = Relay(server.uri, BYTES_A_TIME)
            uri = await stack.enter_async_context(relay.running())
            driver = AsyncGraphDatabase.driver(
                uri,
                auth=(server.user, server.password),
                max_connection_pool_size=1,
                connection_timeout=CONNECT_SECONDS,
                connection_acquisition_timeout=CONNECT_SECONDS,
                telemetry_disabled=True,
            )
            wires.append(Wire(relay, await stack.enter_async_context(driver)))
        queries = AnalystQueries(server.database, wires)
        try:
            yield queries
        finally:
            await queries.close()
