"""mutuals query: Cypher in the terminal, through the same gate."""

import io
import json
from pathlib import Path

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from tests.cli.conftest import Cli
from tests.network import write_network

from mutuals.graph.driver import Server


@pytest.fixture(autouse=True)
def three(cli: Cli, empty_server: Server) -> None:
    del cli  # which empties the graph
    write_network(empty_server, [("ada", "grace"), ("grace", "linus")])


def test_a_table(cli: Cli) -> None:
    ended = cli("query", "MATCH (m:Member) RETURN m.id AS id, size(m.name) AS letters ORDER BY id")
    assert ended.status == 0
    for word in ("id", "letters", "ada", "3", "linus", "5"):
        assert word in ended.out
    assert "3 rows" in ended.err


def test_json_and_csv_are_alone_on_stdout(cli: Cli) -> None:
    query = "MATCH (m:Member {id: $id}) RETURN m.name AS name"
    assert json.loads(cli("query", query, "--param", "id=ada", "--json").out)["rows"] == [["Ada"]]
    assert cli("query", query, "--param", "id=ada", "--csv").out.splitlines() == ["name", "Ada"]


def test_from_standard_input(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("RETURN 1 AS one;"))
    assert cli("query", "--csv").out.splitlines() == ["one", "1"]


def test_nothing_found(cli: Cli) -> None:
    assert cli("query", "MATCH (m:Member {id: 'nobody'}) RETURN m.id").status == 1


@pytest.mark.parametrize("query", ["MATCH (n) RETURN n", "CREATE (m:Member)", "SHOW SETTINGS"])
def test_the_gate_stands_here_too(cli: Cli, query: str) -> None:
    ended = cli("query", query)
    assert ended.status == 3
    assert "QueryRefused" in ended.err


def test_a_plan_is_drawn_as_a_tree(cli: Cli) -> None:
    ended = cli("query", "MATCH (m:Member) RETURN m.id ORDER BY m.name", "--explain")
    assert ended.out.splitlines()[0].startswith("ProduceResults")
    assert "└── " in ended.out
    assert "NodeByLabelScan" in ended.out


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (m:Member) RETURN m.id, size(m.name)",
        "UNWIND [1, 2] AS x RETURN x, x * x",
        "UNWIND [1, 2] AS x RETURN date({year: 2024, month: x}) AS day, x",
    ],
)
def test_a_chart_is_drawn(cli: Cli, tmp_path: Path, query: str) -> None:
    file = tmp_path / "chart.svg"
    assert cli("query", query, "--chart", str(file)).status == 0
    assert "<svg" in file.read_text("utf-8")


def test_what_is_no_chart(cli: Cli, tmp_path: Path) -> None:
    ended = cli("query", "RETURN 1 AS x", "--chart", str(tmp_path / "chart.svg"))
    assert ended.status == 3
    assert "whose second is a number" in ended.err
    assert cli("query", "RETURN 1 AS x", "--chart", "chart.gif").status == 2


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("MATCH (m:Mem", "Member"),
        ("MATCH (m:Member|Com", "Company"),
        ("MATCH (m)-[:CONN", "CONNECTED_TO"),
        ("MATCH (m)-[c:WORKS_AT|CONN", "CONNECTED_TO"),
        ("RETURN m.ind", "industry"),
        ("ret", "RETURN"),
        ("RETURN coll", "collect("),
        (":sch", ":schema"),
    ],
)
def test_the_console_completes(typed: str, word: str) -> None:
    from mutuals.cli.query_console import Words

    found = Words().get_completions(Document(typed), CompleteEvent())
    assert word in [completion.text for completion in found]


def test_the_console_completes_nothing_that_is_private() -> None:
    from mutuals.cli.query_console import Words

    found = Words().get_completions(Document("RETURN m.contact"), CompleteEvent())
    assert [*found] == []
