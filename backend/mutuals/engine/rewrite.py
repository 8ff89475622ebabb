"""Rewrites the embedded store, so that no byte is left of what was deleted in it.

Neo4j marks as free what is deleted: its bytes stay in the store, its indexes and its transaction
logs until something else happens to be written there. A new store has only ever had what is there
now. So a second engine is started on an empty store, the graph is copied into it over Bolt and
compared, and the new store takes the place of the old one, which is deleted with the engine's logs.

A stop at any moment loses nothing: the next start finds one of the two stores whole, and begins
again where the traces may be there still.
"""

import logging
import shutil
import time
from contextlib import ExitStack
from dataclasses import dataclass

from neo4j.exceptions import DriverError, Neo4jError

from mutuals.engine import locks
from mutuals.engine.beside import store_beside, take_place
from mutuals.engine.copying import copy_graph
from mutuals.engine.failures import NEEDED_BYTES, disk_full, folder_problems_named
from mutuals.engine.home import EngineHome
from mutuals.engine.lifecycle import (
    Progress,
    attached,
    halt,
    home_of,
    launch,
    put_back,
    silent,
    stop,
)
from mutuals.errors import EngineError
from mutuals.settings import Settings

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Rewritten:
    """What was rewritten: nodes and relationships together, and the store's bytes."""

    copied: int
    bytes_before: int
    bytes_after: int
    seconds: float


def rewrite(settings: Settings, progress: Progress = silent) -> Rewritten:
    """Rewrite the store of the data folder, also while others use its engine.

    They find no Neo4j meanwhile, and afterwards the same port.

    Raises:
        EngineError: it cannot be done; the store is as before.
    """
    home = home_of(settings)

    def waiting() -> None:
        progress("Waiting for Neo4j", 0, 0)

    with ExitStack() as stack:
        with folder_problems_named(home.folder, "--data-dir"):
            if not home.run.exists():
                raise EngineError(f"There is no store in {home.folder}: check --data-dir.")
            stack.enter_context(locks.held(home.leases, shared=True, waiting=waiting))
            stack.enter_context(locks.held(home.start_lock, waiting=waiting))
            put_back(home)
        ran = home.state() if locks.is_held(home.keeper_lock) else None
        stays = home.stay.exists()
        halt(home)
        try:
            return _rewritten(settings, home, progress)
        finally:
            if ran is not None:
                launch(settings.model_copy(update={"engine_port": ran["port"]}), home, progress)
                if stays:
                    home.stay.touch()


def rewrite_if_due(settings: Settings, home: EngineHome, progress: Progress) -> None:
    """Before an engine is started: rewrite its store where members were erased since the last time.

    For who holds the start lock and a lease. A failure is logged, and the store stays as it is:
    the next start tries again.
    """
    put_back(home)
    if not home.traces.exists() or not home.store.exists():
        return
    try:
        _rewritten(settings, home, progress)
    except EngineError as error:
        log.warning(
            "The store still holds traces of members who were erased: %s Or rewrite it with "
            "`mutuals engine rewrite`.",
            error,
        )


def _rewritten(settings: Settings, home: EngineHome, progress: Progress) -> Rewritten:
    """Rewrite a store on which no engine runs."""
    began = time.monotonic()
    before = _size(home)
    if shutil.disk_usage(home.folder).free < before + NEEDED_BYTES:
        raise disk_full(home.folder, before + NEEDED_BYTES)
    with store_beside(settings) as beside:
        copied = _copy(settings, home, beside, progress)
        take_place(home, home_of(beside))
    with folder_problems_named(home.folder, "--data-dir"):
        if home.store_before.exists():  # what could not be deleted is named
            shutil.rmtree(home.store_before)
        for log_file in home.logs.iterdir():
            log_file.unlink()
        home.traces.unlink(missing_ok=True)
    return Rewritten(copied, before, _size(home), time.monotonic() - began)


def _copy(settings: Settings, home: EngineHome, beside: Settings, progress: Progress) -> int:
    """Copy the store into the one beside; no engine runs on either before or afterwards."""

    def counted(done: int, total: int) -> None:
        progress("Rewriting the store", done, total)

    # On a port of its own: who waits for the usual one finds nobody yet, and writes nothing.
    own = settings.model_copy(update={"engine_port": 0})
    try:
        source = launch(own, home, progress)
        with attached(beside, progress) as target:
            return copy_graph(source, target, counted)
    except (Neo4jError, DriverError) as error:
        raise EngineError(
            f"Neo4j failed while its store was rewritten ({error}): try again."
        ) from error
    finally:
        stop(beside)
        halt(home)


def _size(home: EngineHome) -> int:
    return sum(path.stat().st_size for path in home.store.rglob("*") if path.is_file())
