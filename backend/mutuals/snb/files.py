"""Reads the files of an LDBC SNB Interactive data set into a temporary database of SQLite's own.

A thing's properties, author, place and tags each stand in a file of their own: there they are
joined, on disk, so that a large set is not held.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BufferedReader
from itertools import islice
from pathlib import Path

from mutuals.errors import ImportFileError
from mutuals.imports.lines import MalformedLineError, numbered_lines, opened_file, shortened
from mutuals.imports.models import MalformedLines, Offence

DELIMITER = "|"
LINES_AT_ONCE = 10_000

Cell = Callable[[str], int | str | None]


def number(text: str) -> int:
    """An id, or a year."""
    if not re.fullmatch(r"\d{1,19}", text):
        raise MalformedLineError(f"{shortened(text)} is not a number")
    return int(text)


def moment(text: str) -> int:
    """Milliseconds since 1970, as they stand or from an ISO time."""
    try:
        if text.isdigit():
            # Checked to be a time that Python and Neo4j know.
            datetime.fromtimestamp(int(text) / 1000, UTC)
            return int(text)
        found = datetime.fromisoformat(re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", text))
        return round((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp() * 1000)
    except (ValueError, OverflowError, OSError) as error:
        raise MalformedLineError(f"{shortened(text)} is not a time") from error


def words(text: str) -> str:
    return " ".join(text.split())


def name(text: str) -> str:
    """A name as DBpedia writes it, with underscores."""
    return words(text.replace("_", " "))


FILES: dict[str, dict[str, Cell]] = {
    "place": {"id": number, "name": name},
    "place_isPartOf_place": {"Place.id": number, "Place.id 2": number},
    "organisation": {"id": number, "name": name},
    "tag": {"id": number, "name": name},
    "person": {
        "id": number,
        "firstName": words,
        "lastName": words,
        "creationDate": moment,
        "language": words,
        "email": words,
    },
    "person_speaks_language": {"Person.id": number, "language": words},
    "person_email_emailaddress": {"Person.id": number, "email": words},
    "person_isLocatedIn_place": {"Person.id": number, "Place.id": number},
    "person_hasInterest_tag": {"Person.id": number, "Tag.id": number},
    "person_workAt_organisation": {
        "Person.id": number,
        "Organisation.id": number,
        "workFrom": number,
    },
    "person_studyAt_organisation": {
        "Person.id": number,
        "Organisation.id": number,
        "classYear": number,
    },
    "person_knows_person": {"Person.id": number, "Person.id 2": number, "creationDate": moment},
    "forum": {"id": number, "title": words, "creationDate": moment},
    "forum_hasModerator_person": {"Forum.id": number, "Person.id": number},
    "forum_hasMember_person": {"Forum.id": number, "Person.id": number, "joinDate": moment},
    "post": {"id": number, "imageFile": words, "creationDate": moment, "content": words},
    "post_hasCreator_person": {"Post.id": number, "Person.id": number},
    "post_hasTag_tag": {"Post.id": number, "Tag.id": number},
    "forum_containerOf_post": {"Forum.id": number, "Post.id": number},
    "comment": {"id": number, "creationDate": moment, "content": words},
    "comment_hasCreator_person": {"Comment.id": number, "Person.id": number},
    "comment_replyOf_post": {"Comment.id": number, "Post.id": number},
    "comment_replyOf_comment": {"Comment.id": number, "Comment.id 2": number},
    "person_likes_post": {"Person.id": number, "Post.id": number, "creationDate": moment},
}
"""The columns that are read of each file; one that is there twice is told apart by a number."""

NOT_STORED = ["person_likes_comment", "comment_hasTag_tag", "forum_hasTag_tag"]
NEEDED = "person"
OPTIONAL_COLUMNS = {"language", "email"}
"""Of persons: some data sets have them in files of their own."""


class SnbFiles:
    """A data set, read. Its tables are named as its files, their columns a, b, c, ..."""

    def __init__(self, folder: Path) -> None:
        # The empty name is a temporary file of SQLite's own, which goes away by itself.
        self.database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self.database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;"
        )
        self.malformed: dict[str, MalformedLines] = {}
        self.not_stored: dict[str, int] = {}
        self._folder = folder

    def read(self, progress: Callable[[int, int], None]) -> None:
        """Read all files; tells how many of how many bytes are read.

        Raises:
            ImportFileError: the folder is no SNB data set, or a file of it cannot be read.
        """
        found = {kind: self._paths(kind) for kind in [*FILES, *NOT_STORED]}
        if not found[NEEDED]:
            raise ImportFileError(
                f"{self._folder} has no dynamic/person_0_0.csv: name the folder of an LDBC SNB "
                "Interactive data set, with dynamic and static in it."
            )
        total = sum(path.stat().st_size for paths in found.values() for path in paths)
        done = 0
        for kind, columns in FILES.items():
            names = [chr(ord("a") + place) for place in range(len(columns))]
            self.database.execute(f"CREATE TABLE {kind} ({', '.join(names)})")
            marks = ", ".join("?" * len(names))
            insert = f"INSERT INTO {kind} VALUES ({marks})"  # noqa: S608 - of FILES
            for path in found[kind]:
                with opened_file(path) as file:
                    rows = self._rows(path.name, file, columns)
                    self.database.execute("BEGIN")
                    while batch := list(islice(rows, LINES_AT_ONCE)):
                        self.database.executemany(insert, batch)
                        progress(done + file.tell(), total)
                    self.database.execute("COMMIT")
                done += path.stat().st_size
            self.database.execute(f"CREATE INDEX {kind}_by_a ON {kind} (a)")
        for kind in NOT_STORED:
            lines = 0
            for path in found[kind]:
                with opened_file(path) as file:
                    lines += sum(1 for _ in numbered_lines(file)) - 1
            if lines:
                self.not_stored[kind] = lines

    def count(self, kind: str) -> int:
        """How many rows a table has."""
        select = f"SELECT count(*) FROM {kind}"  # noqa: S608 - of FILES or joins.TABLES
        count: int = self.database.execute(select).fetchone()[0]
        return count

    def _paths(self, kind: str) -> list[Path]:
        folders = [self._folder, self._folder / "social_network"]
        return sorted(
            path
            for folder in folders
            for part in (folder / "static", folder / "dynamic")
            for path in part.glob(f"{kind}_[0-9]*.csv")
        )

    def _rows(
        self, file_name: str, file: BufferedReader, columns: dict[str, Cell]
    ) -> Iterator[list[int | str | None]]:
        places: list[tuple[int | None, Cell]] | None = None
        width = 0
        for line, text in numbered_lines(file):
            try:
                if isinstance(text, MalformedLineError):
                    raise text
                fields = text.split(DELIMITER)
                if places is None:
                    places, width = _places(file_name, fields, columns), len(fields)
                    continue
                if len(fields) != width:
                    raise MalformedLineError(f"has {len(fields)} fields, not {width}")
                yield [None if at is None else read(fields[at]) for at, read in places]
            except MalformedLineError as error:
                malformed = self.malformed.setdefault(file_name, MalformedLines())
                malformed.add(Offence(line=line, reason=str(error)))


def _places(
    file_name: str, header: list[str], columns: dict[str, Cell]
) -> list[tuple[int | None, Cell]]:
    """Where in a line each column stands."""
    seen: dict[str, int] = {}
    at = {}
    for place, column in enumerate(header):
        seen[column] = seen.get(column, 0) + 1
        at[column if seen[column] == 1 else f"{column} {seen[column]}"] = place
    missing = [column for column in columns if column not in at and column not in OPTIONAL_COLUMNS]
    if missing:
        raise ImportFileError(
            f"{file_name} has no column {missing[0]}: use the CSV that the SNB Interactive data "
            "generator writes (CsvBasic or CsvComposite), headers included."
        )
    return [(at.get(column), read) for column, read in columns.items()]
