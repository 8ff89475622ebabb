"""Where the embedded engine keeps what: one folder under the data folder."""

from dataclasses import dataclass
from pathlib import Path

NEO4J_VERSION = "2026.08.1"


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
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def console_log(self) -> Path:
        return self.logs / "console.log"

    @property
    def password(self) -> Path:
        return self.folder / "password"

    @property
    def version(self) -> Path:
        """The newest Neo4j version that ever opened this store."""
        return self.folder / "version"

    @property
    def start_lock(self) -> Path:
        """Held exclusively by the process that is starting or stopping the engine."""
        return self.folder / "run" / "start.lock"

    @property
    def leases(self) -> Path:
        """Locked shared by every process that uses the engine; the kernel ends a lease by itself
        when its process dies. The keeper locks it exclusively to stop."""
        return self.folder / "run" / "leases.lock"

    @property
    def keeper_lock(self) -> Path:
        """Locked exclusively for as long as a keeper lives."""
        return self.folder / "run" / "keeper.lock"

    @property
    def stay(self) -> Path:
        """Present when the engine shall stay up with nobody using it (`mutuals engine start`)."""
        return self.folder / "run" / "stay"

    @property
    def state(self) -> Path:
        """JSON of the running engine: keeper_pid, neo4j_pid, port."""
        return self.folder / "run" / "engine.json"
