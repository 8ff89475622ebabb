"""Where a graph is written to and read from, whatever its format."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO, Protocol

from mutuals.errors import ExportFileError, ExtraNeededError, ImportFileError
from mutuals.exports.csv_tables import CsvTable, fits_csv, read_csv_table
from mutuals.exports.folders import FolderWriter, format_of_folder, read_folder
from mutuals.exports.graphml import GraphmlWriter, read_graphml
from mutuals.exports.json_lines import JsonWriter, read_json
from mutuals.exports.models import Columns, Format, Item

STDOUT = Path("-")


class GraphWriter(Protocol):
    """Takes a graph, nodes first."""

    def write(self, items: list[Item]) -> None: ...

    def finish(self) -> None: ...


def check_target(target: Path, format_: Format) -> None:
    """See that an export can begin.

    Raises:
        ExportFileError: the target exists, has no folder to stand in, or is stdout for a format
            that is a folder; or the format's library is missing.
    """
    if target == STDOUT:
        if format_ in {Format.CSV, Format.PARQUET}:
            raise ExportFileError(f"A {format_} export is a folder: name one in place of -.")
        return
    if target.exists() or target.is_symlink():
        raise ExportFileError(f"{target} exists: name a new one, or remove it first.")
    if not target.absolute().parent.is_dir():
        raise ExportFileError(f"{target.parent} is not a folder: make it first.")
    if format_ is Format.PARQUET:
        _with_parquet()


@contextmanager
def opened_target(target: Path, format_: Format, columns: Columns) -> Iterator[GraphWriter]:
    """A writer whose file or folder has its name once all is written, and is gone if it is not."""
    if target == STDOUT:
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
        writer = _text_writer(sys.stdout, format_, columns)
        yield writer
        writer.finish()
        sys.stdout.flush()
        return
    with tempfile.TemporaryDirectory(
        prefix=f".{target.name}.", dir=target.absolute().parent, ignore_cleanup_errors=True
    ) as work:
        partial_ = Path(work) / target.name
        if format_ in {Format.CSV, Format.PARQUET}:
            partial_.mkdir()
            folder = _folder_writer(partial_, format_, columns)
            try:
                yield folder
            except BaseException:
                folder.close()
                raise
            folder.finish()
        else:
            with partial_.open("x", encoding="utf-8", newline="\n") as file:
                writer = _text_writer(file, format_, columns)
                yield writer
                writer.finish()
        shutil.move(partial_, target)


def _text_writer(file: IO[str], format_: Format, columns: Columns) -> GraphWriter:
    return JsonWriter(file) if format_ is Format.JSON else GraphmlWriter(file, columns)


def _folder_writer(folder: Path, format_: Format, columns: Columns) -> FolderWriter:
    if format_ is Format.CSV:
        return FolderWriter(folder, format_, columns, CsvTable, fits_csv)
    from mutuals.exports.parquet_tables import ParquetTable, fits_parquet

    return FolderWriter(folder, format_, columns, ParquetTable, fits_parquet)


def format_of(source: Path) -> Format:
    """The format of what an export wrote.

    Raises:
        ImportFileError: it does not exist, cannot be read, or no export wrote it; or the format's
            library is missing.
    """
    if source.is_dir():
        format_ = format_of_folder(source)
        if format_ is Format.PARQUET:
            _with_parquet()
        return format_
    try:
        with source.open("rb") as file:
            first = file.read(1)
    except FileNotFoundError as error:
        raise ImportFileError(f"{source} does not exist: check the name.") from error
    except OSError as error:
        raise ImportFileError(
            f"{source} cannot be read ({error.strerror}): check the file, or copy it."
        ) from error
    found = {b"{": Format.JSON, b"<": Format.GRAPHML}.get(first)
    if found is None:
        raise ImportFileError(
            f"{source} is not a file that `mutuals export graph` wrote: name one that is, "
            "or the folder of a CSV or Parquet export."
        )
    return found


def reader_of(source: Path, format_: Format) -> Callable[[], Iterator[Item]]:
    """What reads the graph, each time from the start."""
    match format_:
        case Format.JSON:
            return partial(read_json, source)
        case Format.GRAPHML:
            return partial(read_graphml, source)
        case Format.CSV:
            return partial(read_folder, source, read_csv_table)
        case Format.PARQUET:
            from mutuals.exports.parquet_tables import read_parquet_table

            return partial(read_folder, source, read_parquet_table)


def _with_parquet() -> None:
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise ExtraNeededError("Parquet files", "analytics") from error
