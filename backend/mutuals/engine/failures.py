"""What keeps the engine from running, each said in one sentence with the way out."""

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mutuals.engine.home import NEO4J_VERSION, EngineHome
from mutuals.errors import EngineError

NEEDED_BYTES = 100 * 2**20
"""A new store takes 5 MB, and what is written to it needs room as well."""

_STORE_REFUSED = '"message":"Failed to start DatabaseId{'


def port_in_use(port: int) -> EngineError:
    return EngineError(
        f"Port {port} on 127.0.0.1 is in use: free it, or choose another with --port "
        "or MUTUALS_ENGINE_PORT (0 takes a free one)."
    )


def port_was_taken(home: EngineHome) -> bool:
    """Whether Neo4j ended because it did not get its port."""
    return "Address already in use" in _printed(home)


def store_was_refused(home: EngineHome) -> bool:
    """Whether Neo4j could not open a database of its store, and is about to end."""
    return _STORE_REFUSED in _printed(home)


def disk_full(folder: Path, needed: int = NEEDED_BYTES) -> EngineError:
    return EngineError(
        f"The disk of {folder} is full: have at least {-(-needed // 2**20)} MB free there, "
        "or choose another folder with --data-dir or MUTUALS_CACHE_DIR, and start again."
    )


@contextmanager
def folder_problems_named(folder: Path, setting: str) -> Iterator[None]:
    """Say in our words that the folder cannot be used, which the setting names."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise disk_full(folder) from error
        raise EngineError(
            f"{folder} cannot be used ({error.strerror or error}): put that right, "
            f"or choose another folder with {setting}."
        ) from error


def why_it_stopped(home: EngineHome, port: int) -> EngineError:
    """Why Neo4j ended by itself, read from what it printed."""
    if port_was_taken(home):
        return port_in_use(port)
    log = _printed(home)
    if "No space left on device" in log:
        return disk_full(home.folder)
    if re.search(
        r"exceeds physical memory|OutOfMemoryError|heap size|Could not reserve|not a valid size"
        r"|insufficient memory",
        log,
    ):
        return EngineError(
            "Neo4j cannot run with this much memory: set MUTUALS_ENGINE_HEAP and "
            "MUTUALS_ENGINE_PAGE_CACHE to what this machine can give (512m each by default)."
        )
    if "newer version of neo4j" in log.lower():
        return newer_store(home, "a newer Neo4j")
    if "FileLockException" in log or "store_lock" in log:
        return EngineError(
            f"Another Neo4j holds the store in {home.folder}: stop it, and start again."
        )
    return EngineError(
        f"Neo4j cannot start on {home.folder}: console.log and debug.log in {home.logs} say why; "
        "put that right, or choose another --data-dir, and start again."
    )


def newer_store(home: EngineHome, written_by: str) -> EngineError:
    return EngineError(
        f"The store in {home.folder} was written by {written_by}, and this Mutuals has Neo4j "
        f"{NEO4J_VERSION}: upgrade Mutuals, or choose another --data-dir."
    )


def _printed(home: EngineHome) -> str:
    """What Neo4j said of its start."""
    console, debug = (
        log.read_text(errors="replace").splitlines() if log.exists() else []
        for log in (home.console_log, home.debug_log)
    )
    return "\n".join([*console, *(line for line in debug if _STORE_REFUSED in line)])
