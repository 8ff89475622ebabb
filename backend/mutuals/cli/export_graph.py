"""mutuals export graph: all that is stored, to take away."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from mutuals.cli.console import DataDir, Json, err, out, print_json, settings_for, with_graph
from mutuals.cli.import_graph import graph_progress, show_graph
from mutuals.exports.commands import export_graph
from mutuals.exports.files import STDOUT, check_target
from mutuals.exports.models import ExportReport, Format
from mutuals.graph.driver import Graph


def graph(
    target: Annotated[
        Path,
        typer.Argument(
            help="What to write, which must not exist: a file; for csv and parquet a folder; "
            "- is stdout.",
            metavar="FILE_OR_FOLDER",
        ),
    ],
    format_: Annotated[Format, typer.Option("--format", help="How to write it.")],
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Write every node and relationship with all properties: to keep, to analyse elsewhere, and for
    `mutuals import graph` to bring back.

    Left out are passwords, sessions, service tokens, and what the database keeps for itself.
    The file holds what members said in private: keep it as you keep the database.
    """
    check_target(target, format_)

    async def work(graph: Graph) -> ExportReport:
        with graph_progress("Exporting") as progress:
            return await export_graph(graph, target, format_, progress)

    report = with_graph(settings_for(data_dir), work)
    if as_json and target != STDOUT:
        print_json(report)
    elif as_json:
        print(report.model_dump_json(), file=sys.stderr)  # noqa: T201
    else:
        show_graph(report, err if target == STDOUT else out)
        for name, count in report.left_out.items():
            err.print(f"left out: {name}, {count:,} times", markup=False)
