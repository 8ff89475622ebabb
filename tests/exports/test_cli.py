"""mutuals export graph and mutuals import graph, as they are called in a terminal."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.exports.conftest import clear, everything
from tests.network import write_network

from mutuals.graph.driver import Server
from mutuals.settings import Settings

pytestmark = [pytest.mark.long, pytest.mark.anyio, pytest.mark.usefixtures("graph")]


def mutuals(settings: Settings, *arguments: str) -> "subprocess.CompletedProcess[str]":
    assert settings.neo4j_uri
    assert settings.neo4j_password
    return subprocess.run(
        [sys.executable, "-c", "from mutuals.cli.main import run; run()", *arguments],
        env={
            **os.environ,
            "MUTUALS_DATA_DIR": str(settings.data_dir),
            "MUTUALS_NEO4J_URI": settings.neo4j_uri,
            "MUTUALS_NEO4J_USER": settings.neo4j_user,
            "MUTUALS_NEO4J_PASSWORD": settings.neo4j_password.get_secret_value(),
        },
        capture_output=True,
        text=True,
        check=False,
    )


async def test_a_graph_goes_through_stdout_and_back(
    settings: Settings, server: Server, tmp_path: Path
) -> None:
    write_network(server, [("ada", "grace")])
    before = everything(server)
    done = mutuals(settings, "export", "graph", "--format", "json", "-")
    assert done.returncode == 0, done.stderr
    assert "2 nodes and 1 relationships" in done.stderr
    path = tmp_path / "graph.jsonl"
    path.write_text(done.stdout)
    clear(server)
    done = mutuals(settings, "import", "graph", "--json", str(path))
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["nodes"] == {"Member": 2}
    assert report["relationships"] == {"CONNECTED_TO": 1}
    assert report["format"] == "json"
    assert everything(server) == before


async def test_failures_end_with_one_sentence(settings: Settings, tmp_path: Path) -> None:
    for arguments, sentence in [
        (["export", "graph", "--format", "csv", str(tmp_path)], "exists: name a new one"),
        (["export", "graph", "--format", "csv", "-"], "is a folder: name one"),
        (["import", "graph", str(tmp_path / "none")], "does not exist"),
    ]:
        done = mutuals(settings, *arguments)
        assert done.returncode == 3
        assert sentence in done.stderr
        assert "Traceback" not in done.stderr
