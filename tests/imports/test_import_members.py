"""A file of members in the graph: its columns replace what was there, and nothing else."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import NOW
from tests.imports.conftest import FileOf, answer, everything, silent

from mutuals.errors import ImportFileError
from mutuals.graph.driver import Graph, Server
from mutuals.imports import commands
from mutuals.imports.models import MalformedLines, MembersReport, Offence

pytestmark = pytest.mark.anyio

LATER = datetime(2026, 4, 1, tzinfo=UTC)

FULL = """\
id,name,headline,company,title,school,skills,industry,location
ada,Ada Lovelace,"Analyst, poet",Analytical Engines,Programmer,Home,Mathematics;Poetry,IT,London
grace,Grace Hopper,,Navy,Admiral,Yale,COBOL|Compilers|cobol,,
"""


async def run(
    graph: Graph, path: Path, *, strict: bool = False, now: datetime = NOW
) -> MembersReport:
    return await commands.import_members(graph, path, strict=strict, now=now, progress=silent)


async def member(server: Server, member_id: str = "ada") -> dict[str, Any]:
    rows = await answer(
        server,
        """
        MATCH (member:Member {id: $id})
        RETURN member.name AS name, member.headline AS headline, member.industry AS industry,
          member.location AS location, toString(member.updated_at) AS updated_at,
          COLLECT {
            MATCH (member)-[work:WORKS_AT]->(company)
            RETURN [company.name, work.title, toString(work.started_on), toString(work.ended_on)]
            ORDER BY company.name, work.title, work.ended_on
          } AS positions,
          COLLECT {
            MATCH (member)-[study:STUDIED_AT]->(school)
            RETURN [school.name, study.degree] ORDER BY school.name
          } AS schools,
          COLLECT {
            MATCH (member)-[:HAS_SKILL]->(skill) RETURN skill.name ORDER BY skill.name
          } AS skills
        """,
        id=member_id,
    )
    return rows[0]


async def test_every_column_is_stored(graph: Graph, server: Server, file_of: FileOf) -> None:
    report = await run(graph, file_of(FULL))
    assert (report.lines, report.created, report.updated, report.unchanged) == (2, 2, 0, 0)
    assert await member(server) == {
        "name": "Ada Lovelace",
        "headline": "Analyst, poet",
        "industry": "IT",
        "location": "London",
        "updated_at": "2026-03-01T12:00:00Z",
        "positions": [["Analytical Engines", "Programmer", None, None]],
        "schools": [["Home", None]],
        "skills": ["Mathematics", "Poetry"],
    }
    grace = await member(server, "grace")
    assert (grace["headline"], grace["skills"]) == (None, ["COBOL", "Compilers"])


async def test_a_second_run_changes_nothing(graph: Graph, server: Server, file_of: FileOf) -> None:
    path = file_of(FULL)
    await run(graph, path)
    before = await everything(server)
    report = await run(graph, path, now=LATER)
    assert (report.created, report.updated, report.unchanged) == (0, 0, 2)
    assert await everything(server) == before


async def test_a_column_that_the_file_lacks_stays_and_an_empty_cell_clears(
    graph: Graph, server: Server, file_of: FileOf
) -> None:
    await run(graph, file_of(FULL))
    report = await run(graph, file_of("location,id,headline\nParis,ada,\n"), now=LATER)
    assert (report.created, report.updated) == (0, 1)
    ada = await member(server)
    assert (ada["name"], ada["headline"], ada["location"]) == ("Ada Lovelace", None, "Paris")
    assert ada["updated_at"] == "2026-04-01T00:00:00Z"
    assert ada["skills"] == ["Mathematics", "Poetry"]


async def test_empty_cells_clear_position_school_and_skills(
    graph: Graph, server: Server, file_of: FileOf
) -> None:
    await run(graph, file_of(FULL))
    await run(graph, file_of("id,company,title,school,skills\nada,,,,\n"))
    ada = await member(server)
    assert (ada["positions"], ada["schools"], ada["skills"]) == ([], [], [])


async def test_a_new_employer_replaces_the_current_one_and_leaves_what_has_ended(
    graph: Graph, server: Server, file_of: FileOf
) -> None:
    await run(graph, file_of(FULL))
    await answer(
        server,
        """
        MATCH (ada:Member {id: 'ada'}), (navy:Company {id: 'navy'}), (yale:School {id: 'yale'})
        CREATE (ada)-[:WORKS_AT {title: 'Cadet', ended_on: date('2000-01-01')}]->(navy)
        CREATE (ada)-[:STUDIED_AT {degree: 'BA', ended_on: date('1999-01-01')}]->(yale)
        """,
    )
    await run(graph, file_of("id,company,title,school\nada,Navy,Captain,Vassar\n"))
    ada = await member(server)
    assert ada["positions"] == [
        ["Navy", "Cadet", None, "2000-01-01"],
        ["Navy", "Captain", None, None],
    ]
    assert ada["schools"] == [["Vassar", None], ["Yale", "BA"]]
    assert (ada["name"], ada["skills"]) == ("Ada Lovelace", ["Mathematics", "Poetry"])


async def test_a_new_title_at_the_same_employer_keeps_the_start(
    graph: Graph, server: Server, file_of: FileOf
) -> None:
    await run(graph, file_of(FULL))
    await answer(
        server,
        "MATCH (:Member {id: 'ada'})-[work:WORKS_AT]->() SET work.started_on = date('1842-01-01')",
    )
    await run(graph, file_of("id,company,title\nada,analytical  engines,Countess\n"))
    expected = [["Analytical Engines", "Countess", "1842-01-01", None]]
    assert (await member(server))["positions"] == expected
    report = await run(graph, file_of("id,company\nada,Analytical Engines\n"))
    assert report.unchanged == 1
    assert (await member(server))["positions"] == expected


async def test_a_row_makes_one_current_position_of_several(
    graph: Graph, server: Server, file_of: FileOf
) -> None:
    await run(graph, file_of(FULL))
    await answer(
        server,
        """
        MATCH (ada:Member {id: 'ada'}), (navy:Company {id: 'navy'})
        CREATE (ada)-[:WORKS_AT {title: 'Cadet', started_on: date('2000-01-01')}]->(navy)
        CREATE (ada)-[:WORKS_AT {title: 'Captain', started_on: date('2001-01-01')}]->(navy)
        """,
    )
    path = file_of("id,company,title\nada,Navy,Captain\n")
    await run(graph, path)
    assert (await member(server))["positions"] == [["Navy", "Captain", "2001-01-01", None]]
    assert (await run(graph, path)).unchanged == 1


async def test_members_keep_their_connections(
    graph: Graph, server: Server, file_of: FileOf
) -> None:
    edges = file_of("ada,grace,,0.5\n")
    await commands.import_connections(graph, edges, strict=False, now=NOW, progress=silent)
    report = await run(graph, file_of(FULL))
    assert (report.created, report.updated) == (0, 2)
    ties = await answer(server, "MATCH ()-[tie:CONNECTED_TO]->() RETURN tie.strength AS strength")
    assert ties == [{"strength": 0.5}]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("ada,Ada", "has 2 fields, not 4"),
        ("a da,Ada,,", "'a da' is not a member id"),
        (",Ada,,", "'' is not a member id"),
        (f"ada,{'A' * 201},,", "name is longer than 200 characters"),
        ("ada,A\x07da,,", "name has a control character"),
        ("ada,Ada,,Programmer", "has a title without a company"),
        ('ada,"Ada,,', "has a quote out of place"),
    ],
    ids=lambda value: str(value)[:24],
)
async def test_a_malformed_line_is_named_and_not_stored(
    graph: Graph, server: Server, file_of: FileOf, line: str, reason: str
) -> None:
    report = await run(graph, file_of(f"id,name,company,title\n{line}\ngrace,Grace,,\n"))
    assert report.malformed == MalformedLines(count=1, lines=[Offence(line=2, reason=reason)])
    assert report.created == 1
    assert await answer(server, "MATCH (one:Member) RETURN one.id AS id") == [{"id": "grace"}]


async def test_a_repeated_id_is_named_and_the_first_line_counts(
    graph: Graph, server: Server, file_of: FileOf
) -> None:
    report = await run(graph, file_of("id;name\nada;Ada\ngrace;Grace\nada;Eve\n"))
    assert report.duplicates.model_dump() == {"count": 1, "lines": [4]}
    assert (await member(server))["name"] == "Ada"


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ("name,company", "The header has no column id"),
        ("id,name,salary,mood", "The header names 'salary', 'mood', which no member has"),
        ("id,name,name", "The header names a column twice"),
        ("id,title", "The header has title without company"),
        ('id,"name', "The header, line 1, has a quote out of place"),
    ],
)
async def test_a_wrong_header_is_refused(
    graph: Graph, file_of: FileOf, header: str, sentence: str
) -> None:
    with pytest.raises(ImportFileError, match=sentence):
        await run(graph, file_of(f"{header}\nada,Ada\n"))


async def test_strict_stores_what_stands_before_the_first_offence(
    graph: Graph, server: Server, file_of: FileOf
) -> None:
    path = file_of("id,name\nada,Ada\na da,Ada\ngrace,Grace\n")
    with pytest.raises(ImportFileError, match="line 3: 'a da' is not a member id"):
        await run(graph, path, strict=True)
    assert await answer(server, "MATCH (one:Member) RETURN one.id AS id") == [{"id": "ada"}]


async def test_a_run_that_was_stopped_can_be_run_again(
    graph: Graph, server: Server, file_of: FileOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "MEMBERS_A_BATCH", 10)
    path = file_of("id,name,company\n" + "".join(f"m{n},M {n},Navy\n" for n in range(50)))

    def stop(_done: int, _total: int, _lines: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await commands.import_members(graph, path, strict=False, now=NOW, progress=stop)
    report = await run(graph, path)
    assert (report.created, report.updated, report.unchanged) == (40, 0, 10)
    assert await answer(server, "MATCH (one:Member)-[:WORKS_AT]->() RETURN count(*) AS all") == [
        {"all": 50}
    ]
