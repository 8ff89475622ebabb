"""Exports as LinkedIn makes them: its files' headers, and ZIP files of them."""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

HEADERS = {
    "Connections.csv": "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
    "Invitations.csv": "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl",
    "messages.csv": "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,"
    "RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT",
    "Endorsement_Received_Info.csv": "Endorsement Date,Skill Name,Endorser First Name,"
    "Endorser Last Name,Endorser Public Url,Endorsement Status",
    "Endorsement_Given_Info.csv": "Endorsement Date,Skill Name,Endorsee First Name,"
    "Endorsee Last Name,Endorsee Public Url,Endorsement Status",
    "Recommendations_Received.csv": "First Name,Last Name,Company,Job Title,Text,Creation Date,"
    "Status",
    "Recommendations_Given.csv": "First Name,Last Name,Company,Job Title,Text,Creation Date,Status",
    "Profile.csv": "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,"
    "Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers",
    "Positions.csv": "Company Name,Title,Description,Location,Started On,Finished On",
    "Education.csv": "School Name,Start Date,End Date,Notes,Degree Name,Activities",
    "Skills.csv": "Name",
    "Languages.csv": "Name,Proficiency",
    "Shares.csv": "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility",
    "Comments.csv": "Date,Link,Message",
    "Reactions.csv": "Date,Type,Link",
    "Events.csv": "Event Name,Event Time,Status,External Url",
    "Company Follows.csv": "Organization,Followed On",
}
NOTES = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses '
    'are missing, for ""privacy""."\n\n'
)
OWN = "https://www.linkedin.com/in/ada"


def table(name: str, rows: Sequence[Sequence[str]], header: str | None = None) -> str:
    """A file's text: its header, and rows whose missing cells are empty."""
    columns = (header or HEADERS[name]).split(",")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([*row, *[""] * (len(columns) - len(row))] for row in rows)
    return (NOTES if name == "Connections.csv" else "") + text.getvalue()


def connection(
    name: str,
    email: str = "",
    company: str = "Navy",
    position: str = "Admiral",
    on: str = "05 Mar 2024",
    url: str | None = None,
) -> list[str]:
    """A row of Connections.csv, of one whose profile is at their first name."""
    first, _, last = name.partition(" ")
    slug = f"https://www.linkedin.com/in/{first.lower()}" if url is None else url
    return [first, last, slug, email, company, position, on]


def message(sender: str, to: str, date: str = "2025-06-11 15:33:58 UTC", **cells: str) -> list[str]:
    """A row of messages.csv between two, by what their addresses end with."""
    return [
        "talk", "", sender.title(), f"https://www.linkedin.com/in/{sender}", to.title(),
        ";".join(f"https://www.linkedin.com/in/{slug}" for slug in to.split()),
        date, "", cells.get("text", 'Hello,\n"Grace"'), cells.get("folder", "INBOX"), "",
        cells.get("draft", "No"),
    ]  # fmt: skip


def zip_of(files: Mapping[str, str | bytes]) -> bytes:
    """A ZIP file's content: these files, by name."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def zipped(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """A ZIP file of these, by name."""
    path.write_bytes(zip_of(files))
    return path


def export_of(path: Path, **rows: Sequence[Sequence[str]]) -> Path:
    """A ZIP file of these rows; each file is named by the start of its name."""
    files = {}
    for start, content in rows.items():
        [name] = [name for name in HEADERS if name.lower().startswith(start)]
        files[name] = table(name, content)
    return zipped(path, files)
