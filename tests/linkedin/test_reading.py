"""Reading an export: files by name, columns by header, rows one by one, nothing hostile."""

import io
import os
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from tests.conftest import NOW
from tests.linkedin.exports import HEADERS, connection, export_of, message, table, zipped

from mutuals.errors import ImportFileError
from mutuals.linkedin import archive, tables
from mutuals.linkedin.archive import Kind, kind_of, opened_export
from mutuals.linkedin.reading import ExportReader


def read(path: Path, most_people: int = 100) -> ExportReader:
    with opened_export(path) as export:
        reader = ExportReader(export, most_people=most_people, now=NOW)
        for _ in reader.steps():
            pass
        return reader


def reasons(reader: ExportReader) -> list[tuple[str, int, str]]:
    return [(row.file, row.line, row.reason) for row in reader.report.bad_rows.rows]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Connections.csv", Kind.CONNECTIONS),
        ("CONNECTIONS.CSV", Kind.CONNECTIONS),
        ("Connections (1).csv", Kind.CONNECTIONS),
        ("Connections_1234.csv", Kind.CONNECTIONS),
        ("Endorsement Received Info.csv", Kind.ENDORSEMENTS_RECEIVED),
        ("Endorsement_Given_Info_0.csv", Kind.ENDORSEMENTS_GIVEN),
        ("recommendations given_a1b2-c3.csv", Kind.RECOMMENDATIONS_GIVEN),
        ("Company_Follows.csv", Kind.COMPANY_FOLLOWS),
        ("CompanyFollows.csv", Kind.COMPANY_FOLLOWS),
        ("guide_messages.csv", None),
        ("Profile Summary.csv", None),
        ("messages.html", None),
        ("Connections", None),
    ],
)
def test_a_file_is_known_by_its_name(name: str, kind: Kind | None) -> None:
    assert kind_of(name) is kind


@pytest.mark.parametrize("name", HEADERS)
def test_every_file_is_read_in_any_folder_with_a_byte_order_mark(name: str, tmp_path: Path) -> None:
    content = "\ufeff" + table(name, [])
    reader = read(zipped(tmp_path / "e.zip", {f"Basic Export/{name}": content, "Ads.csv": "x"}))
    assert [file.file for file in reader.report.files] == [name]
    assert reader.report.unused_files == 1
    assert reasons(reader) == []


def test_columns_are_found_by_name_in_any_order(tmp_path: Path) -> None:
    text = table(
        "Connections.csv",
        [["05 Mar 2024", "Hopper", "linkedin.com/in/grace", "x", "Grace"]],
        "Connected On,last name,URL,New Column,FIRST NAME",
    )
    [person] = read(zipped(tmp_path / "e.zip", {"Connections.csv": text})).people
    assert (person.name, person.since and person.since.year) == ("Grace Hopper", 2024)
    assert person.profile_url == "https://www.linkedin.com/in/grace"


def test_a_folder_is_read_as_a_zip_file_is(tmp_path: Path) -> None:
    folder = tmp_path / "export" / "deeper"
    folder.mkdir(parents=True)
    (folder / "connections.csv").write_text(table("Connections.csv", [connection("Grace Hopper")]))
    (folder / "messages.csv").symlink_to(folder / "connections.csv")
    reader = read(tmp_path / "export")
    assert len(reader.people) == 1
    assert [file.file for file in reader.report.files] == ["connections.csv"]


def test_bad_rows_are_named_and_of_them_nothing_is_kept(tmp_path: Path) -> None:
    rows = [
        connection("Grace Hopper", on="05 Mar 2024"),
        connection("Alan Turing", on="2024-03-05"),
        connection("Mary Shelley", url="https://example.com/mary"),
        connection("John Neumann", url=""),
        connection("Emmy Noether", email="nobody"),
        connection("Grace Brewster"),
        connection("", url="https://linkedin.com/in/ghost"),
        connection("Ed\u202e Codd", url="linkedin.com/in/ed"),
        connection("Barbara Liskov", company="x" * 201),
        connection("Ken Thompson", on="05 Mar 2031"),
    ]
    text = table("Connections.csv", rows) + "Too,few\n" + 'Quote,"out" of,place,,,,\n'
    bad = text.encode() + b"Latin,\xe9,https://linkedin.com/in/latin,,,,05 Mar 2024\n"
    reader = read(zipped(tmp_path / "e.zip", {"Connections.csv": bad}))
    assert [person.name for person in reader.people] == ["Grace Hopper"]
    assert reasons(reader) == [
        ("Connections.csv", 6, "Connected On is no day such as 05 Mar 2024"),
        ("Connections.csv", 7, "URL is no address of a LinkedIn profile"),
        ("Connections.csv", 8, "has neither URL nor Email Address, so nobody can be told by it"),
        ("Connections.csv", 9, "Email Address is no email address"),
        ("Connections.csv", 10, "repeats line 5"),
        ("Connections.csv", 11, "has no name"),
        ("Connections.csv", 12, "name has control characters"),
        ("Connections.csv", 13, "company is longer than 200 characters"),
        ("Connections.csv", 14, "Connected On is no day such as 05 Mar 2024"),
        ("Connections.csv", 15, "has 2 cells, and the header 7"),
        ("Connections.csv", 16, "has a quote out of place"),
        ("Connections.csv", 17, "is not UTF-8 text"),
    ]


def test_cells_of_several_lines_are_one_row(tmp_path: Path) -> None:
    rows = [message("grace", "ada", text='One\n\nTwo, "three"\r\nfour'), message("grace", "ada")]
    bad = message("grace", "ada", date="yesterday", text="a\nb")
    path = export_of(
        tmp_path / "e.zip",
        connections=[connection("Grace Hopper")],
        messages=[*rows, bad, bad],
    )
    reader = read(path)
    assert reader.report.counted.messages == 2
    assert [line for _, line, _ in reasons(reader)] == [8, 10]


def test_two_rows_with_one_email_address_and_two_profiles_are_a_conflict(tmp_path: Path) -> None:
    rows = [connection("Grace Hopper", "g@navy.mil"), connection("Alan Turing", "G@Navy.mil")]
    reader = read(export_of(tmp_path / "e.zip", connections=rows))
    assert len(reader.people) == 1
    assert [row.line for row in reader.report.conflicts.rows] == [6]


def test_a_second_file_of_a_kind_adds_what_is_new_in_it(tmp_path: Path) -> None:
    one = table("messages.csv", [message("grace", "ada"), message("ada", "grace")])
    two = table("messages.csv", [message("grace", "ada"), message("grace", "ada", text="More")])
    files = {
        "Connections.csv": table("Connections.csv", [connection("Grace Hopper")]),
        "messages.csv": one,
        "messages_2.csv": two,
    }
    reader = read(zipped(tmp_path / "e.zip", files))
    assert reader.report.counted.messages == 3
    assert [reason for _, _, reason in reasons(reader)] == ["repeats a row of another file"]


def test_no_more_people_than_connections_one_may_have(tmp_path: Path) -> None:
    path = export_of(tmp_path / "e.zip", connections=[connection("A B"), connection("C D")])
    reader = read(path, most_people=1)
    assert len(reader.people) == 1
    assert "one more than the 1 connections" in reasons(reader)[0][2]


def test_a_file_without_its_header_is_named(tmp_path: Path) -> None:
    reader = read(zipped(tmp_path / "e.zip", {"Connections.csv": "a,b\n1,2\n"}))
    assert "has no header with Connected On" in reasons(reader)[0][2]


def broken(content: bytes, at: int, what: bytes) -> bytes:
    return content[:at] + what + content[at + len(what) :]


def a_zip(name: str = "Connections.csv", content: str = "x" * 2000) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return held.getvalue()


def with_flag(content: bytes) -> bytes:
    """The same, said to be encrypted in the list of files."""
    at = content.index(b"PK\1\2")
    return broken(content, at + 8, struct.pack("<H", 1))


def with_count(content: bytes, count: int) -> bytes:
    at = content.rindex(b"PK\5\6")
    return broken(content, at + 8, struct.pack("<HH", count, count))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "no ZIP file"),
        (b"PK", "no ZIP file"),
        (b"First Name,Last Name\n", "no ZIP file"),
        (a_zip()[:-30], "no ZIP file"),
        (broken(a_zip(content=os.urandom(3000).hex()), 60, b"\xff" * 200), "damaged"),
        (with_flag(a_zip()), "encrypted"),
        (with_count(a_zip(), 0xFFFF), "over 10,000 files"),
        (a_zip("notes.txt"), "no file of a LinkedIn export"),
        (a_zip("messages.csv", " " * (3 << 20)), "over 100 times"),
    ],
    # A ZIP has the time in it: each worker would call the tests otherwise.
    ids=range(9),
)
def test_what_is_no_export_is_refused_in_a_sentence(
    content: bytes, sentence: str, tmp_path: Path
) -> None:
    path = tmp_path / "e.zip"
    path.write_bytes(content)
    with pytest.raises(ImportFileError, match=sentence) as raised:
        read(path)
    assert "\n" not in str(raised.value)


def test_an_export_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "LARGEST_EXPORT", 100)
    path = export_of(tmp_path / "e.zip", skills=[["x" * 60], ["y" * 60]])
    with pytest.raises(ImportFileError, match="unpacks to over"):
        read(path)


@pytest.mark.parametrize("piece", [",", 'a,"', "x", '"a\nb",'])
def test_no_row_however_long_fills_the_memory(
    piece: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "LONGEST_LINE", 1 << 14)
    monkeypatch.setattr(tables, "LONGEST_RECORD", 1 << 15)
    text = HEADERS["Connections.csv"] + "\n" + piece * ((1 << 19) // len(piece))
    (tmp_path / "Connections.csv").write_text(text)
    tracemalloc.start()
    try:
        reader = read(tmp_path)
        assert tracemalloc.get_traced_memory()[1] < 20 << 20
    finally:
        tracemalloc.stop()
    assert len(reader.people) == 0
