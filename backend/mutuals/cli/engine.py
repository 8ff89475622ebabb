"""mutuals engine: the embedded Neo4j of a data folder."""

from dataclasses import asdict
from typing import Annotated

import typer

from mutuals.cli.console import (
    EXIT_NO,
    DataDir,
    Json,
    engine_progress,
    err,
    out,
    print_json,
    settings_for,
)
from mutuals.engine import lifecycle
from mutuals.engine.lifecycle import EngineStatus
from mutuals.engine.rewrite import rewrite as rewrite_store

app = typer.Typer(
    no_args_is_help=True,
    help="Start, stop and look at the embedded Neo4j of a data folder.",
)


@app.command(epilog="Example: [bold]mutuals engine start --port 7687[/]")
def start(
    data_dir: DataDir = None,
    port: Annotated[
        int | None,
        typer.Option(help="Bolt port on 127.0.0.1. [default: a free one]", min=0, max=65535),
    ] = None,
    as_json: Json = False,
) -> None:
    """Start Neo4j and leave it running for the commands that follow."""
    settings = settings_for(data_dir)
    if port is not None:
        settings = settings.model_copy(update={"engine_port": port})
    with engine_progress() as progress:
        status = lifecycle.start(settings, progress)
    show(status, as_json)


@app.command(epilog="Example: [bold]mutuals engine stop[/]")
def stop(data_dir: DataDir = None) -> None:
    """Stop Neo4j, whoever uses it."""
    if lifecycle.stop(settings_for(data_dir)):
        err.print("Neo4j is stopped.")
    else:
        err.print("No Neo4j runs on this data folder.")


@app.command(epilog="Example: [bold]mutuals engine rewrite[/]")
def rewrite(data_dir: DataDir = None, as_json: Json = False) -> None:
    """Rewrite the store, so that no byte is left of what was deleted in it.

    Whoever uses the engine meanwhile finds it away, and then again at the same address. Where
    members were erased, the next start of the engine does it by itself.
    """
    with engine_progress() as progress:
        done = rewrite_store(settings_for(data_dir), progress)
    if as_json:
        print_json(asdict(done))
        return
    err.print(
        f"{done.copied:,} nodes and relationships rewritten in {done.seconds:.0f} s: "
        f"{done.bytes_before / 2**20:.0f} MB are {done.bytes_after / 2**20:.0f} MB now."
    )


@app.command("status", epilog="Example: [bold]mutuals engine status --json[/]")
def show_status(data_dir: DataDir = None, as_json: Json = False) -> None:
    """Say whether Neo4j runs, and where; exit status 1 when it does not."""
    status = lifecycle.status(settings_for(data_dir))
    if status is None:
        if as_json:
            print_json({"running": False})
        else:
            err.print("No Neo4j runs on this data folder.")
        raise typer.Exit(EXIT_NO)
    show(status, as_json)


def show(status: EngineStatus, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "running": True,
                "uri": status.uri,
                "version": status.version,
                "pid": status.neo4j_pid,
                "data_dir": str(status.data_dir),
            }
        )
        return
    until = "until `mutuals engine stop`" if status.stays else "while a command uses it"
    out.print(f"Neo4j {status.version} at {status.uri}, {until}.")
    out.print(
        f"User neo4j; the password is in {status.data_dir / 'engine' / 'password'}.", markup=False
    )
