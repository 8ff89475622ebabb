"""The keys of a graph's nodes, kept on disk, so that a large graph is not held."""

import json
import sqlite3
from collections.abc import Iterable


class Keys:
    """Which nodes there are, and where each is in the database."""

    def __init__(self) -> None:
        # The empty name is a temporary file of SQLite's own, which goes away by itself.
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16384;"
            "CREATE TABLE keys (key TEXT PRIMARY KEY, element TEXT) WITHOUT ROWID; BEGIN"
        )

    def add(self, places: Iterable[tuple[str, str]]) -> None:
        """Note keys, none of which is known, with their places."""
        self._database.executemany("INSERT INTO keys VALUES (?, ?)", places)

    def places(self, keys: Iterable[str]) -> dict[str, str]:
        """Those of the keys that are known, with their places."""
        return dict(
            self._database.execute(
                "SELECT key, element FROM keys WHERE key IN (SELECT value FROM json_each(?))",
                (json.dumps([*keys]),),
            )
        )

    def close(self) -> None:
        self._database.close()
