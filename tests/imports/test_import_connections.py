"""A file of connections in the graph: all that is well-formed, once, however often it is run."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import NOW
from tests.imports.conftest import FileOf, answer, everything, pairs, silent

from mutuals.errors import ImportFileError
from mutuals.graph.driver import Graph, Server
from mutuals.imports import commands
from mutuals.imports.models import NAMED_LINES, ConnectionsReport, MalformedLines, Offence

pytestmark = pytest.mark.anyio

LATER = datetime(2026, 4, 1, tzinfo=UTC)


async def run(
    graph: Graph, path: Path, *, strict: bool = False, now: datetime = NOW
) -> ConnectionsReport:
    return await commands.import_connections(graph, path, strict=strict, now=now, progress=silent)


def ring(size: int) -> str:
    """Connections in a circle."""
    return "".join(f"m{one},m{(one + 1) % size}\n" for one in range(size))


async def test_a_pair_is_stored_from_the_smaller_id_with_what_the_file_says(
    graph: Graph, server: Server, file_of: FileOf
) -> None:
    report = await run(graph, file_of("grace,ada,2020-01-02,0.5\nada,alan\n"))
    assert (report.created, report.members_created) == (2, 3)
    ties = await answer(
        server,
        """
        MATCH (smaller)-[tie:CONNECTED_TO]->(greater)
        RETURN smaller.id AS smaller, greater.id AS greater, properties(tie) AS tie
        ORDER BY tie.pair
        """,
    )
    ties[1]["tie"]["since"] = ties[1]["tie"]["since"].to_native()
    assert ties == [
        {
            "smaller": "ada",
            "greater": "alan",
            "tie": {"pair": "ada|alan", "strength": 0.0, "context": 0.0},
        },
        {
            "smaller": "ada",
            "greater": "grace",
            "tie": {
                "pair": "ada|grace",
                "since": datetime(2020, 1, 2, tzinfo=UTC),
                "strength": 0.5,
                "context": 0.5,
                "imported_strength": 0.5,
            },
        },
    ]


async def test_a_second_run_changes_nothing(graph: Graph, server: Server, file_of: FileOf) -> None:
    path = file_of(ring(50))
    await run(graph, path)
    before = await everything(server)
    report = await run(graph, path, now=LATER)
    assert (report.created, report.unchanged, report.members_created) == (0, 50, 0)
    assert report.duplicates.count == 0
    assert await everything(server) == before


async def test_no_connection_across_a_block_outlives_an_import(
    graph: Graph, server: Server, file_of: FileOf
) -> None:
    await run(graph, file_of("ada,alan\nada,grace\n"))
    # As when Ada blocks Grace while a batch with the two is being written.
    await answer(
        server,
        "MATCH (ada:Member {id: 'ada'}) MATCH (grace:Member {id: 'grace'}) "
        "CREATE (ada)-[:BLOCKS]->(grace)",
    )
    await run(graph, file_of("ada,linus\n"))
    assert await pairs(server) == {"ada|alan", "ada|linus"}


async def test_a_pair_that_is_connected_keeps_what_it_has(
    graph: Graph, server: Server, file_of: FileOf
) -> None:
    await run(graph, file_of("ada,grace,2020-01-02,0.5\n"))
    before = await everything(server)
    await run(graph, file_of("ada,grace,2021-01-02,0.9\n"), now=LATER)
    assert await everything(server) == before


@pytest.mark.parametrize("stop_after", [1, 2, 5])
async def test_a_run_that_was_stopped_can_be_run_again(
    graph: Graph,
    server: Server,
    file_of: FileOf,
    monkeypatch: pytest.MonkeyPatch,
    stop_after: int,
) -> None:
    monkeypatch.setattr(commands, "CONNECTIONS_A_BATCH", 10)
    path = file_of(ring(100))
    calls = 0

    def stop(_done: int, _total: int, _lines: int) -> None:
        nonlocal calls
        calls += 1
        if calls == stop_after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await commands.import_connections(graph, path, strict=False, now=NOW, progress=stop)
    assert 0 < len(await pairs(server)) < 100
    report = await run(graph, path)
    assert report.created + report.unchanged == 100
    assert report.created > 0
    assert len(await pairs(server)) == 100
    assert await answer(server, "MATCH (member:Member) RETURN count(*) AS members") == [
        {"members": 100}
    ]


async def test_what_is_not_stored_is_named_by_line(
    graph: Graph, server: Server, file_of: FileOf
) -> None:
    content = "source,target\nada,grace\nalan,alan\ngrace,ada\nnobody\nada,grace\nbob,b ob\n"
    report = await run(graph, file_of(content))
    assert report.lines == 6
    assert report.created == 1
    assert report.self_joins.model_dump() == {"count": 1, "lines": [3]}
    assert report.duplicates.model_dump() == {"count": 2, "lines": [4, 6]}
    assert report.malformed == MalformedLines(
        count=2,
        lines=[
            Offence(line=5, reason="has 1 field, not 2"),
            Offence(line=7, reason="'b ob' is not a member id"),
        ],
    )
    members = await answer(server, "MATCH (member:Member) RETURN member.id AS id ORDER BY id")
    assert members == [{"id": "ada"}, {"id": "grace"}]


async def test_duplicates_are_named_across_batches_and_in_a_second_run(
    graph: Graph, file_of: FileOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "CONNECTIONS_A_BATCH", 2)
    path = file_of("a,b\nb,c\nc,d\nb,a\nc,b\n")
    for _ in range(2):
        report = await run(graph, path)
        assert report.duplicates.model_dump() == {"count": 2, "lines": [4, 5]}


async def test_a_report_names_some_lines_and_counts_all(graph: Graph, file_of: FileOf) -> None:
    report = await run(graph, file_of("ada,grace\n" * 100 + "x\n" * 100))
    assert (report.duplicates.count, report.malformed.count) == (99, 100)
    assert report.duplicates.lines == [*range(2, 2 + NAMED_LINES)]
    assert [offence.line for offence in report.malformed.lines] == [*range(101, 101 + NAMED_LINES)]


@pytest.mark.parametrize(
    ("offence", "reason"),
    [
        ("nobody", "has 1 field, not 2 to 4"),
        ("alan,alan", "connects a member to themselves"),
        ("grace,ada", "repeats an earlier line"),
    ],
    ids=["malformed", "self-join", "duplicate"],
)
async def test_strict_stores_what_stands_before_the_first_offence_and_names_it(
    graph: Graph, server: Server, file_of: FileOf, offence: str, reason: str
) -> None:
    path = file_of(f"ada,grace\n{offence}\nbob,carol\nx\n")
    with pytest.raises(ImportFileError, match=f"line 2: {reason}"):
        await run(graph, path, strict=True)
    assert await pairs(server) == {"ada|grace"}


async def test_two_imports_at_the_same_time_leave_one_connection_a_pair(
    graph: Graph, server: Server, file_of: FileOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "CONNECTIONS_A_BATCH", 50)
    path = file_of(ring(200))
    one, other = await asyncio.gather(run(graph, path), run(graph, path))
    assert one.created + other.created == 200
    assert one.members_created + other.members_created == 200
    assert len(await pairs(server)) == 200


async def test_progress_tells_bytes_and_lines(
    graph: Graph, file_of: FileOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "CONNECTIONS_A_BATCH", 2)
    told = []

    def progress(done: int, total: int, lines: int) -> None:
        told.append((done, total, lines))

    path = file_of("a,b\nb,c\nc,d\n")
    await commands.import_connections(graph, path, strict=False, now=NOW, progress=progress)
    assert told[-1] == (12, 12, 3)
    assert [lines for _, _, lines in told] == sorted(lines for _, _, lines in told)


MEMBERS = st.sampled_from(["a", "b", "c", "D", "~", "_"])
WELL_FORMED = st.tuples(MEMBERS, MEMBERS)
GARBAGE = st.sampled_from(["", " ", "#", "# a,b", "a", "a,", ",", "a,b,c", 'a,"b', "a,é", "a,b,,,"])


@given(lines=st.lists(WELL_FORMED | GARBAGE | st.text('ab,\x00 "', max_size=2), max_size=30))
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
async def test_the_graph_holds_the_well_formed_pairs_and_nothing_else(
    graph: Graph, server: Server, file_of: FileOf, lines: list[tuple[str, str] | str]
) -> None:
    before = await pairs(server)
    texts = [line if isinstance(line, str) else ",".join(line) for line in lines]
    told = {tuple(sorted(line)) for line in lines if isinstance(line, tuple) and len({*line}) == 2}
    report = await run(graph, file_of("\n".join(["x,y", *texts])))
    assert await pairs(server) == before | {"x|y"} | {f"{one}|{other}" for one, other in told}
    passed_over = report.duplicates.count + report.self_joins.count + report.malformed.count
    assert report.created + report.unchanged + passed_over == report.lines
