"""What is exported and imported again is the same graph, in every format."""

import json
from pathlib import Path

import networkx as nx
import pytest
from tests.conftest import NOW
from tests.exports.conftest import clear, everything, run, write_everything
from tests.real_graphs.test_expected import DATA, imported

from mutuals.connections.queries import mutual_connections, reach, relation
from mutuals.demo.commands import load
from mutuals.demo.network import generate
from mutuals.errors import ConflictError, ExportFileError, ImportFileError
from mutuals.exports.commands import export_graph, import_graph
from mutuals.exports.models import Format
from mutuals.exports.scope import LEFT_OUT_LABELS, scope
from mutuals.graph.driver import Graph, Server

pytestmark = pytest.mark.anyio

each_format = pytest.mark.parametrize("format_", [*Format])


def silent(_done: int, _total: int) -> None:
    """Progress for those who do not look."""


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def values_beside_their_columns(folder: Path) -> int:
    """Rows of a CSV export whose rest is not empty."""
    texts = (path.read_text() for path in folder.rglob("*.csv"))
    return sum(text.count('}"\n') for text in texts)


@each_format
async def test_every_label_type_and_property_comes_back_as_it_was(
    graph: Graph, server: Server, tmp_path: Path, format_: Format
) -> None:
    write_everything(server)
    before = everything(server)
    target = tmp_path / "graph"
    report = await export_graph(graph, target, format_, silent)
    assert report.left_out == {}
    assert report.nodes.keys() == scope().nodes.keys()
    assert report.relationships.keys() == scope().relationships.keys()
    assert names_in(tmp_path) == ["graph"]
    clear(server)
    again = await import_graph(graph, target, silent)
    assert (again.nodes, again.relationships) == (report.nodes, report.relationships)
    assert everything(server) == before


@pytest.mark.long
async def test_a_demo_network_answers_the_same_when_it_comes_back(
    graph: Graph, server: Server, tmp_path: Path
) -> None:
    network = generate(60)
    await load(graph, network, NOW)
    one, other = network.members[0].id, network.members[1].id

    async def answers() -> list[object]:
        return [
            await relation(graph.reader, one, other),
            await reach(graph.reader, one),
            await mutual_connections(graph.reader, one, other, limit=50, after=None),
            run(
                server,
                "CALL db.index.fulltext.queryNodes('member_search', 'software') "
                "YIELD node RETURN node.id AS id ORDER BY id",
            ),
        ]

    before, graph_before = await answers(), everything(server)
    report = await export_graph(graph, tmp_path / "demo", Format.CSV, silent)
    assert values_beside_their_columns(tmp_path / "demo") == 0
    clear(server)
    await import_graph(graph, tmp_path / "demo", silent)
    assert report.items == sum(graph_before.values())
    assert await answers() == before
    assert everything(server) == graph_before


async def test_credentials_and_bookkeeping_stay(
    graph: Graph, server: Server, tmp_path: Path
) -> None:
    run(
        server,
        "CREATE (a:Account {id: 'ada', email: 'ada@example.com', password_hash: 'argon2-secret'})"
        "-[:HAS_SESSION]->(:Session {id: 'session-secret'}) "
        "CREATE (:ServiceToken {id: 't', secret_hash: 'token-secret'}) "
        "CREATE (:IdempotencyKey {id: 'key-secret'})",
    )
    report = await export_graph(graph, tmp_path / "graph", Format.JSON, silent)
    text = (tmp_path / "graph").read_text()
    assert "ada@example.com" in text
    assert "secret" not in text
    assert "password_hash" not in text
    assert (report.nodes, report.relationships) == ({"Account": 1}, {})
    assert not any(label in text for label in LEFT_OUT_LABELS)


async def test_what_mutuals_does_not_know_is_left_out_and_named(
    graph: Graph, server: Server, tmp_path: Path
) -> None:
    run(
        server,
        "CREATE (a:Member {id: 'ada', hat_size: 38, location: point({x: 1, y: 2})}) "
        "CREATE (a)-[:LIKES]->(:Member {id: 'eve', created_at: localdatetime()}), (:Member)",
    )
    report = await export_graph(graph, tmp_path / "graph", Format.PARQUET, silent)
    assert report.nodes == {"Member": 2}
    assert report.left_out == {
        "Member.hat_size": 1,
        "Member.location": 1,
        "Member.created_at": 1,
        "Member without id": 1,
        "LIKES": 1,
    }


async def test_networkx_reads_the_graphml(graph: Graph, server: Server, tmp_path: Path) -> None:
    write_everything(server)
    odd = await export_graph(graph, tmp_path / "odd.graphml", Format.GRAPHML, silent)
    found = nx.read_graphml(tmp_path / "odd.graphml")
    assert len(found) == sum(odd.nodes.values())
    assert found.number_of_edges() == sum(odd.relationships.values())
    clear(server)
    run(
        server,
        "CREATE (a:Member {id: 'ada', name: 'Ada', links: ['x'], created_at: datetime($time)}) "
        "CREATE (a)-[:WORKS_AT {title: 'Head & tail'}]->(c:Company {id: 'acme'}) "
        "CREATE (a)-[:WORKS_AT]->(c)",
        time="2026-03-01T12:00:00Z",
    )
    await export_graph(graph, tmp_path / "graph.graphml", Format.GRAPHML, silent)
    found = nx.read_graphml(tmp_path / "graph.graphml")
    ada = found.nodes["Member:ada"]
    assert ada["labels"] == "Member"
    assert ada["name"] == "Ada"
    assert json.loads(ada["links"]) == ["x"]
    assert ada["created_at"] == "2026-03-01T12:00:00Z"
    both = found.get_edge_data("Member:ada", "Company:acme").values()
    assert [edge["type"] for edge in both] == ["WORKS_AT", "WORKS_AT"]
    assert {edge.get("title") for edge in both} == {"Head & tail", None}


async def test_a_database_that_is_not_empty_is_left_alone(
    graph: Graph, server: Server, tmp_path: Path
) -> None:
    run(server, "CREATE (:Member {id: 'ada'})")
    await export_graph(graph, tmp_path / "graph", Format.JSON, silent)
    before = everything(server)
    with pytest.raises(ConflictError, match="empty"):
        await import_graph(graph, tmp_path / "graph", silent)
    assert everything(server) == before


async def test_what_exists_is_not_written_over(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "graph").write_text("mine")
    with pytest.raises(ExportFileError, match="exists"):
        await export_graph(graph, tmp_path / "graph", Format.CSV, silent)
    assert (tmp_path / "graph").read_text() == "mine"


async def test_an_export_that_stops_leaves_nothing(
    graph: Graph, server: Server, tmp_path: Path
) -> None:
    run(server, "CREATE (:Member {id: 'ada'})")

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    for format_ in Format:
        with pytest.raises(KeyboardInterrupt):
            await export_graph(graph, tmp_path / "graph", format_, stop)
        assert names_in(tmp_path) == []


async def test_a_damaged_file_changes_nothing(graph: Graph, server: Server, tmp_path: Path) -> None:
    write_everything(server)
    await export_graph(graph, tmp_path / "graph", Format.JSON, silent)
    clear(server)
    lines = (tmp_path / "graph").read_text().splitlines(keepends=True)
    (tmp_path / "graph").write_text("".join([*lines[:-2], lines[-1]]))
    with pytest.raises(ImportFileError, match="lines before it are lost"):
        await import_graph(graph, tmp_path / "graph", silent)
    assert everything(server) == {}


@pytest.mark.long
@pytest.mark.skipif(not DATA.is_dir(), reason=f"the real networks are not in {DATA}")
async def test_a_real_network_comes_back(graph: Graph, server: Server, tmp_path: Path) -> None:
    await imported(server, DATA / "ca-grqc" / "edges.csv")
    before = everything(server)
    report = await export_graph(graph, tmp_path / "graph", Format.PARQUET, silent)
    clear(server)
    await import_graph(graph, tmp_path / "graph", silent)
    assert report.items == sum(before.values())
    assert everything(server) == before
