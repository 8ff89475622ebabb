"""What an export tells of the owner, as the fields of a profile."""

from collections import Counter
from typing import Any

from pydantic import TypeAdapter, ValidationError

from mutuals.linkedin import dates
from mutuals.linkedin.archive import Kind
from mutuals.linkedin.models import BadRow
from mutuals.linkedin.tables import TableRow
from mutuals.members.models import (
    About,
    Headline,
    MemberChange,
    Name,
    PositionInput,
    SchoolInput,
)

MOST = {"positions": 100, "schools": 50, "skills": 200, "languages": 50}

_name: TypeAdapter[str] = TypeAdapter(Name)
_headline: TypeAdapter[str] = TypeAdapter(Headline)
_about: TypeAdapter[str] = TypeAdapter(About)


class OwnProfile:
    """Gathers the fields, row by row."""

    def __init__(self) -> None:
        self._fields: dict[str, Any] = {}
        self._rows: Counter[Kind] = Counter()

    @property
    def name(self) -> str | None:
        return self._fields.get("name")

    def add(self, kind: Kind, row: TableRow) -> BadRow | None:
        """Take a row in; what is wrong with it, where nothing of it is taken."""
        self._rows[kind] += 1
        try:
            match kind:
                case Kind.PROFILE:
                    self._add_profile(row)
                case Kind.POSITIONS:
                    started, ended = _period(row, "Started On", "Finished On")
                    self._append(
                        "positions",
                        PositionInput(
                            company=row["Company Name"],
                            title=row["Title"] or None,
                            started_on=started,
                            ended_on=ended,
                        ),
                    )
                case Kind.EDUCATION:
                    started, ended = _period(row, "Start Date", "End Date")
                    self._append(
                        "schools",
                        SchoolInput(
                            school=row["School Name"],
                            degree=row["Degree Name"] or None,
                            started_on=started,
                            ended_on=ended,
                        ),
                    )
                case Kind.SKILLS:
                    self._append("skills", _name.validate_python(row["Name"]))
                case _:
                    self._append("languages", _name.validate_python(row["Name"]))
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            where = "".join(f"{part}: " for part in first["loc"])
            return row.bad(f"{where}{first['msg'].removeprefix('Value error, ')}")
        except ValueError as error:
            return row.bad(str(error))
        return None

    def change(self, empty: set[str]) -> MemberChange | None:
        """What fills those fields of a profile that are empty; None where there is nothing."""
        fields = {name: value for name, value in self._fields.items() if name in empty and value}
        return MemberChange(**fields) if fields else None

    def _add_profile(self, row: TableRow) -> None:
        if self._rows[Kind.PROFILE] > 1:
            raise ValueError("is a second profile: the first is taken")
        found: dict[str, str] = {}
        if name := f"{row['First Name']} {row['Last Name']}".strip():
            found["name"] = _name.validate_python(name)
        if headline := row["Headline"]:
            found["headline"] = _headline.validate_python(headline)
        if about := row["Summary"]:
            found["about"] = _about.validate_python(about)
        if industry := row["Industry"]:
            found["industry"] = _name.validate_python(industry)
        if location := row["Geo Location"]:
            found["location"] = _name.validate_python(location)
        self._fields |= found

    def _append(self, field: str, value: object) -> None:
        values = self._fields.setdefault(field, [])
        if len(values) == MOST[field]:
            raise ValueError(f"is one more than the {MOST[field]} {field} of a profile")
        values.append(value)


def _period(row: TableRow, start: str, end: str) -> tuple[Any, Any]:
    found = []
    for column in (start, end):
        day = dates.month(row[column])
        if row[column] and day is None:
            raise ValueError(f"{column} is no month such as Jan 2015: {row[column][:40]!r}")
        found.append(day)
    return found[0], found[1]
