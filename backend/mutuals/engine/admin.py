"""Runs neo4j-admin's commands, from the engine's own jars, on a store that no engine uses."""

import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mutuals.engine import locks
from mutuals.engine.archive import MODULE_FLAGS
from mutuals.engine.failures import disk_full, folder_problems_named, newer_store
from mutuals.engine.home import STOPPING, EngineHome
from mutuals.engine.keeper import die_with_parent, java_environment
from mutuals.engine.lifecycle import (
    STOP_SECONDS,
    Progress,
    end_orphan,
    find_programs,
    home_of,
    put_back,
    refuse_newer_store,
    silent,
    wait_until,
)
from mutuals.engine.server import JVM_FLAGS, write_settings
from mutuals.errors import EngineError
from mutuals.settings import Settings

# Neo4jAdminCommand, which a shell script runs, only starts this one in a second Java.
MAIN_CLASS = "org.neo4j.cli.AdminTool"
KEPT_LINES = 200

_percentage = re.compile(r"(\d+(?:\.\d+)?)%").findall


@contextmanager
def at_rest(settings: Settings, progress: Progress = silent) -> Iterator["Admin"]:
    """Hold the data folder's store for the length of the block: no engine runs on it, and whoever
    starts one meanwhile waits.

    Raises:
        EngineError: others use the engine, it was started to stay, a newer Neo4j wrote the store,
            or the folder, the Java or the jars cannot be used.
    """
    home = home_of(settings)
    # Before the lock, as the download may take a minute.
    java, folder, jars = find_programs(settings, progress)
    with folder_problems_named(home.folder, "--data-dir"):
        home.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        home.run.mkdir(exist_ok=True)
    with locks.held(home.start_lock, waiting=lambda: progress("Waiting for Neo4j", 0, 0)):
        with folder_problems_named(home.folder, "--data-dir"):
            _wait_for_the_end(settings, home, progress)
            refuse_newer_store(home)
            put_back(home)
        yield Admin(settings, java.program, folder, jars)


@dataclass(frozen=True)
class Admin:
    """neo4j-admin, for whoever holds the store."""

    settings: Settings
    java: Path
    folder: Path
    jars: list[str]

    def run(
        self,
        *arguments: str,
        what: str,
        home: EngineHome | None = None,
        progress: Progress = silent,
    ) -> str:
        """Run one command, such as `database check neo4j`, and return the end of what it printed.

        `what` is the work in a few words, as progress and errors name it: "Checking the store". It
        is done on the data folder's store, or on that of another `home` that nobody uses.

        Raises:
            EngineError: the command failed; the text has its reason.
        """
        home = home or home_of(self.settings)
        with folder_problems_named(home.folder, "--data-dir"):
            home.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_settings(self.settings, home, 0)
        with subprocess.Popen(
            [
                str(self.java),
                f"-Xmx{self.settings.engine_heap}",
                *JVM_FLAGS,
                *MODULE_FLAGS,
                "-cp",
                os.pathsep.join(self.jars),
                MAIN_CLASS,
                *arguments,
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=self.folder,
            env=java_environment()
            | {"NEO4J_HOME": str(home.folder), "NEO4J_CONF": str(home.config)},
            preexec_fn=die_with_parent(),
        ) as process:
            try:
                printed: list[str] = []
                for raw in process.stdout or ():
                    line = raw.decode(errors="replace").strip()
                    if found := _percentage(line):
                        progress(what, int(float(found[-1]) * 10), 1000)
                    elif line:
                        printed = [*printed[-KEPT_LINES:], line]
            except BaseException:
                process.kill()
                raise
        if process.returncode:
            raise _why_it_failed(home, what, printed)
        return "\n".join(printed)


def _wait_for_the_end(settings: Settings, home: EngineHome, progress: Progress) -> None:
    """Wait until an engine that nobody uses any more is gone.

    Raises:
        EngineError: somebody uses it, or it stays.
    """
    deadline = time.monotonic() + STOP_SECONDS
    while locks.is_held(home.keeper_lock):
        if home.stay.exists():
            raise EngineError(
                f"Neo4j runs on {settings.data_dir} until `mutuals engine stop`: run that first, "
                "then try again."
            )
        state = home.state()
        if state is not None and state["phase"] != STOPPING and _is_used(home):
            raise EngineError(
                f"Neo4j of {settings.data_dir} is in use by another command: wait for its end, or "
                "run `mutuals engine stop`, then try again."
            )
        progress("Waiting for Neo4j", 0, 0)
        wait_until(deadline, "The engine's keeper does not stop", home)
    end_orphan(home)


def _is_used(home: EngineHome) -> bool:
    """Whether a process has a lease. Its keeper, who ends, locks them all."""
    if (lock := locks.take(home.leases)) is None:
        return not locks.is_held(home.leases)
    os.close(lock)
    return False


def _why_it_failed(home: EngineHome, what: str, printed: list[str]) -> EngineError:
    text = "\n".join(printed)
    if "No space left on device" in text:
        return disk_full(home.folder)
    if "newer version of neo4j" in text.lower():
        return newer_store(home, "a newer Neo4j")
    if "Active logical log" in text or "recovery is required" in text.lower():
        return EngineError(
            f"{what} failed, as the store in {home.folder} was not closed when it was last used: "
            "run `mutuals engine start` and `mutuals engine stop`, then try again."
        )
    reasons = [line for line in printed if line[0].isalpha() and not line.startswith("at ")]
    reason = reasons[-1].rstrip(".") if reasons else "nothing"
    return EngineError(f"{what} failed on {home.folder}: neo4j-admin says “{reason}”.")
