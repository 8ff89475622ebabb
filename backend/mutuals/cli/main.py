"""The `mutuals` program: its commands, and how failures end it."""

import sys
from importlib import import_module
from importlib.metadata import version
from typing import Annotated

import typer
from pydantic import ValidationError

from mutuals.cli.console import EXIT_FAILURE, EXIT_USAGE, err, out
from mutuals.errors import MutualsError

COMMANDS = {
    "engine": "engine.app",
    "degree": "answers.degree",
    "mutual": "answers.mutual",
    "paths": "answers.paths",
    "connections": "answers.connections",
    "profile": "profile.profile",
    "requests": "requests.requests",
    "note": "requests.note",
    "skills": "skills.skills",
    "goals": "goals.goals",
    "matches": "goals.matches",
    "introductions": "introductions.introductions",
    "approach": "approach.approach",
    "network": "network.network",
    "inbox": "inbox.inbox",
    "groups": "gatherings.groups",
    "pool": "pool.pool",
    "events": "gatherings.events",
    "meetups": "gatherings.meetups",
    "search": "search.search",
    "suggestions": "suggestions.suggestions",
    "feed": "feed.feed",
    "post": "feed.post",
    "analytics": "analytics.analytics",
    "query": "query.query",
    "serve": "serve.serve",
    "demo": "demo.demo",
    "mcp": "mcp.mcp",
    "migrate": "migrate.migrate",
    "token": "token.app",
    "account": "account.app",
    "queries": "queries.app",
    "import": "import_group.app",
    "export": "export.app",
    "backup": "backup.backup",
    "restore": "backup.restore",
}
"""What each is, in this package. Help lists them in this order."""


def program(*names: str) -> typer.Typer:
    """The program with these commands alone: without the others' models one starts sooner."""
    app = typer.Typer(
        name="mutuals",
        help="How am I connected to X, who do we both know, and who can introduce me?",
        no_args_is_help=True,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)  # with it one command alone has its name, too
    for name in names:
        module, _, attribute = COMMANDS[name].partition(".")
        command = getattr(import_module(f"mutuals.cli.{module}"), attribute)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name)(command)
    return app


def _show_version(asked: bool) -> None:
    if asked:
        out.print(f"mutuals {version('mutuals')}")
        raise typer.Exit


def _options(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """What stands before a command."""


def run() -> None:
    """Run the program. A failure that has a name is one sentence, not a traceback."""
    try:
        # Anything else is for help, for completion, or a mistake.
        named = [name for name in sys.argv[1:2] if name in COMMANDS]
        program(*(named or COMMANDS))()
    except MutualsError as error:
        err.print(f"[red]{type(error).__name__.removesuffix('Error')}:[/] ", end="")
        err.print(str(error), markup=False)
        sys.exit(EXIT_FAILURE)
    except ValidationError as error:
        first = error.errors()[0]
        name = "MUTUALS_" + "_".join(str(part) for part in first["loc"]).upper()
        err.print(f"{name}: {first['msg']}. docs/settings.md explains it.", markup=False)
        sys.exit(EXIT_USAGE)
