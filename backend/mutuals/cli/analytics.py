"""mutuals analytics: the analysts' catalogue, and runs of the graph algorithms."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table

from mutuals.analytics import queries
from mutuals.analytics.formats import Format, csv_text, written
from mutuals.analytics.models import Answer, CatalogueQueries
from mutuals.cli.console import (
    EXIT_USAGE,
    DataDir,
    Json,
    err,
    out,
    print_json,
    settings_for,
    with_graph,
)
from mutuals.errors import InvalidParameterError
from mutuals.graph.driver import Graph
from mutuals.graph.opening import new_id, utc_now
from mutuals.graph_runs.commands import begin, carry_out
from mutuals.graph_runs.models import Run, Stage
from mutuals.graph_runs.queries import get_run
from mutuals.graph_runs.snapshot import networkit_module

COMPUTE = "compute"
STAGES = {
    Stage.READING: "Reading connections",
    Stage.PAGERANK: "Computing PageRank",
    Stage.COMMUNITIES: "Finding communities",
    Stage.BETWEENNESS: "Estimating betweenness",
    Stage.CORES: "Computing core numbers",
    Stage.COMPONENTS: "Finding components",
    Stage.WRITING: "Writing results",
}


def analytics(
    name: Annotated[
        str | None,
        typer.Argument(
            help="A query of the catalogue, or compute, which runs the graph algorithms; without "
            "it, all queries are listed.",
            metavar="[NAME]",
        ),
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", help="A parameter, as NAME=VALUE.", metavar="NAME=VALUE"),
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV and nothing else.")] = False,
    chart: Annotated[
        Path | None, typer.Option(help="Draw the answer to this .svg or .png file.", metavar="FILE")
    ] = None,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Ask the whole network: growth, brokers, communities, funnels, and more.

    Examples: [bold]mutuals analytics hubs --param limit=5[/]   [bold]mutuals analytics growth
    --chart growth.svg[/]   [bold]mutuals analytics compute[/]
    """
    if name is None:
        show_catalogue(queries.listed(), as_json=as_json)
        return
    if name == COMPUTE:
        show_run(compute(data_dir), as_json=as_json)
        return
    image = None if chart is None else chart.suffix.removeprefix(".").lower()
    if image not in {None, Format.SVG, Format.PNG}:
        err.print("--chart draws an .svg or a .png file: end its name so.")
        raise typer.Exit(EXIT_USAGE)
    parameters = dict(_pair(text) for text in param or [])

    async def work(graph: Graph) -> Answer:
        return await queries.run(graph.reader, name, parameters, now=utc_now())

    try:
        answer = with_graph(settings_for(data_dir), work)
        if chart is not None and image is not None:
            chart.write_bytes(written(answer, Format(image)))
    except InvalidParameterError as error:
        err.print(str(error), markup=False)
        raise typer.Exit(EXIT_USAGE) from error
    if as_json:
        print_json(answer)
    elif as_csv:
        typer.echo(csv_text(answer), nl=False)
    elif chart is not None:
        err.print(f"Drawn to {chart}.", markup=False)
    else:
        show_answer(answer)


def compute(data_dir: Path | None) -> Run:
    """Run the graph algorithms, with a bar for each stage on stderr."""

    async def work(graph: Graph) -> Run:
        run = await begin(graph, new_id(), utc_now)
        with Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeElapsedColumn(),
            console=err,
            disable=not err.is_terminal,
        ) as progress:
            tasks: dict[Stage, TaskID] = {}

            def show(stage: Stage, done: float) -> None:
                if stage not in tasks:
                    for task in tasks.values():
                        progress.update(task, total=1.0, completed=1.0)
                    # Of most it is not known how far they are.
                    tasks[stage] = progress.add_task(STAGES[stage], total=None)
                if done:
                    progress.update(tasks[stage], total=1.0, completed=done)

            await carry_out(graph, run, utc_now, show)
            for task in tasks.values():
                progress.update(task, total=1.0, completed=1.0)
        return await get_run(graph.reader, run.id)

    networkit_module()  # said before anything is begun
    return with_graph(settings_for(data_dir), work)


def show_catalogue(catalogue: CatalogueQueries, *, as_json: bool) -> None:
    if as_json:
        print_json(catalogue)
        return
    table = Table("name", "parameters", "what it answers")
    for query in catalogue.items:
        parameters = "\n".join(
            parameter.name + ("" if parameter.required else f"={_plain(parameter.default)}")
            for parameter in query.parameters
        )
        first, _, _ = query.description.partition(". ")
        table.add_row(query.name, escape(parameters), escape(first.rstrip(".") + "."))
    out.print(table)
    err.print("--json and docs/analytics.md say more of each.")


def show_run(run: Run, *, as_json: bool) -> None:
    if as_json:
        print_json(run)
        return
    out.print(
        f"Run {run.number}: {run.members or 0:,} members and {run.connections or 0:,} connections "
        f"in {run.communities or 0:,} communities and {run.components or 0:,} components."
    )


def show_answer(answer: Answer) -> None:
    """The rows as a table; how many, and what they rest on, on stderr."""
    table = Table()
    for column in answer.columns:
        right = column.type in {"integer", "float"}
        table.add_column(column.name.replace("_", " "), justify="right" if right else "left")
    for row in answer.items:
        table.add_row(*(escape(_cell(row[column.name], column.name)) for column in answer.columns))
    out.print(table)
    rows = "1 row" if len(answer.items) == 1 else f"{len(answer.items):,} rows"
    run = "" if answer.run is None else f", with what run {answer.run} found"
    err.print(f"{rows}{run}.")


def _cell(value: Any, column: str) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case int() if column in {"community", "component"}:
            return str(value)
        case int():
            return f"{value:,}"
        case float():
            return f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise typer.BadParameter(f"{text!r} is not NAME=VALUE.", param_hint="--param")
    return name, value
