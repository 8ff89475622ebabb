"""mutuals backup and mutuals restore: the embedded engine's graph as one file."""

from pathlib import Path
from typing import Annotated

import typer
from rich.filesize import decimal

from mutuals.backups.commands import make_backup, restore_backup
from mutuals.backups.models import BackupReport
from mutuals.cli.console import DataDir, Json, engine_progress, out, print_json, settings_for
from mutuals.graph.opening import utc_now

File = Annotated[Path, typer.Argument(help="The backup's file.", metavar="FILE")]


def backup(file: File, data_dir: DataDir = None, as_json: Json = False) -> None:
    """Write the embedded engine's graph to a file, and read it back to prove it.

    Nobody may use the engine meanwhile: where it was started to stay, `mutuals engine stop` comes
    first. The file holds all of the graph, private messages too, so only its owner may read it; the
    secret that signs tokens stays in the data folder.

    Example: [bold]mutuals backup monday.mutuals[/]
    """
    with engine_progress() as progress:
        report = make_backup(settings_for(data_dir), file, now=utc_now(), progress=progress)
    show(report, as_json, "backed up to")


def restore(
    file: File,
    replace: Annotated[
        bool, typer.Option("--replace", help="Let it take the place of the graph that is there.")
    ] = False,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Bring back the graph of a backup, on this machine or another.

    It is loaded beside the graph that is there and read back; only then does it take its place.

    Example: [bold]mutuals restore --replace monday.mutuals[/]
    """
    with engine_progress() as progress:
        report = restore_backup(settings_for(data_dir), file, replace=replace, progress=progress)
    show(report, as_json, "restored from")


def show(report: BackupReport, as_json: bool, done: str) -> None:
    if as_json:
        print_json(report)
        return
    held = report.contents
    counts = f"{held.members:,} members, {held.nodes:,} nodes, {held.relationships:,} relationships"
    size = decimal(report.bytes)
    out.print(
        f"{counts} {done} {report.file} ({size}) and read back, in {report.seconds:,.0f} s.",
        markup=False,
    )
