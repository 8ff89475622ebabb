"""mutuals export member: the member's ZIP, fetched by an operator."""

import zipfile
from pathlib import Path

from tests.cli.conftest import Cli
from tests.network import write_network

from mutuals.graph.driver import Server


def test_an_operator_fetches_what_the_member_would_get(
    cli: Cli, server: Server, tmp_path: Path
) -> None:
    write_network(server, [("ada", "grace")])
    file = tmp_path / "ada.zip"
    assert cli("export", "member", "ada", str(file)).status == 0
    with zipfile.ZipFile(file) as archive:
        assert "grace" in archive.read("connections.json").decode()
    assert file.stat().st_mode & 0o077 == 0


def test_what_cannot_be_written_or_found_is_one_sentence_and_leaves_no_file(
    cli: Cli, server: Server, tmp_path: Path
) -> None:
    write_network(server, [("ada", "grace")])
    file = tmp_path / "nobody.zip"
    assert "There is no member 'nobody'" in cli("export", "member", "nobody", str(file)).err
    assert cli("export", "member", "ada", str(tmp_path / "no" / "ada.zip")).status == 3
    file.touch()
    assert "is there already" in cli("export", "member", "ada", str(file)).err
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ""] == ["nobody.zip"]
