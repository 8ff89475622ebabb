"""The wheel, installed by itself, is the whole of Mutuals with its engine."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from mutuals.graph.catalogue import cypher_folder

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new environment that holds mutuals[embedded] from its wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    run(CHECKOUT, "uv", "build", "--quiet", "--wheel", "--out-dir", str(folder))
    (wheel,) = folder.glob("*.whl")
    environment = folder / "environment"
    run(folder, "uv", "venv", "--quiet", str(environment))
    install = ["uv", "pip", "install", "--quiet", "--python", str(environment)]
    run(folder, *install, f"{wheel}[embedded]")
    return environment / "bin"


def run(folder: Path, *command: str, **environment: str) -> str:
    """Run a program in the folder, knowing nothing of the checkout; returns what it prints."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name not in {"PYTHONPATH", "VIRTUAL_ENV"} and not name.startswith("UV_PROJECT")
    }
    done = subprocess.run(
        command, cwd=folder, env=inherited | environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_carries_the_cypher_files(installed: Path, tmp_path: Path) -> None:
    code = "from mutuals.graph.catalogue import *; print(cypher_folder()); load_catalogue()"

    carried = Path(run(tmp_path, str(installed / "python"), "-c", code).strip())

    assert carried.is_relative_to(installed.parent)
    files = {path.relative_to(carried) for path in carried.rglob("*.cypher")}
    assert files == {
        path.relative_to(cypher_folder()) for path in cypher_folder().rglob("*.cypher")
    }


def test_it_runs_an_engine_of_its_own(installed: Path, tmp_path: Path) -> None:
    def mutuals(*arguments: str) -> str:
        program = str(installed / "mutuals")
        return run(tmp_path, program, *arguments, MUTUALS_DATA_DIR="data")

    mutuals("engine", "start")
    try:
        assert json.loads(mutuals("engine", "status", "--json"))["running"] is True
        mutuals("migrate")
    finally:
        mutuals("engine", "stop")
