"""The process between Mutuals and its Neo4j: it ends the server when nobody uses it any more.

    python -m mutuals.engine.keeper ENGINE_FOLDER ARCHIVE PORT JAVA ARGUMENT...

A command that is killed cannot stop the engine it started, so a keeper does: it is Neo4j's parent,
watches the lease file (the kernel drops a dead process's lease) and stops Neo4j after the last
lease, unless the `stay` file says otherwise. A Neo4j that dies under its users is started again.
When the keeper itself is killed, the kernel ends Neo4j with it (Linux); elsewhere the next start
does. With its engine gone and its locks free, it makes the class archive for the starts to come.

What it prints before it lets go of stdout is why it could not start Neo4j.
"""

import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from mutuals.engine import locks
from mutuals.engine.archive import make_archive
from mutuals.engine.home import RUNNING, STARTING, STOPPING, EngineHome, State, write_whole

POLL_SECONDS = 0.1
SHUTDOWN_SECONDS = 60
STARTED = " Started."  # Neo4j prints it once it takes connections
PR_SET_PDEATHSIG = 1
LOWEST_PRIORITY = 19


class Keeper:
    """Keeps one Neo4j on one folder and port."""

    def __init__(self, home: EngineHome, folder: Path, port: int, command: list[str]) -> None:
        self.home = home
        self.folder = folder
        self.port = port
        self.command = command
        self.phase = STARTING
        self.stop_asked = False

    def keep(self) -> int:
        """Run Neo4j until its last user is gone or a SIGTERM comes; returns the exit status."""
        signal.signal(signal.SIGTERM, self.ask_stop)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        # At most a glance of `status` is waited for: whoever starts us saw that nobody holds them.
        with ExitStack() as held:
            held.enter_context(locks.held(self.home.keeper_lock))
            inherited = held.enter_context(locks.held(self.home.neo4j_lock))
            neo4j = self.start(inherited)
            let_go_of_output()
            while not self.stop_asked and self.is_wanted(held):
                time.sleep(POLL_SECONDS)
                if self.phase == STARTING and STARTED in self.printed():
                    self.write_state(neo4j, RUNNING)
                if neo4j.poll() is not None:
                    if self.phase == STARTING:
                        self.home.state_file.unlink(missing_ok=True)
                        return 1
                    neo4j = self.start(inherited)
            self.stop(neo4j)
        return 0

    def ask_stop(self, _signal: int, _frame: object) -> None:
        self.stop_asked = True

    def is_wanted(self, held: ExitStack) -> bool:
        """Whether somebody uses the engine, or it shall stay.

        Where not, the leases are locked: whoever comes now waits, then starts a new engine.
        """
        try:
            if self.home.stay.exists() or (lock := locks.take(self.home.leases)) is None:
                return True
        except FileNotFoundError:  # the data folder was deleted
            return False
        held.callback(os.close, lock)
        return False

    def start(self, inherited: int) -> "subprocess.Popen[bytes]":
        with self.home.console_log.open("wb") as log:
            neo4j = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                env=java_environment(),
                pass_fds=[inherited],
                preexec_fn=die_with_parent(),
            )
        self.write_state(neo4j, STARTING)
        return neo4j

    def stop(self, neo4j: "subprocess.Popen[bytes]") -> None:
        if self.home.run.exists():
            self.write_state(neo4j, STOPPING)
        neo4j.terminate()
        try:
            neo4j.wait(SHUTDOWN_SECONDS)
        except subprocess.TimeoutExpired:
            neo4j.kill()
            neo4j.wait()
        self.home.state_file.unlink(missing_ok=True)

    def printed(self) -> str:
        return self.home.console_log.read_text(errors="replace")

    def write_state(self, neo4j: "subprocess.Popen[bytes]", phase: str) -> None:
        self.phase = phase
        state = State(keeper_pid=os.getpid(), neo4j_pid=neo4j.pid, port=self.port, phase=phase)
        write_whole(self.home.state_file, json.dumps(state))


def java_environment() -> dict[str, str]:
    """The environment of a Java that is to name folders beyond ASCII."""
    return os.environ | ({"LC_ALL": "C.UTF-8"} if sys.platform == "linux" else {})


def die_with_parent() -> Callable[[], None] | None:
    """What a child does before exec, to have Linux kill it when the keeper dies."""
    if sys.platform != "linux":
        return None
    keeper = os.getpid()
    prctl = ctypes.CDLL(None).prctl

    def before_exec() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != keeper:  # it died before the line above
            os._exit(1)

    return before_exec


def let_go_of_output() -> None:
    """Close stdout and stderr, which tells the waiting starter that Neo4j runs."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    os.close(nothing)


def main(arguments: list[str]) -> int:
    # Nobody's child: the process that starts the engine neither waits for it nor reaps it.
    if os.fork():
        os._exit(0)
    home = EngineHome(Path(arguments[0]))
    archive, port, command = Path(arguments[1]), int(arguments[2]), arguments[3:]
    os.chdir(archive.parent)
    try:
        status = Keeper(home, archive.parent, port, command).keep()
    except OSError as error:
        sys.stdout.write(str(error))
        return 1
    if status == 0:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.nice(LOWEST_PRIORITY)
        class_path = command[command.index("-cp") + 1]
        make_archive(archive, command[0], class_path, die_with_parent())
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
