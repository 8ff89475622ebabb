"""What an import of a LinkedIn export tells: its progress, and its report."""

from typing import Literal

from pydantic import BaseModel, Field

MOST_NAMED = 1_000
"""So many bad rows a report names; the count is of all."""


class BadRow(BaseModel):
    """A row of which nothing is stored, and why."""

    file: str
    line: int = Field(description="Number of the row's first line in the file, from 1.")
    reason: str


class BadRows(BaseModel):
    """How many rows are not stored, and the first 1,000 of them."""

    count: int = 0
    rows: list[BadRow] = []

    def add(self, row: BadRow) -> None:
        self.count += 1
        if len(self.rows) < MOST_NAMED:
            self.rows.append(row)


class FileRead(BaseModel):
    """A file of the export that was read."""

    file: str = Field(examples=["Connections.csv"])
    rows: int = Field(0, description="Rows, bad ones too; notes and the header are none.")


class People(BaseModel):
    """What became of the people in Connections.csv."""

    created: int = Field(0, description="New to you.")
    updated: int = Field(0, description="Known before, of whom something is new.")
    unchanged: int = 0
    confirmed: int = Field(
        0, description="Now connected to you: members who are known to be who the row says."
    )


class Counted(BaseModel):
    """What moved the strengths of ties, and what did not."""

    messages: int = Field(0, description="Between you and people in Connections.csv.")
    messages_with_others: int = Field(
        0, description="Of drafts, spam, mass mailings, and people who are no connections."
    )
    endorsements: int = Field(0, description="Accepted ones, by or of your connections.")
    endorsements_passed_over: int = Field(
        0, description="Not accepted, or by or of people who are no connections."
    )
    recommendations: int = Field(0, description="Visible ones, by or of your connections.")
    recommendations_passed_over: int = Field(
        0, description="Not visible, or by or of someone whom name and company do not make out."
    )


class Activity(BaseModel):
    """What is counted for you here and stored nowhere."""

    invitations_sent: int = 0
    invitations_received: int = 0
    shares: int = 0
    comments: int = 0
    reactions: int = 0
    events: int = 0
    company_follows: int = 0


class ImportReport(BaseModel):
    """What became of an export. It tells nothing of who is a member beyond your connections."""

    files: list[FileRead] = []
    unused_files: int = Field(0, description="Files that nothing here has a use for.")
    people: People = Field(default_factory=People)
    counted: Counted = Field(default_factory=Counted)
    activity: Activity = Field(default_factory=Activity)
    profile_fields: list[str] = Field(
        default=[],
        description="Fields of your profile that were empty and are now filled.",
        examples=[["headline", "skills"]],
    )
    bad_rows: BadRows = Field(default_factory=BadRows)
    conflicts: BadRows = Field(
        default_factory=BadRows,
        description="Rows whose profile address and email address lead to two people: not stored.",
    )
    notes: list[str] = Field(default=[], description="What else to know, in sentences.")
    seconds: float = 0.0


class ImportProgress(BaseModel):
    """How far an import has come."""

    stage: Literal["reading", "storing"]
    file: str | None = Field(None, description="The file that is being read.")
    rows: int = Field(description="Rows read, or people stored, so far.")
    done: int = Field(description="Bytes read, or people stored, of `total`.")
    total: int


class Forgotten(BaseModel):
    """How many of your unconfirmed members were removed."""

    removed: int
