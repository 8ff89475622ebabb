"""mutuals import, as it is called in a terminal."""

import json
import os
import subprocess
import sys

import pytest
from tests.imports.conftest import FileOf

from mutuals.settings import Settings

pytestmark = [pytest.mark.long, pytest.mark.anyio, pytest.mark.usefixtures("graph")]


def mutuals(settings: Settings, *arguments: str) -> "subprocess.CompletedProcess[str]":
    assert settings.neo4j_uri
    assert settings.neo4j_password
    return subprocess.run(
        [sys.executable, "-c", "from mutuals.cli.main import run; run()", "import", *arguments],
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


async def test_json_stands_alone_on_stdout(settings: Settings, file_of: FileOf) -> None:
    path = file_of("ada,grace\nada,ada\nx\n")
    done = mutuals(settings, "edges", "--json", str(path))
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report.pop("seconds") > 0
    assert report.pop("per_second") > 0
    assert report == {
        "file": str(path),
        "lines": 3,
        "created": 1,
        "unchanged": 0,
        "members_created": 2,
        "self_joins": {"count": 1, "lines": [2]},
        "duplicates": {"count": 0, "lines": []},
        "malformed": {
            "count": 1,
            "lines": [{"line": 3, "reason": "has 1 field, not 2 to 4"}],
        },
    }


async def test_members_are_reported_in_words(settings: Settings, file_of: FileOf) -> None:
    done = mutuals(settings, "members", str(file_of("id,name\nada,Ada\nada,Ada\na b,B\n")))
    assert done.returncode == 0, done.stderr
    assert "1  members created" in done.stdout
    assert "duplicates: line 3" in done.stdout
    assert "malformed: line 4 'a b' is not a member id" in done.stdout


async def test_a_strict_run_ends_with_one_sentence(settings: Settings, file_of: FileOf) -> None:
    done = mutuals(settings, "edges", "--strict", str(file_of("ada,ada\n")))
    assert done.returncode == 3
    assert done.stdout == ""
    assert "line 1: connects a member to themselves" in done.stderr
    assert "Traceback" not in done.stderr


async def test_a_missing_file_ends_with_one_sentence(settings: Settings) -> None:
    done = mutuals(settings, "members", "none.csv")
    assert done.returncode == 3
    assert "none.csv does not exist" in done.stderr


async def test_a_wrong_call_is_a_usage_error(settings: Settings) -> None:
    assert mutuals(settings, "edges").returncode == 2
