"""Reads a file in batches ahead of the writer, and keeps out what is not to be stored."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from io import BufferedReader
from itertools import islice
from os import fstat
from pathlib import Path
from time import perf_counter
from typing import Generic, Protocol, TypeVar

from mutuals.errors import ImportFileError
from mutuals.imports.lines import Earlier, opened_file
from mutuals.imports.models import Duplicate, Offence, Progress, Report


class Line(Protocol):
    """A line to store; its key is the file's own only once."""

    @property
    def line(self) -> int: ...

    @property
    def key(self) -> str: ...


Stored = TypeVar("Stored", bound=Line)
Parser = Callable[[BufferedReader], Iterator[Stored | Offence]]


@dataclass(frozen=True)
class Batch(Generic[Stored]):
    """What is to be stored of some lines; how far the file is read, in lines and bytes."""

    rows: list[Stored]
    lines: int
    bytes_read: int


async def import_file(
    path: Path,
    parse: Parser[Stored],
    write: Callable[[list[Stored]], Awaitable[None]],
    report: Report,
    *,
    batch_lines: int,
    strict: bool,
    progress: Progress,
) -> None:
    """Hand a file's lines to `write`, batch by batch, and note in the report what is kept out.

    The next batch is read in a thread while one is written.

    Raises:
        ImportFileError: the file cannot be read, or, if strict, a line is not to be stored; what
            stands before that line is.
    """
    started = perf_counter()
    with (
        opened_file(path) as file,
        closing(Earlier()) as earlier,
        ThreadPoolExecutor(max_workers=1) as reader,
    ):
        total = fstat(file.fileno()).st_size if file.seekable() else 0
        batches = _batches(file, parse, earlier, report, batch_lines, strict)
        loop = asyncio.get_running_loop()
        upcoming = loop.run_in_executor(reader, next, batches, None)
        while batch := await upcoming:
            upcoming = loop.run_in_executor(reader, next, batches, None)
            if batch.rows:
                await write(batch.rows)
            progress(batch.bytes_read, total, batch.lines)
    report.seconds = round(perf_counter() - started, 3)
    report.per_second = round(report.lines / report.seconds, 1) if report.seconds else 0.0


def _batches(
    file: BufferedReader,
    parse: Parser[Stored],
    earlier: Earlier,
    report: Report,
    batch_lines: int,
    strict: bool,
) -> Iterator[Batch[Stored]]:
    lines = parse(file)
    while read := list(islice(lines, batch_lines)):
        offences = [item for item in read if isinstance(item, Offence)]
        rows = [item for item in read if not isinstance(item, Offence)]
        repeated = earlier.add([(row.key, row.line) for row in rows])
        if repeated:
            rows = [row for row in rows if row.line not in repeated]
            offences += [Duplicate(line=line) for line in repeated]
            offences.sort(key=lambda offence: offence.line)
        if strict and offences:
            first = offences[0]
            rows = [row for row in rows if row.line < first.line]
            yield Batch(rows, report.lines + len(rows), _position(file))
            raise ImportFileError(
                f"{file.name}, line {first.line}: {first.reason}; mend it and run this again, "
                "or leave --strict out to pass over such lines."
            )
        report.lines += len(read)
        for offence in offences:
            report.note(offence)
        yield Batch(rows, report.lines, _position(file))


def _position(file: BufferedReader) -> int:
    return file.tell() if file.seekable() else 0
