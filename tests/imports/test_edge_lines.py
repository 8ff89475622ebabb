"""What a file of connections says, line by line."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.imports.conftest import FileOf

from mutuals.errors import ImportFileError
from mutuals.imports.edge_lines import ENDS, EdgeLine, read_edges
from mutuals.imports.lines import MAX_LINE_BYTES, opened_file
from mutuals.imports.models import Offence, SelfJoin


def read(path: Path) -> list[EdgeLine | Offence]:
    with opened_file(path) as file:
        return list(read_edges(file))


def edge(line: int, since: datetime | None = None, strength: float | None = None) -> EdgeLine:
    return EdgeLine(line, "ada", "grace", since, strength)


@pytest.mark.parametrize(
    "content",
    [
        "ada,grace",
        "grace,ada\n",
        "ada;grace\r\n",
        "ada\tgrace\n",
        "  ada   grace  \n",
        '"ada", "grace"\n',
        "\ufeffada,grace\n",
    ],
    ids=["comma", "order", "semicolon", "tab", "spaces", "quotes", "byte order mark"],
)
def test_every_delimiter_is_found_from_the_first_line(file_of: FileOf, content: str) -> None:
    assert read(file_of(content)) == [edge(1)]


def test_comments_and_blank_lines_are_passed_over_and_counted_as_lines(file_of: FileOf) -> None:
    assert read(file_of("# Nodes: 2\n\n# FromNodeId\tToNodeId\nada\tgrace\n   \n# end\n")) == [
        edge(4)
    ]


@pytest.mark.parametrize("ends", ENDS, ids="/".join)
def test_a_header_is_known_by_two_names(file_of: FileOf, ends: tuple[str, str]) -> None:
    assert read(file_of(f"{ends[0].upper()},{ends[1]}\nada,grace\n")) == [edge(2)]


def test_a_first_line_of_other_names_is_data(file_of: FileOf) -> None:
    assert read(file_of("source,grace\n")) == [EdgeLine(1, "grace", "source", None, None)]


def test_a_header_names_the_columns_in_any_order(file_of: FileOf) -> None:
    content = "strength,target,since,source\n0.5,grace,2020-01-02,ada\n"
    assert read(file_of(content)) == [edge(2, datetime(2020, 1, 2, tzinfo=UTC), 0.5)]


@pytest.mark.parametrize("header", ["source,target,weight", "source,target,since,since"])
def test_a_header_with_a_column_too_many_is_refused(file_of: FileOf, header: str) -> None:
    with pytest.raises(ImportFileError, match="The header names"):
        read(file_of(f"{header}\nada,grace,1,1\n"))


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("2020-01-02", datetime(2020, 1, 2, tzinfo=UTC)),
        ("2020-01-02T03:04:05", datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("2020-01-02T03:04:05Z", datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("2020-01-02 03:04+02:00", datetime(2020, 1, 2, 1, 4, tzinfo=UTC)),
        ("", None),
    ],
)
def test_since_is_a_date_or_a_time_in_utc(
    file_of: FileOf, text: str, since: datetime | None
) -> None:
    assert read(file_of(f"ada,grace,{text}\n")) == [edge(1, since)]


@pytest.mark.parametrize(
    ("text", "strength"), [("0", 0.0), ("1.0", 1.0), ("5e-1", 0.5), ("", None)]
)
def test_strength_is_a_number_from_0_to_1(
    file_of: FileOf, text: str, strength: float | None
) -> None:
    assert read(file_of(f"ada,grace,,{text}\n")) == [edge(1, None, strength)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"ada", "has 1 field, not 2 to 4"),
        (b"ada,grace,,,", "has 5 fields, not 2 to 4"),
        (b"ada,", "'' is not a member id"),
        (b"ada,gr ace", "'gr ace' is not a member id"),
        (b"ada,gr\x00ace", r"'gr\x00ace' is not a member id"),
        (b"ada," + b"g" * 65, f"'{'g' * 39}…' is not a member id"),
        ("ada,gräce".encode(), "'gräce' is not a member id"),
        (b"ada,gr\xe4ce", "is not UTF-8 text"),
        (b'ada,"grace', "has a quote out of place"),
        (b"ada,grace,1599999999", "since is '1599999999', not an ISO date or time"),
        (b"ada,grace,2020-02-30", "since is '2020-02-30', not an ISO date or time"),
        (b"ada,grace,0001-01-01T00:00+14:00", "since is '0001-01-01T00:00+14:00', not an ISO"),
        (b"ada,grace,,1.5", "strength is '1.5', not a number from 0 to 1"),
        (b"ada,grace,,nan", "strength is 'nan', not a number from 0 to 1"),
        (b"ada,grace,,0_1", "strength is '0_1', not a number from 0 to 1"),
        (b"ada,grace," + b" " * MAX_LINE_BYTES, f"is longer than {MAX_LINE_BYTES} bytes"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_a_malformed_line_is_named_and_the_next_is_read(
    file_of: FileOf, line: bytes, reason: str
) -> None:
    malformed, after = read(file_of(b"alan,ada\n" + line + b"\nada,grace\n"))[1:]
    assert isinstance(malformed, Offence)
    assert malformed.line == 2
    assert malformed.reason.startswith(reason)
    assert after == edge(3)


def test_a_header_fixes_the_number_of_fields(file_of: FileOf) -> None:
    lines = read(file_of("source,target,strength\nada,grace\n"))
    assert lines == [Offence(line=2, reason="has 2 fields, not 3")]


def test_a_member_connected_to_themselves_is_a_self_join(file_of: FileOf) -> None:
    assert read(file_of("ada,ada\n")) == [SelfJoin(line=1)]


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_an_empty_file_is_refused(file_of: FileOf, content: str) -> None:
    with pytest.raises(ImportFileError, match="name a file"):
        read(file_of(content))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="does not exist"):
        read(tmp_path / "none.csv")
    with pytest.raises(ImportFileError, match="is a folder"):
        read(tmp_path)


@given(content=st.binary() | st.text(alphabet='ab,;\t "#\n\r0.-:T\x00é').map(str.encode))
def test_no_file_does_more_than_be_refused(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    try:
        lines = read(path)
    except ImportFileError:
        return
    assert all(isinstance(line, Offence) or line.smaller_id < line.greater_id for line in lines)
