"""A store that is built offline is the one that importing the same files makes."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from neo4j import GraphDatabase
from tests.conftest import NOW
from tests.engine.conftest import Program
from tests.imports.conftest import silent
from typer.testing import CliRunner

from mutuals.cli.main import program
from mutuals.connections.commands import renew_ties
from mutuals.engine.lifecycle import attached
from mutuals.errors import ImportFileError
from mutuals.graph.driver import Graph, Server
from mutuals.imports.commands import import_connections, import_members
from mutuals.imports.models import OfflineReport
from mutuals.imports.offline import import_offline

pytestmark = pytest.mark.anyio

MEMBERS = """\
id,name,headline,company,title,school,skills,industry,location
ada,"Ada ""the first"" Lovelace","Analyst, poet",Engines,Programmer,Home,Maths;Poetry,IT,London
bo,Bo,,engines  ,,home,poetry;maths;POETRY;Chess,,
cy,Cy,,Navy,Admiral,Yale,,,
ada,Ada again,,,,,,,
d~arc,Jeanne,a headline with ünïcode — “quotes”,Navy,,,,,Orléans
bad id,Nobody,,,,,,,
eve,,,,,,,,
"""
EDGES = """\
source,target,since,strength
ada,bo,2020-02-29,
bo,cy,,0.25
cy,ada,2021-03-04T05:06:07.123456+02:00,0
cy,d~arc,,
ada,d~arc,,
ada,newcomer,2019-01-01T00:00:00Z,
newcomer,zed,,
zed,zed,,
bo,ada,2022-01-01,
nonsense
"""

EVERYTHING = """
MATCH (one:Member|Company|School|Skill)
OPTIONAL MATCH (one)-[tie]->(other)
RETURN labels(one) AS labels, properties(one) AS one, type(tie) AS type,
  properties(tie) AS tie, other.id AS other
ORDER BY one.id, labels, type, other
"""
SCHEMA = """
SHOW INDEXES YIELD name, state, type, labelsOrTypes, properties, owningConstraint
RETURN * ORDER BY name
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("files")
    members, edges = folder / "members.csv", folder / "edges.csv"
    members.write_text(MEMBERS)
    edges.write_text(EDGES)
    return members, edges


def read(server: Server, query: str) -> list[dict[str, Any]]:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        records = driver.execute_query(query, database_=server.database).records
        return [record.data() for record in records]


@dataclass(frozen=True)
class Built:
    """A data folder whose store was built of the files, and what an engine finds in it."""

    program: Program
    report: OfflineReport
    contents: list[dict[str, Any]]
    schema: list[dict[str, Any]]


@pytest.fixture(scope="module")
def built(new_program: Callable[[], Program], files: tuple[Path, Path]) -> Built:
    program = new_program()
    report = import_offline(program.settings(), *files, strict=False, now=NOW)
    with attached(program.settings()) as server:
        in_use = program.run("import", "--offline", "--edges", str(files[1]))
        assert (in_use.returncode, in_use.stdout) == (3, "")
        assert "in use by another command" in in_use.stderr
        return Built(program, report, read(server, EVERYTHING), read(server, SCHEMA))


async def test_the_graph_is_the_one_that_the_online_import_makes(
    built: Built, graph: Graph, server: Server, files: tuple[Path, Path]
) -> None:
    members = await import_members(graph, files[0], strict=False, now=NOW, progress=silent)
    edges = await import_connections(graph, files[1], strict=False, now=NOW, progress=silent)
    await renew_ties(graph, only_new=True)
    assert built.contents == read(server, EVERYTHING)
    assert built.schema == read(server, SCHEMA)
    timing = {"seconds", "per_second"}
    assert built.report.members is not None
    assert built.report.connections is not None
    assert built.report.members.model_dump(exclude=timing) == members.model_dump(exclude=timing)
    assert built.report.connections.model_dump(exclude=timing) == edges.model_dump(exclude=timing)
    assert (members.malformed.count, members.duplicates.lines) == (1, [5])
    assert (edges.malformed.count, edges.duplicates.lines, edges.self_joins.lines) == (1, [10], [9])


def test_strict_stops_at_the_first_bad_line_and_stores_nothing(
    new_program: Callable[[], Program], files: tuple[Path, Path]
) -> None:
    program = new_program()
    with pytest.raises(ImportFileError, match="line 5: repeats an earlier line"):
        import_offline(program.settings(), *files, strict=True, now=NOW)
    assert not program.home.store.exists()
    assert not program.home.beside.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--offline"], "needs --members, --edges or both"),
        (["--offline", "edges", "x.csv"], "takes its files with --members and --edges"),
        (["--data-dir", "elsewhere", "edges", "x.csv"], "options stand behind `edges`"),
        (["--members", "x.csv"], "with --offline alone"),
    ],
)
def test_what_does_not_go_together_is_refused(arguments: list[str], sentence: str) -> None:
    refused = CliRunner().invoke(program("import"), ["import", *arguments], env={"COLUMNS": "400"})
    assert refused.exit_code == 2
    assert sentence in refused.output
