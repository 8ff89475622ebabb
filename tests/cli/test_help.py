"""Help that shows how: every command has an example, and the shell completes them."""

from collections.abc import Iterator
from importlib.metadata import version

import pytest
import typer
from tests.cli.conftest import Cli

from mutuals.cli.main import COMMANDS, program


def commands(group: typer.Typer, *names: str) -> Iterator[tuple[str, ...]]:
    """Every command's names, as they are typed."""
    for command in group.registered_commands:
        assert command.callback is not None
        yield *names, command.name or command.callback.__name__
    for inner in group.registered_groups:
        assert inner.typer_instance is not None
        yield from commands(inner.typer_instance, *names, str(inner.name))


@pytest.mark.parametrize("names", [*commands(program(*COMMANDS))], ids=" ".join)
def test_a_commands_help_has_an_example(cli: Cli, names: tuple[str, ...]) -> None:
    ended = cli(*names, "--help")
    assert ended.status == 0
    assert "Example" in ended.out
    assert f"mutuals {' '.join(names)}" in " ".join(ended.out.split("Example")[1].split())


def test_the_shell_can_complete(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    # Whichever shell started the tests.
    monkeypatch.setenv("_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION", "1")
    shown = cli("--show-completion", "bash")
    assert shown.status == 0
    assert "mutuals" in shown.out


def test_the_program_says_which_it_is(cli: Cli) -> None:
    assert cli("--version").out == f"mutuals {version('mutuals')}\n"


def test_what_is_meant_by_nothing(cli: Cli) -> None:
    ended = cli()
    assert ended.status == 2
    assert "Usage" in ended.out + ended.err
