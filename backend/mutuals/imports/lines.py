"""Reads a text file line by line in flat memory, and finds how its fields are separated."""

import csv
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import BufferedReader
from pathlib import Path

from mutuals.errors import ImportFileError

MAX_LINE_BYTES = 65_536
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class MalformedLineError(Exception):
    """A line that cannot be understood; its text is the reason."""


@contextmanager
def opened_file(path: Path) -> Iterator[BufferedReader]:
    """Open a file to import.

    Raises:
        ImportFileError: it is missing, a folder, unreadable, or empty.
    """
    with ExitStack() as stack:
        try:
            file = stack.enter_context(path.open("rb"))
            empty = not file.peek(1)
        except FileNotFoundError as error:
            raise ImportFileError(f"{path} does not exist: check the name.") from error
        except IsADirectoryError as error:
            raise ImportFileError(f"{path} is a folder: name one file in it.") from error
        except OSError as error:
            raise _unreadable(path, error) from error
        if empty:
            raise ImportFileError(f"{path} is empty: name a file with lines in it.")
        yield file


def _unreadable(path: str | Path, error: OSError) -> ImportFileError:
    return ImportFileError(f"{path} cannot be read ({error.strerror}): check the file, or copy it.")


def numbered_lines(file: BufferedReader) -> Iterator[tuple[int, str | MalformedLineError]]:
    """Every line that is not blank, with its number from 1, or what is wrong with it.

    Raises:
        ImportFileError: all lines are blank, or the disk fails half way.
    """
    number = 0
    blank = True
    try:
        while raw := file.readline(MAX_LINE_BYTES):
            number += 1
            if raw.isspace():
                continue
            blank = False
            if len(raw) == MAX_LINE_BYTES and not raw.endswith(b"\n"):
                while (rest := file.readline(MAX_LINE_BYTES)) and not rest.endswith(b"\n"):
                    pass
                yield number, MalformedLineError(f"is longer than {MAX_LINE_BYTES} bytes")
                continue
            if number == 1:
                raw = raw.removeprefix(BYTE_ORDER_MARK)
            try:
                text = raw.decode().rstrip("\r\n")
            except UnicodeDecodeError:
                yield number, MalformedLineError("is not UTF-8 text")
                continue
            if text and not text.isspace():
                yield number, text
        if blank:
            raise ImportFileError(f"{file.name} has only blank lines: name a file with data.")
    except OSError as error:
        raise _unreadable(file.name, error) from error


def delimiter_of(text: str) -> str | None:
    """The delimiter of a line: a comma, a semicolon, a tab, or None for whitespace."""
    return next((delimiter for delimiter in ",;\t" if delimiter in text), None)


def split_line(text: str, delimiter: str | None) -> list[str]:
    """The fields of a line, without the space around them.

    Raises:
        MalformedLineError: a quote is not closed.
    """
    if delimiter is None:
        return text.split()
    if '"' not in text:
        return [field.strip() for field in text.split(delimiter)]
    try:
        (fields,) = csv.reader([text], delimiter=delimiter, strict=True, skipinitialspace=True)
    except csv.Error as error:
        raise MalformedLineError("has a quote out of place") from error
    return [field.strip() for field in fields]


def shortened(text: str) -> str:
    """A field as an offence quotes it."""
    return repr(text if len(text) <= 40 else text[:39] + "…")


class Earlier:
    """The keys of a file's earlier lines, kept on disk, so that a huge file is not held."""

    def __init__(self) -> None:
        # The empty name is a temporary file of SQLite's own, which goes away by itself.
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16384;"
            "CREATE TABLE keys (key TEXT PRIMARY KEY, line INTEGER) WITHOUT ROWID; BEGIN"
        )

    def add(self, keys: list[tuple[str, int]]) -> set[int]:
        """Note keys with their lines; returns the lines whose key an earlier line has.

        Raises:
            ImportFileError: the temporary folder is full.
        """
        changes = self._database.total_changes
        try:
            self._database.executemany("INSERT OR IGNORE INTO keys VALUES (?, ?)", keys)
        except sqlite3.OperationalError as error:
            raise ImportFileError(
                f"The temporary folder cannot be written ({error}): free space in it."
            ) from error
        if self._database.total_changes - changes == len(keys):
            return set()
        find = "SELECT line FROM keys WHERE key = ?"
        return {
            line for key, line in keys if self._database.execute(find, (key,)).fetchone()[0] != line
        }

    def close(self) -> None:
        self._database.close()
