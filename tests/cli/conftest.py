"""The `mutuals` program on this run's Neo4j: in this process, or as one of its own."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from tests.conftest import SECRET

from mutuals.cli.main import run
from mutuals.settings import Settings

PROGRAM = [sys.executable, "-m", "mutuals"]


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit status, and what stands on the two streams."""

    status: int
    out: str
    err: str


Cli = Callable[..., Ended]


@pytest.fixture
def environment(settings: Settings) -> dict[str, str]:
    """What names this run's Neo4j, a data folder of its own, and the tests' secret."""
    assert settings.neo4j_uri is not None
    assert settings.neo4j_password is not None
    return {
        "MUTUALS_DATA_DIR": str(settings.data_dir),
        "MUTUALS_NEO4J_URI": settings.neo4j_uri,
        "MUTUALS_NEO4J_USER": settings.neo4j_user,
        "MUTUALS_NEO4J_PASSWORD": settings.neo4j_password.get_secret_value(),
        "MUTUALS_NEO4J_DATABASE": settings.neo4j_database,
        "MUTUALS_SECRET": SECRET,
    }


@pytest.fixture
def cli(
    environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Cli:
    """Run a command in this process: cli("degree", "ada", "grace")."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    def ended(*arguments: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["mutuals", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as exit_:
            run()
        streams = capsys.readouterr()
        return Ended(int(exit_.value.code or 0), streams.out, streams.err)

    return ended
