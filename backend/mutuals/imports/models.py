"""What an import answers: how many lines did what, and which lines were passed over."""

from collections.abc import Callable

from pydantic import BaseModel, Field

NAMED_LINES = 20
"""How many lines of each kind a report names; the counts are of all."""


class Offence(BaseModel):
    """A line that is not stored, and why."""

    line: int = Field(description="Number of the line in the file, from 1.")
    reason: str


class Duplicate(Offence):
    """A line that repeats an earlier one of its file."""

    reason: str = "repeats an earlier line"


class SelfJoin(Offence):
    """A line that connects a member to themselves."""

    reason: str = "connects a member to themselves"


class Lines(BaseModel):
    """Lines of one kind: how many, and the numbers of the first 20."""

    count: int = 0
    lines: list[int] = []

    def add(self, offence: Offence) -> None:
        self.count += 1
        if len(self.lines) < NAMED_LINES:
            self.lines.append(offence.line)


class MalformedLines(BaseModel):
    """Lines that cannot be understood: how many, and what is wrong with the first 20."""

    count: int = 0
    lines: list[Offence] = []

    def add(self, offence: Offence) -> None:
        self.count += 1
        if len(self.lines) < NAMED_LINES:
            self.lines.append(offence)


class Report(BaseModel):
    """What every import counts. Blank lines, comments and the header are no lines here."""

    file: str
    lines: int = 0
    created: int = 0
    unchanged: int = 0
    duplicates: Lines = Field(default_factory=Lines, description="Lines that repeat an earlier.")
    malformed: MalformedLines = Field(default_factory=MalformedLines)
    seconds: float = 0.0
    per_second: float = Field(0.0, description="Lines a second.")

    def note(self, offence: Offence) -> None:
        """Count a line that is not stored."""
        (self.duplicates if isinstance(offence, Duplicate) else self.malformed).add(offence)


class ConnectionsReport(Report):
    """What became of a file of connections."""

    members_created: int = 0
    self_joins: Lines = Field(
        default_factory=Lines, description="Lines that connect a member to themselves."
    )

    def note(self, offence: Offence) -> None:
        if isinstance(offence, SelfJoin):
            self.self_joins.add(offence)
        else:
            super().note(offence)


class MembersReport(Report):
    """What became of a file of members."""

    updated: int = 0


class OfflineReport(BaseModel):
    """What became of the files that a new store was built from."""

    members: MembersReport | None = None
    connections: ConnectionsReport | None = None
    seconds: float = 0.0


Progress = Callable[[int, int, int], None]
"""Called after each batch: bytes read, bytes in all (0 where unknown, of a pipe), lines done."""
