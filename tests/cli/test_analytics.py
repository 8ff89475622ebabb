"""mutuals analytics: the catalogue in the terminal."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Cli
from tests.network import write_network

from mutuals.analytics.queries import queries
from mutuals.graph.driver import Server


@pytest.fixture
def network(empty_server: Server) -> None:
    write_network(empty_server, [("ada", "grace"), ("grace", "linus")])


def test_the_catalogue_is_listed(cli: Cli) -> None:
    listed = cli("analytics")
    assert listed.status == 0
    assert all(name in listed.out for name in queries())
    items = json.loads(cli("analytics", "--json").out)["items"]
    assert [item["name"] for item in items] == [*queries()]


@pytest.mark.usefixtures("network")
def test_an_answer_is_a_table_or_json_or_csv(cli: Cli) -> None:
    table = cli("analytics", "hubs", "--param", "limit=1")
    assert "Grace" in table.out
    assert "Ada" not in table.out
    assert table.err.strip() == "1 row."
    answer = json.loads(cli("analytics", "hubs", "-p", "limit=1", "--json").out)
    assert answer["items"][0]["connections"] == 2
    lines = cli("analytics", "hubs", "-p", "limit=1", "--csv").out.splitlines()
    assert lines[0].startswith("member_id,name,connections,")
    assert lines[1].startswith("grace,Grace,2,")


@pytest.mark.parametrize(("name", "start"), [("hubs.svg", b"<?xml"), ("hubs.PNG", b"\x89PNG")])
@pytest.mark.usefixtures("network")
def test_a_chart_is_drawn_to_a_file(cli: Cli, tmp_path: Path, name: str, start: bytes) -> None:
    file = tmp_path / name
    ended = cli("analytics", "hubs", "--chart", str(file))
    assert (ended.status, ended.out) == (0, "")
    assert file.read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["friends"], 3, "has no query 'friends'"),
        (["hubs", "--param", "limit=0"], 2, "limit: Send a number from 1 to 500."),
        (["hubs", "--param", "limit"], 2, "is not NAME=VALUE"),
        (["hubs", "--chart", "hubs.gif"], 2, "an .svg or a .png"),
        (["isolates", "--chart", "isolates.svg"], 2, "isolates has no chart"),
    ],
)
@pytest.mark.usefixtures("empty_server")
def test_what_cannot_be_answered_is_said_in_a_sentence(
    cli: Cli, arguments: list[str], status: int, message: str
) -> None:
    ended = cli("analytics", *arguments)
    assert ended.status == status
    assert message in " ".join(ended.err.split())
    assert "Traceback" not in ended.err
