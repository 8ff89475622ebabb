"""Reads the files of an export, row by row, into its people, its counts and its report."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta

from mutuals.connections.strength import ENDORSEMENT_WEIGHT
from mutuals.identities.addresses import address_of, email_identity, profile_identity
from mutuals.imports.lines import Earlier
from mutuals.linkedin import dates
from mutuals.linkedin.archive import Export, Kind
from mutuals.linkedin.messages import Messages
from mutuals.linkedin.models import BadRow, FileRead, ImportProgress, ImportReport
from mutuals.linkedin.people import People, Person, seconds
from mutuals.linkedin.profile import OwnProfile
from mutuals.linkedin.tables import Table, TableRow
from mutuals.members.models import plain_text

ROWS_A_STEP = 2_000
LONGEST_TEXT = 200
VISIBLE = {"visible", "accepted"}
"""States of a recommendation that others read."""
AHEAD = timedelta(days=1)
"""Clocks differ; what is further ahead than this has not happened."""

COUNTED = {
    Kind.SHARES: "shares",
    Kind.COMMENTS: "comments",
    Kind.REACTIONS: "reactions",
    Kind.EVENTS: "events",
    Kind.COMPANY_FOLLOWS: "company_follows",
}


class ExportReader:
    """Reads one export. Made for one import."""

    def __init__(self, export: Export, *, most_people: int, now: datetime) -> None:
        self.people = People()
        self.profile = OwnProfile()
        self.report = ImportReport(unused_files=export.unused)
        self.kinds = {file.kind for file in export.files}
        self._export = export
        self._most_people = most_people
        self._now = now
        self._messages = Messages(self.people)
        self._endorsed: set[tuple[str, str, str]] = set()

    def steps(self) -> Iterator[ImportProgress]:
        """Read it all; tells of the progress every 2,000 rows.

        Raises:
            ImportFileError: the ZIP's data are damaged.
        """
        done = rows = lines = 0
        kinds = [file.kind for file in self._export.files]
        with closing(Earlier()) as earlier:
            for file in self._export.files:
                table = Table(file)
                told = FileRead(file=file.name)
                self.report.files.append(told)
                may_repeat = kinds.count(file.kind) > 1
                for row in table:
                    lines += 1
                    rows += row is not None
                    if row is None:
                        pass
                    elif isinstance(row, BadRow):
                        self.report.bad_rows.add(row)
                    elif may_repeat and earlier.add([(_digest(file.kind, row), rows)]):
                        self.report.bad_rows.add(row.bad("repeats a row of another file"))
                    elif bad := self._take(file.kind, row):
                        self.report.bad_rows.add(bad)
                    if lines % ROWS_A_STEP == 0:
                        yield self._progress(file.name, rows, done + table.bytes_read)
                told.rows = table.rows
                done += file.size
                yield self._progress(file.name, rows, done)
        self._messages.settle(self.report, self.profile.name)

    def _progress(self, file: str, rows: int, done: int) -> ImportProgress:
        return ImportProgress(
            stage="reading", file=file, rows=rows, done=done, total=self._export.size
        )

    def _take(self, kind: Kind, row: TableRow) -> BadRow | None:
        match kind:
            case Kind.CONNECTIONS:
                return self._take_connection(row)
            case Kind.INVITATIONS:
                return self._take_invitation(row)
            case Kind.MESSAGES:
                return self._messages.add(row, self._time(dates.time(row["DATE"])))
            case Kind.ENDORSEMENTS_RECEIVED | Kind.ENDORSEMENTS_GIVEN:
                return self._take_endorsement(row, given=kind is Kind.ENDORSEMENTS_GIVEN)
            case Kind.RECOMMENDATIONS_RECEIVED | Kind.RECOMMENDATIONS_GIVEN:
                return self._take_recommendation(row)
            case Kind.PROFILE | Kind.POSITIONS | Kind.EDUCATION | Kind.SKILLS | Kind.LANGUAGES:
                return self.profile.add(kind, row)
            case _:
                name = COUNTED[kind]
                setattr(self.report.activity, name, getattr(self.report.activity, name) + 1)
                return None

    def _time(self, time: datetime | None) -> datetime | None:
        return time if time is not None and time <= self._now + AHEAD else None

    def _take_connection(self, row: TableRow) -> BadRow | None:
        url, email = row["URL"], row["Email Address"]
        by_url, by_email = profile_identity(url), email_identity(email)
        since = dates.day(row["Connected On"])
        if url and by_url is None:
            return row.bad("URL is no address of a LinkedIn profile")
        if email and by_email is None:
            return row.bad("Email Address is no email address")
        identity_ids = [identity for identity in (by_url, by_email) if identity]
        if not identity_ids:
            return row.bad("has neither URL nor Email Address, so nobody can be told by it")
        if row["Connected On"] and (since is None or since > (self._now + AHEAD).date()):
            return row.bad("Connected On is no day such as 05 Mar 2024")
        texts: dict[str, str | None] = {}
        for column, text in {
            "name": f"{row['First Name']} {row['Last Name']}",
            "company": row["Company"],
            "position": row["Position"],
        }.items():
            try:
                texts[column] = plain_text(text) if text.strip() else None
            except ValueError:
                return row.bad(f"{column} has control characters")
            if len(text) > LONGEST_TEXT:
                return row.bad(f"{column} is longer than {LONGEST_TEXT} characters")
        if texts["name"] is None:
            return row.bad("has no name")
        found = [self.people.known_under(identity_id) for identity_id in identity_ids]
        if by_url and found[0]:
            return row.bad(f"repeats line {found[0].line}")
        if earlier := next((person for person in found if person), None):
            if by_url:
                self.report.conflicts.add(
                    row.bad(f"has the email address of line {earlier.line} and another URL")
                )
                return None
            return row.bad(f"repeats line {earlier.line}")
        if len(self.people) == self._most_people:
            return row.bad(f"is one more than the {self._most_people:,} connections one may have")
        self.people.add(
            Person(
                file=row.file,
                line=row.line,
                name=texts["name"],
                company=texts["company"],
                position=texts["position"],
                profile_url=address_of(by_url) if by_url else None,
                email=address_of(by_email) if by_email else None,
                since=since,
                identity_ids=identity_ids,
            )
        )
        return None

    def _take_invitation(self, row: TableRow) -> BadRow | None:
        direction = row["Direction"].upper()
        if direction not in {"INCOMING", "OUTGOING"}:
            return row.bad("Direction is neither INCOMING nor OUTGOING")
        if self._time(dates.short_time(row["Sent At"])) is None:
            return row.bad("Sent At is no time such as 5/5/26, 5:30 PM")
        if direction == "OUTGOING":
            self.report.activity.invitations_sent += 1
            own = row["inviterProfileUrl"]
        else:
            self.report.activity.invitations_received += 1
            own = row["inviteeProfileUrl"]
        self._messages.own_identity(profile_identity(own))
        return None

    def _take_endorsement(self, row: TableRow, *, given: bool) -> BadRow | None:
        at = self._time(dates.time(row["Endorsement Date"]))
        if at is None:
            return row.bad("Endorsement Date is no time such as 2017/10/24 08:06:57 UTC")
        url = row["Endorsee Public Url"] or row["Endorser Public Url"]
        identity_id = profile_identity(url)
        if identity_id is None:
            return row.bad("Public Url is no address of a LinkedIn profile")
        skill = row["Skill Name"].casefold()
        if not skill:
            return row.bad("has no Skill Name")
        person = self.people.known_under(identity_id)
        key = ("given" if given else "received", identity_id, skill)
        counted = self.report.counted
        if person is None or row["Endorsement Status"].upper() != "ACCEPTED":
            counted.endorsements_passed_over += 1
        elif key not in self._endorsed:
            self._endorsed.add(key)
            counted.endorsements += 1
            person.endorsements += 1
            person.interact(seconds(at), ENDORSEMENT_WEIGHT, from_owner=given)
        return None

    def _take_recommendation(self, row: TableRow) -> BadRow | None:
        if self._time(dates.short_time(row["Creation Date"])) is None:
            return row.bad("Creation Date is no time such as 01/19/13, 12:10 AM")
        person = self.people.employed(f"{row['First Name']} {row['Last Name']}", row["Company"])
        if person is None or row["Status"].casefold() not in VISIBLE:
            self.report.counted.recommendations_passed_over += 1
        else:
            person.recommended = True
            self.report.counted.recommendations += 1
        return None


def _digest(kind: Kind, row: TableRow) -> str:
    return "\n".join([kind, *(f"{column}={cell}" for column, cell in row.cells.items())])
