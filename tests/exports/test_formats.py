"""Every format writes and reads any values, in flat memory, and refuses what is damaged."""

import json
import math
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mutuals.errors import ImportFileError
from mutuals.exports.files import format_of, opened_target, reader_of
from mutuals.exports.models import Columns, Format, Item, Key, Node, Relationship
from mutuals.exports.scope import scope
from mutuals.exports.values import DateText, DateTimeText, Value, as_json

each_format = pytest.mark.parametrize("format_", [*Format])

texts = st.text(st.characters(exclude_categories=["Cs"]))
dates = st.dates().map(lambda one: DateText(one.isoformat()))
times = st.builds(
    lambda time, fraction, zone: DateTimeText(
        f"{time:%H:%M:%S}".join(["2026-03-01T", ""]) + fraction + zone
    ),
    st.times(),
    st.sampled_from(["", ".5", ".000001", ".123456789"]),
    st.sampled_from(["Z", "Z[UTC]", "+05:30", "+01:00[Europe/Berlin]"]),
)
integers = st.integers(-(2**63), 2**63 - 1)
scalars: list[st.SearchStrategy[Value]] = [
    texts,
    integers,
    st.floats(),
    st.booleans(),
    dates,
    times,
]
values = st.one_of(*scalars, *(st.lists(one, max_size=3) for one in scalars))
columns = st.sampled_from(
    ["string", "integer", "float", "boolean", "date", "datetime", "list<string>", "list<datetime>"]
)


def columns_of(kinds: dict[str, str]) -> Columns:
    """Columns of some properties; all else has none."""
    known = {**scope().nodes, **scope().relationships}
    return {
        name: {one: kinds[one] for one in names if one in kinds} for name, names in known.items()
    }


def written(path: Path, format_: Format, items: list[Item], kinds: dict[str, str]) -> None:
    with opened_target(path, format_, columns_of(kinds)) as writer:
        writer.write(items)


def read(path: Path) -> list[Item]:
    return [*reader_of(path, format_of(path))()]


def exact(items: list[Item]) -> list[str]:
    """Kinds, zeros' signs and NaN included; of properties any order."""
    return [
        repr((type(item), item[:-1], sorted((name, type(value), json.dumps(as_json(value)))
             for name, value in item.properties.items())))
        for item in items
    ]  # fmt: skip


@each_format
@given(
    properties=st.dictionaries(st.sampled_from(["name", "about", "links", "created_at"]), values),
    kinds=st.dictionaries(st.sampled_from(["id", "name", "about", "links", "created_at"]), columns),
)
@example(
    properties={
        "name": DateTimeText("2026-03-01T00:00:00.5Z"),
        "links": DateTimeText("2026-03-01T00:00:00.500Z"),
        "about": DateTimeText("2026-03-01T00:00Z"),
    },
    kinds={"name": "datetime", "links": "datetime", "about": "datetime"},
)
@example(properties={"about": "one\rtwo"}, kinds={"about": "string"})
@settings(max_examples=60, deadline=None)
def test_any_values_come_back_whatever_the_columns(
    format_: Format, properties: dict[str, Value], kinds: dict[str, str]
) -> None:
    ada = Key("Member", "ada")
    items: list[Item] = [
        Node(ada, {"id": "ada", **properties}),
        Relationship("WORKS_AT", ada, ada, {"title": next(iter(properties.values()), 1)}),
        Relationship("BLOCKS", ada, ada, {}),
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph"
        written(path, format_, items, {**kinds, "title": "string"})
        assert exact(read(path)) == exact(items)


MOST_MEGABYTES = 40
TIES = 12_000


@pytest.mark.long
@each_format
def test_memory_stays_flat(tmp_path: Path, format_: Format) -> None:
    kinds = {"pair": "string", "since": "datetime", "strength": "float"}

    def ties() -> Iterator[list[Item]]:
        ada = Key("Member", "ada")
        for start in range(0, TIES, 1000):
            yield [
                Relationship(
                    "CONNECTED_TO",
                    ada,
                    ada,
                    {
                        "pair": f"{number:06}" * 1000,
                        "since": DateTimeText("2026-03-01T12:00:00Z"),
                        "strength": number / TIES,
                    },
                )
                for number in range(start, start + 1000)
            ]

    with opened_target(tmp_path / "graph", format_, columns_of(kinds)) as writer:
        tracemalloc.start()
        for batch in ties():
            writer.write(batch)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < MOST_MEGABYTES * 2**20
    tracemalloc.start()
    assert sum(1 for _ in reader_of(tmp_path / "graph", format_)()) == TIES
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MOST_MEGABYTES * 2**20


ITEMS: list[Item] = [
    Node(Key("Member", "ada"), {"id": "ada", "name": "Ada"}),
    Node(Key("Member", "eve"), {"id": "eve", "name": "Eve"}),
    Relationship(
        "BLOCKS",
        Key("Member", "ada"),
        Key("Member", "eve"),
        {"since": DateTimeText("2026-03-01T12:00:00Z")},
    ),
]
HOLDS = {"id": "string", "name": "string", "since": "datetime"}


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('"Eve"', "Eve", "is not JSON"),
        ('"Eve"', "{}", "no value of a property"),
        ('"Eve"', "null", "no value of a property"),
        ('"Eve"', '"\\ud800"', "surrogates"),
        ('"Eve"', "9223372036854775808", "no value of a property"),
        ('"Eve"', '[1, "a"]', "mixes kinds"),
        ('"node":"Member"', '"node":"Person"', "'Person' is no label"),
        ('"node":"Member"', '"node":"Session"', "'Session' is no label"),
        ('"BLOCKS"', '"BLOCKS]->() DELETE"', "no relationship type"),
        ('"name"', '"shoe_size"', "'shoe_size' is no property of Member"),
        ('{"id":"eve",', "{", "has no id"),
        ("2026-03-01T12", "2026-03-01T25", "not of the kind datetime"),
        ("00Z", "00+01:00[Mars/Olympus]", "not of the kind datetime"),
        ('"version":1', '"version":2', "version 2"),
        ('"nodes":2', '"nodes":3', "lines before it are lost"),
        ('["Member","ada"]', '["Member"]', "start and end"),
    ],
)
def test_json_that_is_no_export_is_refused(tmp_path: Path, old: str, new: str, reason: str) -> None:
    path = tmp_path / "graph"
    written(path, Format.JSON, ITEMS, HOLDS)
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    with pytest.raises(ImportFileError, match=reason.replace("[", r"\[")):
        read(path)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("</graphml>", "", "is not XML"),
        ("<desc>A graph of Mutuals, version 1</desc>", "", "did not|`mutuals export graph` wrote"),
        ("<graphml ", '<!DOCTYPE graphml [<!ENTITY a "a">]><graphml ', "document type"),
        ("<node ", "<hyperedge/><node ", "out of place"),
        (">Member<", ">Person<", "'Person' is no label"),
        ('attr.name="name"', 'attr.name="shoe_size"', "no property of Member"),
        ("2026-03-01T12", "yesterday", "not of the kind datetime"),
        ('target="Member:eve"', "", "target is missing"),
    ],
)
def test_graphml_that_is_no_export_is_refused(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    path = tmp_path / "graph"
    written(path, Format.GRAPHML, ITEMS, HOLDS)
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(ImportFileError, match=reason):
        read(path)


def _without_a_row(folder: Path) -> None:
    path = folder / "nodes" / "Member.csv"
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:-1]))


def _without_a_table(folder: Path) -> None:
    (folder / "nodes" / "Member.csv").unlink()


def _with_another_header(folder: Path) -> None:
    path = folder / "nodes" / "Member.csv"
    path.write_text(path.read_text().replace("name:string", "shoe_size:string"))


def _with_another_kind(folder: Path) -> None:
    path = folder / "nodes" / "Member.csv"
    path.write_text(path.read_text().replace("name:string", "name:integer"))


def _without_contents(folder: Path) -> None:
    (folder / "graph.json").write_text("{}")


def _leading_elsewhere(folder: Path) -> None:
    path = folder / "graph.json"
    path.write_text(path.read_text().replace("Member", "../../Member"))


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (_without_a_row, "has 1 rows, and graph.json says 2"),
        (_without_a_table, "No such file"),
        (_with_another_header, "'shoe_size' is no property of Member"),
        (_with_another_kind, "line 2: 'Ada' is not of the kind integer"),
        (_without_contents, "its graph.json is missing"),
        (_leading_elsewhere, "its graph.json is missing"),
    ],
)
def test_a_folder_that_is_no_export_is_refused(
    tmp_path: Path, damage: Callable[[Path], None], reason: str
) -> None:
    written(tmp_path / "graph", Format.CSV, ITEMS, HOLDS)
    damage(tmp_path / "graph")
    with pytest.raises(ImportFileError, match=reason):
        read(tmp_path / "graph")


def test_parquet_that_is_damaged_is_refused(tmp_path: Path) -> None:
    written(tmp_path / "graph", Format.PARQUET, ITEMS, HOLDS)
    table = tmp_path / "graph" / "nodes" / "Member.parquet"
    table.write_bytes(table.read_bytes()[:-20])
    with pytest.raises(ImportFileError, match="is damaged"):
        read(tmp_path / "graph")


def test_what_is_no_graph_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("id,name\n")
    for path, reason in [
        ("file", "is not a file"),
        ("none", "does not exist"),
        (".", "not a folder"),
    ]:
        with pytest.raises(ImportFileError, match=reason):
            read(tmp_path / path)


def test_a_float_is_told_from_an_integer() -> None:
    assert as_json(2.0) == 2.0
    assert isinstance(as_json(2.0), float)
    assert as_json(math.nan) == {"float": "NaN"}
