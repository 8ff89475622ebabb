"""mutuals import snb: a whole social network, as the LDBC SNB data generator writes it."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from mutuals.cli.console import (
    DataDir,
    Json,
    engine_progress,
    out,
    print_json,
    settings_for,
    with_graph,
)
from mutuals.cli.import_ import NAMED
from mutuals.graph.driver import Graph
from mutuals.graph.opening import utc_now
from mutuals.snb.commands import import_snb
from mutuals.snb.models import Count, SnbReport


def snb(
    folder: Annotated[
        Path, typer.Argument(help="The folder with dynamic and static in it.", metavar="DIR")
    ],
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Bring in an LDBC SNB Interactive data set: CSV with | between fields, and headers.

    Persons become members, forums groups, and posts, comments and likes what they are here; ties'
    strengths follow from them. What is there already keeps what it has, so a second run changes
    nothing, and a run that was stopped can be run again.

    Example: [bold]mutuals import snb social_network[/]
    """

    async def work(graph: Graph) -> SnbReport:
        with engine_progress() as progress:
            return await import_snb(graph, folder, now=utc_now(), progress=progress)

    report = with_graph(settings_for(data_dir), work)
    if as_json:
        print_json(report)
    else:
        show(report)


def show(report: SnbReport) -> None:
    table = Table("", "created", "unchanged", "left out", box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    for kind, count in report:
        if isinstance(count, Count):
            counts = (count.created, count.unchanged, count.left_out)
            table.add_row(kind, *(f"{number:,}" for number in counts))
    out.print(table)
    out.print(f"{report.ties_with_interactions:,} ties were given what their ends did.")
    for kind, lines in report.not_stored.items():
        out.print(f"{kind}: {lines:,} lines, for which Mutuals has no place", markup=False)
    for file, malformed in report.malformed.items():
        for offence in malformed.lines[:NAMED]:
            out.print(f"malformed: {file}, line {offence.line} {offence.reason}", markup=False)
        if malformed.count > NAMED:
            out.print(f"malformed: {file}, {malformed.count - NAMED:,} more lines", markup=False)
    out.print(f"In {report.seconds:,.1f} s.")
