"""An answer that comes row by row, as JSON that is complete whenever it ends, or as CSV."""

import asyncio
import csv
import io
import json
import re
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

from mutuals.adhoc.gate import Passed
from mutuals.adhoc.models import Stopped
from mutuals.adhoc.values import shown
from mutuals.errors import MutualsError

MOST_ROWS = 10_000
MOST_BYTES = 10_000_000
"""Of the rows, as JSON."""


class Answer:
    """Rows as they come: one task takes them in, another gives them out at its client's pace."""

    def __init__(self, through: Passed, on_close: Callable[[], None]) -> None:
        self._strings = through.strings
        self._on_close = on_close
        self._first = asyncio.get_running_loop().create_future()
        self._rows: asyncio.Queue[list[Any] | None] = asyncio.Queue()
        self._bytes = 0
        self._began = time.monotonic()
        self.columns: list[str] = []
        self.count = 0
        self.stopped: Stopped | None = None
        self.why: str | None = None
        self.seconds = 0.0

    def begin(self, columns: list[str]) -> None:
        """Now the columns are known. One without a name of its own is called by its text."""
        self.columns = [self._as_written(column) for column in columns]

    def take(self, values: list[Any]) -> bool:
        """Take a row in, and say whether one more may come."""
        if self.count == MOST_ROWS:
            self.stopped, self.why = "rows", f"There are more than {MOST_ROWS} rows: use LIMIT."
            return False
        row = [shown(value) for value in values]
        self._bytes += len(json.dumps(row, ensure_ascii=False).encode())
        if self._bytes > MOST_BYTES:
            self.stopped = "bytes"
            self.why = f"There are more than {MOST_BYTES // 1_000_000} MB: return less of each."
            return False
        self.count += 1
        self._rows.put_nowait(row)
        self._started()
        return True

    def end(self, error: MutualsError | None) -> None:
        """No row comes any more. An error after the first row stops the answer where it is."""
        self.seconds = round(time.monotonic() - self._began, 3)
        if error is not None and not self._first.done():
            self.stopped = "error"
            self._first.set_exception(error)
            self._first.exception()  # seen, should nobody wait for it
        elif error is not None:
            self.stopped, self.why = "error", str(error)
        else:
            self._started()
        self._rows.put_nowait(None)

    async def started(self) -> None:
        """Wait for the first row or the end; raise what ended it before there was one."""
        await asyncio.shield(self._first)

    def close(self) -> None:
        """Its reader is done with it."""
        self._on_close()

    async def rows(self) -> AsyncIterator[list[Any]]:
        """Every row, as JSON's values."""
        while (row := await self._rows.get()) is not None:
            yield row

    async def as_json(self) -> AsyncIterator[bytes]:
        """The document of models.Table, written piece by piece."""
        try:
            yield b'{"columns": ' + _json(self.columns) + b', "rows": ['
            separator = b""
            async for row in self.rows():
                yield separator + _json(row)
                separator = b",\n"
            summary = {"rows": self.count, "seconds": self.seconds, "stopped": self.stopped}
            yield b'], "truncated": ' + _json(self.stopped is not None)
            yield b', "summary": ' + _json(summary | {"why": self.why}) + b"}"
        finally:
            self.close()

    async def as_csv(self) -> str:
        """All of it, with a line of the columns."""
        try:
            text = io.StringIO()
            lines = csv.writer(text)
            lines.writerow([cell(column) for column in self.columns])
            async for row in self.rows():
                lines.writerow([cell(value) for value in row])
            return text.getvalue()
        finally:
            self.close()

    def _started(self) -> None:
        if not self._first.done():
            self._first.set_result(None)

    def _as_written(self, column: str) -> str:
        return re.sub(
            r"\$(_\d+)\b", lambda found: repr(self._strings.get(found[1], found[0])), column
        )


def cell(value: Any) -> Any:
    """A value in CSV: lists and maps as JSON; text that a spreadsheet would run is quoted."""
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        return f"'{value}"
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
