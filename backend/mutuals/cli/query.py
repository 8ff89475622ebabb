"""mutuals query: Cypher of one's own, once or in a console, through the same gate as over HTTP."""

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from mutuals.adhoc.answers import Answer
from mutuals.adhoc.plans import operator_name
from mutuals.adhoc.running import AnalystQueries, opened_for
from mutuals.cli.console import (
    EXIT_NO,
    EXIT_USAGE,
    DataDir,
    Json,
    err,
    graph_of,
    out,
    run_loop,
    settings_for,
)
from mutuals.graph.opening import analytics_server
from mutuals.settings import Settings

ANALYST = "the command line"
Result = TypeVar("Result")


def query(
    cypher: Annotated[
        str | None,
        typer.Argument(help="One query that reads; without it a console.", metavar="[CYPHER]"),
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", help="A parameter, NAME=VALUE; the value is JSON, or else text."),
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV and nothing else.")] = False,
    chart: Annotated[
        Path | None,
        typer.Option(help="Draw the first columns into this .svg or .png, in place of a table."),
    ] = None,
    explain: Annotated[bool, typer.Option(help="Draw the plan; nothing is run.")] = False,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Ask the whole network in Cypher: what reads, within bounds, and nothing that is private.

    Without CYPHER a console, or the query that stands on standard input. docs/cypher.md says what
    a query may have. Exit status 1 when nothing is found.

    Examples: [bold]mutuals query "MATCH (m:Member) RETURN m.industry, count(*)"[/]
    [bold]mutuals query "MATCH (m:Member {id: \\$id}) RETURN m.name" --param id=ada --csv[/]
    """
    if chart is not None and chart.suffix not in {".svg", ".png"}:
        err.print("--chart draws an .svg or a .png file: end its name so.")
        raise typer.Exit(EXIT_USAGE)
    settings = settings_for(data_dir)
    parameters = dict(_parameter(text) for text in param or [])
    if cypher is None and sys.stdin.isatty():
        from mutuals.cli.query_console import run_console

        run_loop(run_console(settings, parameters))
        return
    text = sys.stdin.read() if cypher is None else cypher
    rows = run_loop(_once(settings, text, parameters, as_csv, as_json, chart, explain))
    if rows == 0:
        raise typer.Exit(EXIT_NO)


@asynccontextmanager
async def queries_of(settings: Settings) -> AsyncIterator[AnalystQueries]:
    """What asks the server that the settings name for analysts."""
    async with (
        graph_of(settings) as graph,
        opened_for(analytics_server(settings, graph)) as queries,
    ):
        yield queries


async def _once(
    settings: Settings,
    text: str,
    parameters: dict[str, Any],
    as_csv: bool,
    as_json: bool,
    chart: Path | None,
    explain: bool,
) -> int:
    async with queries_of(settings) as queries:
        if explain:
            draw_plan(await queries.plan(text, parameters))
            return 1
        answer = await queries.ask(ANALYST, text, parameters)
        if as_json:
            async for piece in answer.as_json():
                sys.stdout.write(piece.decode())
            sys.stdout.write("\n")
        elif as_csv:
            sys.stdout.write(await answer.as_csv())
        else:
            rows = await rows_of(answer)
            if chart is not None:
                draw_chart(answer, rows, chart)
            else:
                draw_table(answer, rows)
        if answer.why is not None:
            err.print(answer.why, markup=False)
        return answer.count


async def rows_of(answer: Answer) -> list[list[Any]]:
    """Every row of an answer, which is closed by then."""
    try:
        return [row async for row in answer.rows()]
    finally:
        answer.close()


async def interruptible(work: Awaitable[Result]) -> Result | None:
    """The work's result; None when Ctrl-C ended it."""
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGINT, task.cancel)
    try:
        return await task
    except asyncio.CancelledError:
        err.print("Cancelled.")
        return None
    finally:
        loop.remove_signal_handler(signal.SIGINT)


def draw_table(answer: Answer, rows: list[list[Any]]) -> None:
    """The rows under their columns, numbers to the right."""
    table = Table()
    for number, column in enumerate(answer.columns):
        numeric = all(
            isinstance(row[number], int | float) and not isinstance(row[number], bool)
            for row in rows
        )
        table.add_column(Text(column), justify="right" if rows and numeric else "left")
    for row in rows:
        table.add_row(*(Text(shown(value)) for value in row))
    out.print(table)
    several = "" if answer.count == 1 else "s"
    err.print(f"{answer.count} row{several} in {answer.seconds:.2f} s.", markup=False)


def shown(value: Any) -> str:
    """A value in a table's cell: text as it is, all else as JSON."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return "".join(letter if letter.isprintable() else " " for letter in text)


def draw_plan(plan: dict[str, Any]) -> None:
    """Operators as a tree, the last at the top: each takes rows from those below it."""

    def label(operator: dict[str, Any]) -> Text:
        facts = operator.get("args", {})
        rows = float(facts.get("EstimatedRows", 0))
        return Text.assemble(
            (operator_name(operator), "bold"),
            f"  {facts.get('Details', '')}",
            (f"  about {rows:,.0f} rows", "dim"),
        )

    def grow(tree: Tree, operator: dict[str, Any]) -> None:
        for child in operator.get("children", []):
            grow(tree.add(label(child)), child)

    tree = Tree(label(plan))
    grow(tree, plan)
    out.print(tree)


def draw_chart(answer: Answer, rows: list[list[Any]], file: Path) -> None:
    """Draw the first columns, and say where."""
    from mutuals.cli.query_chart import chart_of

    file.write_bytes(chart_of(answer.columns, rows, file.suffix[1:]))
    err.print(f"Drawn to {file}.", markup=False)


def _parameter(text: str) -> tuple[str, Any]:
    name, separator, value = text.partition("=")
    if not separator:
        raise typer.BadParameter(f"{text}: write NAME=VALUE")
    return name.removeprefix("$"), value_of(value)


def value_of(text: str) -> Any:
    """JSON's value, or the text itself where it is no JSON."""
    try:
        return json.loads(text)
    except ValueError:
        return text
