"""mutuals import linkedin, as it is called in a terminal."""

import json
from pathlib import Path

import pytest
from tests.imports.test_cli import mutuals
from tests.linkedin.exports import connection, export_of, table
from tests.network import write_network

from mutuals.graph.driver import Graph, Server
from mutuals.settings import Settings

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("graph")]


async def test_it_reports_in_words_and_in_json(
    graph: Graph, server: Server, settings: Settings, tmp_path: Path
) -> None:
    del graph
    write_network(server, [], ["ada"])
    rows = [connection("Grace Hopper"), connection("Alan Turing", on="never")]
    path = export_of(tmp_path / "e.zip", connections=rows, skills=[["Maths"]])
    done = mutuals(settings, "linkedin", str(path), "--owner", "ada")
    assert done.returncode == 0, done.stderr
    assert "1  unconfirmed members created" in done.stdout
    assert "profile: filled skills" in done.stdout
    assert "bad row: Connections.csv, line 6: Connected On is no day" in done.stdout
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "Connections.csv").write_text(table("Connections.csv", rows))
    again = mutuals(settings, "linkedin", str(folder), "--owner", "ada", "--json")
    assert again.returncode == 0, again.stderr
    report = json.loads(again.stdout)
    assert report["people"] == {"created": 0, "updated": 0, "unchanged": 1, "confirmed": 0}


async def test_failures_are_one_sentence(settings: Settings, tmp_path: Path) -> None:
    path = export_of(tmp_path / "e.zip", connections=[connection("Grace Hopper")])
    for arguments, said in [
        ([str(path), "--owner", "nobody"], "There is no member 'nobody'"),
        ([__file__, "--owner", "ada"], "no ZIP file"),
    ]:
        done = mutuals(settings, "linkedin", *arguments)
        assert done.returncode == 3
        assert said in done.stderr
        assert "Traceback" not in done.stderr
