"""mutuals pool: who shares imports in a group, in the terminal."""

import pytest
from tests.pooling.pools import known, share, write_imports
from typer.testing import CliRunner

from mutuals.graph.driver import Server

run = CliRunner()


@pytest.fixture
def team(cli_server: Server) -> Server:
    """Bea shares whom she imported, Ada does not yet."""
    share(cli_server, "ada", shares=None)
    share(cli_server, "bea")
    write_imports(cli_server, known("bea", "zoe", "Zoe"))
    return cli_server
