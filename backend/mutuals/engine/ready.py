"""When a Neo4j that was started, or is found running, answers."""

import shutil
import time
from collections.abc import Callable

from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from mutuals.engine import locks
from mutuals.engine.failures import disk_full, store_was_refused, why_it_stopped
from mutuals.engine.home import RUNNING, EngineHome
from mutuals.errors import EngineError
from mutuals.graph.driver import Server
from mutuals.settings import Settings

READY_SECONDS = 180  # a store to recover takes its time; a server that dies is noticed at once
POLL_SECONDS = 0.1
NEARLY_FULL_BYTES = 2 * 2**20  # on a disk with less, Neo4j neither starts nor gives up


def uri(port: int) -> str:
    return f"bolt://127.0.0.1:{port}"


def when_ready(
    settings: Settings, home: EngineHome, port: int, waiting: Callable[[], None]
) -> Server | None:
    """The server once it answers with our password; None when its keeper ends before."""
    server = Server(
        uri=uri(port),
        user="neo4j",
        password=home.password.read_text(),
        database=settings.neo4j_database,
    )
    deadline = time.monotonic() + READY_SECONDS
    while locks.is_held(home.keeper_lock):
        waiting()
        # Before the keeper says so, another program may listen on the port: it gets no password.
        state = home.state()
        if state is not None and state["phase"] == RUNNING and _answers(server, home):
            return server
        if store_was_refused(home):
            raise why_it_stopped(home, port)  # it would end by itself, two minutes from now
        if shutil.disk_usage(home.folder).free < NEARLY_FULL_BYTES:
            raise disk_full(home.folder)
        if time.monotonic() > deadline:
            raise EngineError(
                f"Neo4j did not answer within {READY_SECONDS} s: see {home.console_log}, "
                "then try again."
            )
        time.sleep(POLL_SECONDS)
    return None


def _answers(server: Server, home: EngineHome) -> bool:
    """Whether its database is open."""
    try:
        with (
            GraphDatabase.driver(
                server.uri, auth=(server.user, server.password), telemetry_disabled=True
            ) as driver,
            driver.session(database=server.database) as session,
        ):
            session.begin_transaction().close()
    except AuthError as error:
        raise EngineError(
            f"The password in {home.password} is not the store's: put the right file back, "
            "or choose another --data-dir."
        ) from error
    except (Neo4jError, DriverError):
        return False  # it listens, and its database is still opening
    return True
