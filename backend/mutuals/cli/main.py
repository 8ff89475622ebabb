"""The `mutuals` program: its command groups, and how failures end it."""

import sys

import typer
from pydantic import ValidationError

from mutuals.cli import (
    account,
    analytics,
    answers,
    approach,
    backup,
    demo,
    engine,
    export,
    feed,
    gatherings,
    goals,
    import_,
    import_graph,
    import_linkedin,
    import_snb,
    inbox,
    introductions,
    mcp,
    migrate,
    network,
    pool,
    profile,
    queries,
    query,
    requests,
    search,
    serve,
    skills,
    suggestions,
    token,
)
from mutuals.cli.console import EXIT_FAILURE, EXIT_USAGE, err
from mutuals.errors import MutualsError

app = typer.Typer(
    name="mutuals",
    help="How am I connected to X, who do we both know, and who can introduce me?",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(engine.app, name="engine")
app.command("degree")(answers.degree)
app.command("mutual")(answers.mutual)
app.command("paths")(answers.paths)
app.command("connections")(answers.connections)
app.command("profile")(profile.profile)
app.command("requests")(requests.requests)
app.command("note")(requests.note)
app.command("skills")(skills.skills)
app.command("goals")(goals.goals)
app.command("matches")(goals.matches)
app.command("introductions")(introductions.introductions)
app.command("approach")(approach.approach)
app.command("network")(network.network)
app.command("inbox")(inbox.inbox)
app.command("groups")(gatherings.groups)
app.command("pool")(pool.pool)
app.command("events")(gatherings.events)
app.command("meetups")(gatherings.meetups)
app.command("search")(search.search)
app.command("suggestions")(suggestions.suggestions)
app.command("feed")(feed.feed)
app.command("post")(feed.post)
app.command("analytics")(analytics.analytics)
app.command("query")(query.query)
app.command("serve")(serve.serve)
app.command("demo")(demo.demo)
app.command("mcp")(mcp.mcp)
app.command("migrate")(migrate.migrate)
app.add_typer(token.app, name="token")
app.add_typer(account.app, name="account")
app.add_typer(queries.app, name="queries")
import_.app.command(
    "linkedin",
    epilog="Examples: [bold]mutuals import linkedin Complete_LinkedInDataExport.zip --owner ada[/]"
    "   [bold]mutuals import linkedin export/ --owner ada --json[/]",
)(import_linkedin.linkedin)
import_.app.command("snb")(import_snb.snb)
import_.app.command(
    "graph",
    epilog="Examples: [bold]mutuals import graph network.graphml[/]   "
    "[bold]mutuals import graph --json network-csv/[/]",
)(import_graph.graph)
app.add_typer(import_.app, name="import")
app.add_typer(export.app, name="export")
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)


def run() -> None:
    """Run the program. A failure that has a name is one sentence, not a traceback."""
    try:
        app()
    except MutualsError as error:
        err.print(f"[red]{type(error).__name__.removesuffix('Error')}:[/] ", end="")
        err.print(str(error), markup=False)
        sys.exit(EXIT_FAILURE)
    except ValidationError as error:
        first = error.errors()[0]
        name = "MUTUALS_" + "_".join(str(part) for part in first["loc"]).upper()
        err.print(f"{name}: {first['msg']}. docs/settings.md explains it.", markup=False)
        sys.exit(EXIT_USAGE)
