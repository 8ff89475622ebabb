"""Start, share, watch and stop the embedded Neo4j of a data folder."""

import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from mutuals.engine import locks
from mutuals.engine.home import NEO4J_VERSION, EngineHome
from mutuals.engine.java import find_java
from mutuals.errors import EngineError
from mutuals.graph.driver import Server
from mutuals.settings import Settings

MAIN_CLASS = "org.neo4j.server.Neo4jCommunity"
JVM_FLAGS = [
    "-Xss4m",
    "-XX:+ExitOnOutOfMemoryError",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "-Dfile.encoding=UTF-8",
]
READY_SECONDS = 180  # a store to recover takes its time; a server that dies is noticed at once
STOP_SECONDS = 90
POLL_SECONDS = 0.1
NEEDED_BYTES = 100 * 2**20
PORT_ATTEMPTS = 3

Progress = Callable[[str, int, int], None]
"""Called with what is being done, and how much of how much; 0 of 0 where nothing can be counted."""


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
    home = _home(settings)
    with _folder_problems_named(home.folder):
        home.folder.mkdir(parents=True, exist_ok=True)
        lease = locks.held(home.leases, shared=True)
    with lease:
        with locks.held(home.start_lock):
            server = _running(settings, home, progress) or _start(settings, home, progress)
        yield server


def start(settings: Settings, progress: Progress = silent) -> EngineStatus:
    """Start the engine, or find it running, and have it stay until stop()."""
    with attached(settings, progress):
        home = _home(settings)
        home.stay.touch()
        found = status(settings)
    if found is None:
        raise EngineError(f"Neo4j stopped while it was being started: see {home.console_log}.")
    return found


def stop(settings: Settings) -> bool:
    """Stop the engine of the data folder; False where none runs."""
    home = _home(settings)
    if not home.folder.exists():
        return False
    with locks.held(home.start_lock):
        home.stay.unlink(missing_ok=True)
        if not locks.is_held(home.keeper_lock):
            return _end_orphan(home)
        with suppress(ProcessLookupError):
            os.kill(_state(home)["keeper_pid"], 15)
        deadline = time.monotonic() + STOP_SECONDS
        while locks.is_held(home.keeper_lock):
            if time.monotonic() > deadline:
                raise EngineError(
                    f"Neo4j did not stop within {STOP_SECONDS} s: see {home.console_log}."
                )
            time.sleep(POLL_SECONDS)
    return True


def status(settings: Settings) -> EngineStatus | None:
    """The engine that runs on the data folder, if one does."""
    home = _home(settings)
    if not home.folder.exists() or not locks.is_held(home.keeper_lock) or not home.state.exists():
        return None
    state = _state(home)
    return EngineStatus(
        uri=_uri(state["port"]),
        neo4j_pid=state["neo4j_pid"],
        version=NEO4J_VERSION,
        data_dir=settings.data_dir,
        stays=home.stay.exists(),
    )


def _home(settings: Settings) -> EngineHome:
    return EngineHome(settings.data_dir.absolute() / "engine")


def _uri(port: int) -> str:
    return f"bolt://127.0.0.1:{port}"


def _state(home: EngineHome) -> dict[str, int]:
    state: dict[str, int] = json.loads(home.state.read_text())
    return state


def _running(settings: Settings, home: EngineHome, progress: Progress) -> Server | None:
    """The engine that already runs, once it answers; None where there is none."""
    if not locks.is_held(home.keeper_lock):
        _end_orphan(home)
        return None
    deadline = time.monotonic() + POLL_SECONDS * 50
    while not home.state.exists():
        if time.monotonic() > deadline:
            return None
        time.sleep(POLL_SECONDS)
    port = _state(home)["port"]
    if settings.engine_port not in (0, port):
        raise EngineError(
            f"The engine of {settings.data_dir} already runs on port {port}: "
            "`mutuals engine stop` first, or leave the port as it is."
        )
    return _when_ready(settings, home, port, progress)


def _start(settings: Settings, home: EngineHome, progress: Progress) -> Server:
    java = find_java(settings.java_home)
    try:
        from mutuals.engine.jars import classpath
    except ImportError as error:
        raise EngineError(
            "The embedded Neo4j needs its extra: `pip install 'mutuals[embedded]'`, "
            "or point MUTUALS_NEO4J_URI at a server."
        ) from error
    jars = classpath(
        settings.cache_dir, lambda done, total: progress("Downloading Neo4j", done, total)
    )
    with _folder_problems_named(home.folder):
        _refuse_newer_store(home)
        free = shutil.disk_usage(home.folder).free
        if free < NEEDED_BYTES:
            raise _disk_full(home.folder)
        _make_password(home)
        for attempt in range(1, PORT_ATTEMPTS + 1):
            port = settings.engine_port or _free_port()
            _configure(settings, home, port)
            _spawn_keeper(settings, home, java, jars, port)
            try:
                return _when_ready(settings, home, port, progress)
            except _PortTakenError:
                # Somebody took the free port between our look and Neo4j's.
                if settings.engine_port or attempt == PORT_ATTEMPTS:
                    raise
    raise AssertionError("unreachable")


class _PortTakenError(EngineError):
    """The port was in use when Neo4j wanted it."""


def _refuse_newer_store(home: EngineHome) -> None:
    if home.version.exists():
        written = home.version.read_text().strip()
        if _release(written) > _release(NEO4J_VERSION):
            raise EngineError(
                f"The store in {home.folder} was written by Neo4j {written}, newer than the "
                f"{NEO4J_VERSION} of this Mutuals: upgrade Mutuals, or choose another --data-dir."
            )


def _release(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]


def _make_password(home: EngineHome) -> None:
    if not home.password.exists():
        descriptor = os.open(home.password, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(32))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _configure(settings: Settings, home: EngineHome, port: int) -> None:
    home.config.mkdir(exist_ok=True)
    home.logs.mkdir(exist_ok=True)
    lines = {
        "server.directories.data": home.store,
        "server.directories.logs": home.logs,
        "server.directories.import": home.folder / "import",
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.bolt.advertised_address": f"127.0.0.1:{port}",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "server.memory.pagecache.size": settings.engine_page_cache,
        "server.memory.heap.max_size": settings.engine_heap,
        "dbms.security.auth_enabled": "true",
        "dbms.security.allow_csv_import_from_file_urls": "false",
        "internal.dbms.cypher_ip_blocklist": "0.0.0.0/0,::/0",
        "dbms.usage_report.enabled": "false",
        "dbms.fleet_manager.enabled": "false",
        "server.fleet_discovery.enabled": "false",
        "db.transaction.timeout": "30s",
        "db.lock.acquisition.timeout": "5s",
        "db.memory.transaction.max": "256m",
        "db.tx_log.rotation.retention_policy": "1 days 256M",
    }
    text = "".join(f"{name}={value}\n" for name, value in lines.items())
    (home.config / "neo4j.conf").write_text(text)


def _spawn_keeper(
    settings: Settings, home: EngineHome, java: Path, jars: list[Path], port: int
) -> None:
    command = [
        str(java),
        f"-Xmx{settings.engine_heap}",
        *JVM_FLAGS,
        "-cp",
        os.pathsep.join(map(str, jars)),
        MAIN_CLASS,
        f"--home-dir={home.folder}",
        f"--config-dir={home.config}",
    ]
    home.state.unlink(missing_ok=True)
    subprocess.run(
        [sys.executable, "-m", "mutuals.engine.keeper", str(home.folder), str(port), *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        cwd=home.folder,
        check=True,
    )
    deadline = time.monotonic() + 30
    while not home.state.exists():
        if time.monotonic() > deadline:
            raise EngineError(f"The engine's keeper did not start in {home.folder}: try again.")
        time.sleep(0.02)


def _when_ready(settings: Settings, home: EngineHome, port: int, progress: Progress) -> Server:
    """Wait until Neo4j answers with our password, setting it on a new store."""
    password = home.password.read_text()
    server = Server(
        uri=_uri(port), user="neo4j", password=password, database=settings.neo4j_database
    )
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        progress("Starting Neo4j", 0, 0)
        if not locks.is_held(home.keeper_lock):
            raise _why_it_stopped(settings, home)
        if _listens(port):
            try:
                with GraphDatabase.driver(server.uri, auth=(server.user, password)) as driver:
                    driver.execute_query("RETURN 1", database_=server.database)
            except AuthError:
                _set_password(server)
            except (Neo4jError, DriverError):
                pass  # it listens, and its database is still opening
            else:
                home.version.write_text(NEO4J_VERSION)
                return server
        time.sleep(POLL_SECONDS)
    raise EngineError(
        f"Neo4j did not answer within {READY_SECONDS} s: see {home.console_log}, then try again."
    )


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _set_password(server: Server) -> None:
    """Replace a new store's first password, with which nothing but this can be done."""
    try:
        with GraphDatabase.driver(server.uri, auth=(server.user, "neo4j")) as driver:
            driver.execute_query(
                "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password",
                password=server.password,
                database_="system",
            )
    except AuthError as error:
        raise EngineError(
            "The engine's password file does not fit its store: put the right file back, "
            "or choose another --data-dir."
        ) from error
    except (Neo4jError, DriverError):
        pass  # the system database is still opening; the next round tries again


def _why_it_stopped(settings: Settings, home: EngineHome) -> EngineError:
    log = home.console_log.read_text(errors="replace") if home.console_log.exists() else ""
    if "Address already in use" in log or "BindException" in log:
        port = settings.engine_port
        return _PortTakenError(
            f"Port {port} on 127.0.0.1 is in use: free it, or choose another with --port "
            "or MUTUALS_ENGINE_PORT (0 takes a free one)."
        )
    if "No space left on device" in log:
        return _disk_full(home.folder)
    if "UnsupportedClassVersionError" in log:
        return EngineError("This Java is too old for Neo4j: set MUTUALS_JAVA_HOME to a newer one.")
    if "Could not reserve enough space" in log or "insufficient memory" in log:
        return EngineError(
            "There is not enough memory for Neo4j: lower MUTUALS_ENGINE_HEAP or free some memory."
        )
    if "FileLockException" in log or "has been locked by another process" in log:
        return EngineError(
            f"Another Neo4j holds the store in {home.folder}: stop it, and start again."
        )
    if re.search(r"StoreUpgrade|newer version|UnableToMigrate|UnknownFormat", log):
        return EngineError(
            f"The store in {home.folder} was written by another Neo4j than {NEO4J_VERSION}: "
            "upgrade Mutuals, or choose another --data-dir."
        )
    return EngineError(f"Neo4j stopped while starting: {home.console_log} says why.")


def _disk_full(folder: Path) -> EngineError:
    return EngineError(
        f"The disk of {folder} is full: free at least {NEEDED_BYTES // 2**20} MB, or choose "
        "another --data-dir, and start again."
    )


@contextmanager
def _folder_problems_named(folder: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        raise EngineError(
            f"{folder} cannot be written: change its rights, or choose another --data-dir."
        ) from error
    except OSError as error:
        if error.errno not in (28, 122):  # ENOSPC, EDQUOT
            raise
        raise _disk_full(folder) from error


def _end_orphan(home: EngineHome) -> bool:
    """End a Neo4j that outlived a killed keeper; True where there was one."""
    if not home.state.exists():
        return False
    import psutil

    with suppress(psutil.NoSuchProcess):
        process = psutil.Process(_state(home)["neo4j_pid"])
        # A pid may have been given to another program since.
        if f"--home-dir={home.folder}" in process.cmdline():
            process.kill()
            process.wait(STOP_SECONDS)
            home.state.unlink(missing_ok=True)
            return True
    return False
