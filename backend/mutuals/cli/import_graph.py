"""mutuals import graph: a whole graph, as `mutuals export graph` wrote it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from mutuals.cli.console import DataDir, Json, out, print_json, settings_for, with_graph
from mutuals.cli.import_ import import_progress
from mutuals.exports.commands import import_graph
from mutuals.exports.models import GraphReport, Progress
from mutuals.graph.driver import Graph


def graph(
    source: Annotated[
        Path,
        typer.Argument(
            help="The file or folder that an export wrote; its format is found.",
            metavar="FILE_OR_FOLDER",
        ),
    ],
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Bring a graph of `mutuals export graph` into an empty database.

    The source is read once before anything is written, so a damaged one changes nothing.
    Passwords are not in it: `mutuals account password` gives an account another.
    """

    async def work(graph: Graph) -> GraphReport:
        with graph_progress("Importing") as progress:
            return await import_graph(graph, source, progress)

    report = with_graph(settings_for(data_dir), work)
    if as_json:
        print_json(report)
    else:
        show_graph(report, out)


@contextmanager
def graph_progress(what: str) -> Iterator[Progress]:
    """A bar on stderr that counts nodes and relationships; gone at the end."""
    with import_progress(what, "nodes and relationships") as progress:
        yield lambda done, total: progress(done, total, done)


def show_graph(report: GraphReport, console: Console) -> None:
    """How many nodes of each label and relationships of each type, and how fast."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(justify="right")
    table.add_column()
    for name, count in [*report.nodes.items(), *report.relationships.items()]:
        table.add_row(f"{count:,}", name)
    console.print(table)
    console.print(
        f"{sum(report.nodes.values()):,} nodes and {sum(report.relationships.values()):,} "
        f"relationships in {report.seconds:,.1f} s: {report.per_second:,.0f} a second"
    )
