"""Reads members from a CSV file: a header, then a member a line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader

from mutuals.errors import ImportFileError
from mutuals.imports.lines import (
    MalformedLineError,
    delimiter_of,
    numbered_lines,
    shortened,
    split_line,
)
from mutuals.imports.models import Offence
from mutuals.members.names import ID_PATTERN

COLUMNS = [
    "id",
    "name",
    "headline",
    "company",
    "title",
    "school",
    "skills",
    "industry",
    "location",
]
LONGEST = dict.fromkeys(COLUMNS, 200) | {"headline": 300}
"""How many characters a cell may have; of skills, each."""

MOST_SKILLS = 200

_is_id = re.compile(ID_PATTERN).fullmatch
_control_character = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]").search


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member; of the columns that the file has, `cells` has the text, "" where empty."""

    line: int
    id: str
    cells: dict[str, str]
    skills: list[str]

    @property
    def key(self) -> str:
        return self.id


def read_members(file: BufferedReader) -> Iterator[MemberLine | Offence]:
    """Every line that holds a member, in order; comments (#) may stand above the header.

    Raises:
        ImportFileError: the header is missing, or its columns are not those of members.
    """
    columns: list[str] = []
    delimiter = ","
    for number, text in numbered_lines(file):
        try:
            if isinstance(text, MalformedLineError):
                raise text
            if not columns:
                if not text.startswith("#"):
                    delimiter = delimiter_of(text) or ","
                    columns = _header(text, delimiter)
                continue
            yield _member(number, split_line(text, delimiter), columns)
        except MalformedLineError as error:
            if not columns:
                raise ImportFileError(f"The header, line {number}, {error}: mend it.") from error
            yield Offence(line=number, reason=str(error))


def _header(text: str, delimiter: str) -> list[str]:
    fields = split_line(text, delimiter)
    columns = [field.casefold() for field in fields]
    known = ", ".join(COLUMNS)
    if "id" not in columns:
        raise ImportFileError(f"The header has no column id: it is needed, and may have {known}.")
    unknown = [field for field in fields if field.casefold() not in COLUMNS]
    if unknown:
        raise ImportFileError(
            f"The header names {', '.join(map(shortened, unknown))}, which no member has: "
            f"the columns are {known}."
        )
    if len({*columns}) < len(columns):
        raise ImportFileError("The header names a column twice: keep one of them.")
    if "title" in columns and "company" not in columns:
        raise ImportFileError("The header has title without company: add the column company.")
    return columns


def _member(number: int, fields: list[str], columns: list[str]) -> MemberLine:
    if len(fields) != len(columns):
        raise MalformedLineError(
            f"has {len(fields)} field{'' if len(fields) == 1 else 's'}, not {len(columns)}"
        )
    cells = dict(zip(columns, fields, strict=True))
    if not _is_id(cells["id"]):
        raise MalformedLineError(f"{shortened(cells['id'])} is not a member id")
    skills = [
        skill for part in re.split("[;|]", cells.get("skills", "")) if (skill := part.strip())
    ]
    if len(skills) > MOST_SKILLS:
        raise MalformedLineError(f"has {len(skills)} skills, more than {MOST_SKILLS}")
    for column, cell in cells.items():
        if _control_character(cell):
            raise MalformedLineError(f"{column} has a control character")
        longest = max(map(len, skills), default=0) if column == "skills" else len(cell)
        if longest > LONGEST[column]:
            raise MalformedLineError(f"{column} is longer than {LONGEST[column]} characters")
        cells[column] = " ".join(cell.split())
    if cells.get("title") and not cells["company"]:
        raise MalformedLineError("has a title without a company")
    return MemberLine(number, cells["id"], cells, [" ".join(skill.split()) for skill in skills])
