"""The process between Mutuals and its Neo4j: it ends the server when nobody uses it any more.

    python -m mutuals.engine.keeper ENGINE_FOLDER PORT JAVA ARGUMENT...

A command that is killed cannot stop the engine it started, so a keeper does: it is Neo4j's parent,
watches the lease file (the kernel drops a dead process's lease) and stops Neo4j after the last
lease, unless the `stay` file says otherwise. A Neo4j that dies under its users is started again.
When the keeper itself is killed, the kernel ends Neo4j with it (Linux); elsewhere the next start
does.
"""

import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from mutuals.engine import locks
from mutuals.engine.home import EngineHome

POLL_SECONDS = 0.25
SHUTDOWN_SECONDS = 60
LIVED_SECONDS = 20  # a server that dies younger than this did not start, and is not started again
PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """In the child, before exec: have Linux kill it when the keeper dies."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def start_neo4j(home: EngineHome, port: int, command: list[str]) -> "subprocess.Popen[bytes]":
    with home.console_log.open("wb") as log:
        neo4j = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=home.folder,
            preexec_fn=die_with_parent if sys.platform == "linux" else None,
        )
    written = home.state.with_suffix(".new")
    written.write_text(
        json.dumps({"keeper_pid": os.getpid(), "neo4j_pid": neo4j.pid, "port": port})
    )
    written.replace(home.state)
    return neo4j


def keep(home: EngineHome, port: int, command: list[str]) -> int:
    """Run Neo4j until its last user is gone or a SIGTERM comes; returns the exit status."""
    lock = locks.take(home.keeper_lock, wait=False)
    if lock is None:
        return 1
    stop_asked = False

    def ask_stop(_signal: int, _frame: object) -> None:
        nonlocal stop_asked
        stop_asked = True

    signal.signal(signal.SIGTERM, ask_stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    neo4j = start_neo4j(home, port, command)
    started = time.monotonic()
    while not stop_asked:
        time.sleep(POLL_SECONDS)
        if neo4j.poll() is not None:
            if time.monotonic() - started < LIVED_SECONDS:
                return 1
            neo4j = start_neo4j(home, port, command)
            started = time.monotonic()
        # Held until this process ends: whoever comes now waits, then starts a new engine.
        if not home.stay.exists() and locks.take(home.leases, wait=False) is not None:
            break
    neo4j.terminate()
    try:
        neo4j.wait(SHUTDOWN_SECONDS)
    except subprocess.TimeoutExpired:
        neo4j.kill()
        neo4j.wait()
    home.state.unlink(missing_ok=True)
    return 0


if __name__ == "__main__":
    # Nobody's child: the process that starts the engine neither waits for it nor reaps it.
    if os.fork():
        os._exit(0)
    sys.exit(keep(EngineHome(Path(sys.argv[1])), int(sys.argv[2]), sys.argv[3:]))
