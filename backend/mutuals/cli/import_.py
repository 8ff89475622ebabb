"""mutuals import: connections, members and LinkedIn exports from files."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table
from rich.text import Text

from mutuals.cli.console import (
    EXIT_USAGE,
    DataDir,
    Json,
    engine_progress,
    err,
    out,
    print_json,
    settings_for,
    with_graph,
)
from mutuals.connections.commands import renew_ties
from mutuals.graph.driver import Graph
from mutuals.graph.opening import new_id, utc_now
from mutuals.imports import commands
from mutuals.imports.models import ConnectionsReport, Lines, MembersReport, Report
from mutuals.imports.models import Progress as ImportProgress
from mutuals.imports.offline import import_offline
from mutuals.linkedin.archive import opened_export
from mutuals.linkedin.commands import import_export
from mutuals.linkedin.models import ImportReport

NAMED = 5
"""How many lines of each kind are named; --json names more."""
NAMED_ROWS = 100
"""The same of an export's rows."""

app = typer.Typer(
    invoke_without_command=True,
    help="Bring in connections and members from files.",
    epilog="Example: [bold]mutuals import --offline --members people.csv --edges ties.csv[/]",
)

File = Annotated[Path, typer.Argument(help="The file to read, UTF-8.", metavar="FILE")]
Strict = Annotated[
    bool,
    typer.Option("--strict", help="Stop at the first line that is malformed or repeated."),
]


@app.callback()
def offline(
    context: typer.Context,
    offline: Annotated[
        bool,
        typer.Option(
            "--offline",
            help="Build a new store of the embedded engine from files, many times as fast. It must "
            "not be in use, nor hold a graph.",
        ),
    ] = False,
    members: Annotated[
        Path | None,
        typer.Option(help="With --offline: the file of members.", metavar="FILE"),
    ] = None,
    edges: Annotated[
        Path | None,
        typer.Option(help="With --offline: the file of connections.", metavar="FILE"),
    ] = None,
    strict: Strict = False,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Bring in connections and members from files."""
    # Not what the environment says.
    sources = map(context.get_parameter_source, context.params)
    given = any(source is not None and source.name == "COMMANDLINE" for source in sources)
    if context.invoked_subcommand is not None:
        if given:
            raise typer.BadParameter(
                "--offline takes its files with --members and --edges; all other options stand "
                f"behind `{context.invoked_subcommand}`"
            )
        return
    if not offline:
        if given:
            raise typer.BadParameter("files are named so with --offline alone")
        out.print(context.get_help())
        raise typer.Exit(EXIT_USAGE)
    if members is None and edges is None:
        raise typer.BadParameter("needs --members, --edges or both", param_hint="--offline")
    with engine_progress() as progress:
        report = import_offline(
            settings_for(data_dir),
            members,
            edges,
            strict=strict,
            now=utc_now(),
            progress=progress,
        )
    if as_json:
        print_json(report)
        return
    if report.members is not None:
        show(report.members, "members")
    if report.connections is not None:
        show(report.connections, "connections")
    out.print(f"A new store, ready in {report.seconds:,.1f} s.")


@app.command(
    epilog="Examples: [bold]mutuals import edges connections.csv[/]   "
    "[bold]mutuals import edges --strict --json soc-network.txt[/]"
)
def edges(
    file: File, strict: Strict = False, data_dir: DataDir = None, as_json: Json = False
) -> None:
    """Connect the pairs of a CSV file, or of an edge list as SNAP publishes them.

    Two member ids a line, then since (an ISO date or time) and strength (0 to 1) where known,
    separated by commas, semicolons, tabs or spaces. A header such as `source,target,since,strength`
    may name the columns in another order; lines that start with # are comments.

    Members that are missing are made. A pair that is connected already keeps what it has, so a
    second run changes nothing, and a run that was stopped can be run again. Malformed lines,
    repeated pairs and members connected to themselves are named and not stored.
    """

    async def work(graph: Graph) -> ConnectionsReport:
        with import_progress("Connecting") as progress:
            report = await commands.import_connections(
                graph, file, strict=strict, now=utc_now(), progress=progress
            )
        if report.created:
            await compute_strengths(graph, only_new=True)
        return report

    report = with_graph(settings_for(data_dir), work)
    if as_json:
        print_json(report)
    else:
        show(report, "connections")


@app.command(
    epilog="Examples: [bold]mutuals import members people.csv[/]   "
    "[bold]mutuals import members --strict --json people.csv[/]"
)
def members(
    file: File, strict: Strict = False, data_dir: DataDir = None, as_json: Json = False
) -> None:
    """Create and update the members of a CSV file.

    The header names the columns, in any order: id, and of name, headline, company, title, school,
    skills (separated by ; or |), industry and location those that are there. A column replaces what
    the graph has, an empty cell clears it, a column that is left out leaves it. Company and title
    are the current position; positions and schools that have an end date stay.

    A second run changes nothing. Malformed lines and repeated ids are named and not stored.
    """

    async def work(graph: Graph) -> MembersReport:
        with import_progress("Writing members") as progress:
            report = await commands.import_members(
                graph, file, strict=strict, now=utc_now(), progress=progress
            )
        if report.updated:
            # Employers and schools may have changed, and with them what ties stand on.
            await compute_strengths(graph, only_new=False)
        return report

    report = with_graph(settings_for(data_dir), work)
    if as_json:
        print_json(report)
    else:
        show(report, "members")


@app.command(
    epilog="Examples: [bold]mutuals import linkedin Complete_LinkedInDataExport.zip --owner ada[/]"
    "   [bold]mutuals import linkedin export/ --owner ada --json[/]"
)
def linkedin(
    file: Annotated[
        Path, typer.Argument(help="The ZIP file that LinkedIn sent, or its folder.", metavar="FILE")
    ],
    owner: Annotated[str, typer.Option(help="Id of the member whose export it is.")],
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Bring in a member's LinkedIn data export.

    People become unconfirmed members, whom the owner alone knows; who is a member already, by a
    profile address or an email address that the operator gave, is connected to the owner. Messages,
    endorsements and recommendations make ties stronger; their texts are not stored. Fields of the
    owner's profile that are empty are filled.

    A second run changes nothing, a newer export updates. Bad rows are named and not stored.
    docs/linkedin.md says what is read, and what becomes of it.
    """
    settings = settings_for(data_dir)

    async def work(graph: Graph) -> ImportReport:
        with opened_export(file) as export, import_progress("Reading") as progress:
            steps = import_export(
                graph,
                owner,
                export,
                vouched=True,
                most_connections=settings.most_connections,
                new_id=new_id,
                now=utc_now(),
            )
            async for step in steps:
                if isinstance(step, ImportReport):
                    return step
                progress(step.done, step.total, step.rows)
        raise AssertionError("an import ends with its report")

    report = with_graph(settings, work)
    if as_json:
        print_json(report)
    else:
        show_export(report)


async def compute_strengths(graph: Graph, *, only_new: bool) -> None:
    """Give ties the context that the import changed; the rest of it is renewed every night."""
    with import_progress("Computing strengths") as progress:
        await renew_ties(graph, only_new=only_new, renewed=lambda ties: progress(0, 0, ties))


class RateColumn(ProgressColumn):
    """Lines a second since the start."""

    def render(self, task: Task) -> Text:
        lines = task.fields["lines"]
        return Text(f"{lines:,} lines, {lines / task.elapsed if task.elapsed else 0:,.0f}/s")


@contextmanager
def import_progress(what: str) -> Iterator[ImportProgress]:
    """A bar on stderr with lines done, their rate and the time; gone at the end."""
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        RateColumn(),
        TimeElapsedColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    ) as progress:
        task = progress.add_task(what, total=None, lines=0)

        def show_progress(done: int, total: int, lines: int) -> None:
            progress.update(task, completed=done, total=total or None, lines=lines)

        yield show_progress


def show(report: Report, what: str) -> None:
    """The counts as a table, then the first lines of each kind that were passed over."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(justify="right")
    table.add_column()
    counts = {f"{what} created": report.created}
    if isinstance(report, MembersReport):
        counts["members updated"] = report.updated
    counts["unchanged"] = report.unchanged
    if isinstance(report, ConnectionsReport):
        counts["members created"] = report.members_created
    passed_over: dict[str, Lines] = {"duplicates": report.duplicates}
    if isinstance(report, ConnectionsReport):
        passed_over["self-joins"] = report.self_joins
    counts |= {kind: lines.count for kind, lines in passed_over.items()}
    counts["malformed"] = report.malformed.count
    for name, count in counts.items():
        table.add_row(f"{count:,}", name)
    out.print(table)
    for kind, lines in passed_over.items():
        if lines.count:
            numbers = ", ".join(map(str, lines.lines[:NAMED]))
            more = ", …" if lines.count > NAMED else ""
            out.print(f"{kind}: line {numbers}{more}", markup=False)
    for offence in report.malformed.lines[:NAMED]:
        out.print(f"malformed: line {offence.line} {offence.reason}", markup=False)
    if report.malformed.count > NAMED:
        out.print(f"malformed: {report.malformed.count - NAMED:,} more lines", markup=False)
    out.print(
        f"{report.lines:,} lines in {report.seconds:,.1f} s: {report.per_second:,.0f} a second"
    )


def show_export(report: ImportReport) -> None:
    """What became of an export, then the rows that are not stored."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(justify="right")
    table.add_column()
    people, counted, activity = report.people, report.counted, report.activity
    for count, name in [
        (people.created, "unconfirmed members created"),
        (people.updated, "people updated"),
        (people.unchanged, "people unchanged"),
        (people.confirmed, "members connected"),
        (counted.messages, "messages counted"),
        (counted.messages_with_others, "messages passed over"),
        (counted.endorsements, "endorsements counted"),
        (counted.endorsements_passed_over, "endorsements passed over"),
        (counted.recommendations, "recommendations counted"),
        (counted.recommendations_passed_over, "recommendations passed over"),
        (activity.invitations_sent, "invitations sent"),
        (activity.invitations_received, "invitations received"),
        (activity.shares, "shares"),
        (activity.comments, "comments"),
        (activity.reactions, "reactions"),
        (activity.events, "events"),
        (activity.company_follows, "companies followed"),
        (report.bad_rows.count, "bad rows"),
        (report.conflicts.count, "conflicts"),
    ]:
        table.add_row(f"{count:,}", name)
    out.print(table)
    if report.profile_fields:
        out.print(f"profile: filled {', '.join(report.profile_fields)}")
    for kind, rows in {"bad row": report.bad_rows, "conflict": report.conflicts}.items():
        for row in rows.rows[:NAMED_ROWS]:
            out.print(f"{kind}: {row.file}, line {row.line}: {row.reason}", markup=False)
        if rows.count > NAMED_ROWS:
            out.print(f"{kind}: {rows.count - NAMED_ROWS:,} more; --json names them", markup=False)
    for note in report.notes:
        out.print(note, markup=False)
    rows_read = sum(file.rows for file in report.files)
    files = f"{len(report.files)} file" + ("" if len(report.files) == 1 else "s")
    out.print(f"{rows_read:,} rows of {files} in {report.seconds:,.1f} s")
