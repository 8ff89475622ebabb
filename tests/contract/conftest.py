"""The API as those see it who know its document alone: linters, generators, and a tester that
sends what comes to its mind.

They take minutes and need Node.js with npm, so only `pytest tests/contract` runs them.
"""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.network import write_network

from mutuals.graph.driver import Server

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "openapi.json"

Run = Callable[..., str]


def run(*words: str, folder: Path, **environment: str) -> str:
    """What a program printed.

    Raises:
        AssertionError: it failed; the text is what it said.
    """
    done = subprocess.run(
        words, capture_output=True, text=True, cwd=folder, env=environment or None
    )
    assert done.returncode == 0, f"{' '.join(words)}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture
def four_members(empty_server: Server) -> None:
    """Ada knows Grace, who knows Linus, who knows Barbara."""
    write_network(empty_server, [("ada", "grace"), ("grace", "linus"), ("linus", "barbara")])
