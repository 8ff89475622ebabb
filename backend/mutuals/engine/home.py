"""Where the embedded engine keeps what: one folder under the data folder."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

NEO4J_VERSION = "2026.08.1"

DATABASE = "neo4j"
"""The one database that an engine of ours has beside Neo4j's own."""

STARTING = "starting"
RUNNING = "running"
STOPPING = "stopping"


@dataclass(frozen=True)
class EngineHome:
    """Paths inside DATA_DIR/engine; `run` holds what a running engine leaves there."""

    folder: Path

    @property
    def config(self) -> Path:
        return self.folder / "conf"

    @property
    def store(self) -> Path:
        return self.folder / "data"

    @property
    def store_before(self) -> Path:
        """The store that another takes the place of; found alone, the change was cut short."""
        return self.folder / "data.before"

    @property
    def beside(self) -> Path:
        """The data folder of a store that is being made, before it takes the place of this one."""
        return self.folder / "beside"

    @property
    def database(self) -> Path:
        """The graph's own files in the store."""
        return self.store / "databases" / DATABASE

    @property
    def transaction_log(self) -> Path:
        """What was written to the graph last, in order."""
        return self.store / "transactions" / DATABASE

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def console_log(self) -> Path:
        """What Neo4j printed since its last start."""
        return self.logs / "console.log"

    @property
    def debug_log(self) -> Path:
        """What Neo4j noted since its last start, a line of JSON an event."""
        return self.logs / "debug.log"

    @property
    def password(self) -> Path:
        return self.folder / "password"

    @property
    def first_password(self) -> Path:
        """Read by Neo4j when it makes a new store's system database."""
        return self.store / "dbms" / "auth.ini"

    @property
    def version(self) -> Path:
        """The newest Neo4j version that ever opened this store."""
        return self.folder / "version"

    @property
    def traces(self) -> Path:
        """Present while the store may hold bytes of members who were erased."""
        return self.folder / "traces"

    @property
    def run(self) -> Path:
        return self.folder / "run"

    @property
    def start_lock(self) -> Path:
        """Held exclusively by the process that is starting or stopping the engine."""
        return self.run / "start.lock"

    @property
    def leases(self) -> Path:
        """Locked shared by every process that uses the engine; the kernel ends a lease by itself
        when its process dies. The keeper locks it exclusively to stop."""
        return self.run / "leases.lock"

    @property
    def keeper_lock(self) -> Path:
        """Locked exclusively for as long as a keeper lives."""
        return self.run / "keeper.lock"

    @property
    def neo4j_lock(self) -> Path:
        """Locked by the keeper, and inherited by its Neo4j: free once both are gone."""
        return self.run / "neo4j.lock"

    @property
    def stay(self) -> Path:
        """Present when the engine shall stay up with nobody using it (`mutuals engine start`)."""
        return self.run / "stay"

    @property
    def state_file(self) -> Path:
        """JSON of the running engine, a State, written by its keeper."""
        return self.run / "engine.json"

    def state(self) -> "State | None":
        """What the keeper wrote last, if it did; true while the keeper's lock is held."""
        try:
            state: State = json.loads(self.state_file.read_text())
        except FileNotFoundError:
            return None
        return state


class State(TypedDict):
    """A running engine: its processes, its port on 127.0.0.1, and one of the phases above."""

    keeper_pid: int
    neo4j_pid: int
    port: int
    phase: str


def write_whole(path: Path, text: str) -> None:
    """Write a file for its owner's eyes, all of it or nothing, whenever the process is killed."""
    written = path.with_name(path.name + ".new")
    with os.fdopen(os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    written.replace(path)
