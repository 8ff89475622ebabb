"""mutuals serve: the API over HTTP."""

import os
import signal
import socket
import tempfile
from contextlib import ExitStack
from types import FrameType
from typing import Annotated, NoReturn

import typer

from mutuals.cli.console import DataDir, engine_held, err, settings_for, with_graph
from mutuals.errors import EngineError, GraphUnavailableError
from mutuals.graph.driver import Graph
from mutuals.settings import Settings

GRACEFUL_SECONDS = 20


def serve(
    data_dir: DataDir = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="How many processes serve.", min=1, max=64)] = 1,
) -> None:
    """Serve the API until Ctrl-C; /docs describes it.

    Example: [bold]mutuals serve --port 8080 --workers 2[/]
    """
    run_server(settings_for(data_dir), host, port, workers)


def run_server(settings: Settings, host: str, port: int, workers: int) -> None:
    """Serve until a signal comes; requests under way are finished first.

    Raises:
        EngineError: the embedded engine cannot be started, or the port is in use.
        GraphRefusedError: the server's settings are incomplete or refused.
        MigrationError: the schema's history and cypher/migrations/ disagree.
    """
    import uvicorn  # which other commands need not wait for

    # Uvicorn finishes what is under way, then hands the signal on to us.
    signal.signal(signal.SIGTERM, end_well)
    refuse_taken_port(host, port)
    with ExitStack() as stack:
        stack.enter_context(engine_held(settings))
        try_graph(settings)
        # The workers are processes of their own: the environment is what reaches them all.
        os.environ["MUTUALS_DATA_DIR"] = str(settings.data_dir)
        if workers > 1:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="mutuals-metrics-"))
            os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        err.print(f"Serving at http://{host}:{port}, described at http://{host}:{port}/docs")
        uvicorn.run(
            "mutuals.app:create_app_from_environment",
            factory=True,
            host=host,
            port=port,
            workers=workers,
            timeout_graceful_shutdown=GRACEFUL_SECONDS,
            server_header=False,
            log_level="warning",
        )


def end_well(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


def try_graph(settings: Settings) -> None:
    """Fail now for settings that cannot work; a server that is only away may come back."""

    async def nothing_more(_graph: Graph) -> None:
        pass

    try:
        with_graph(settings, nothing_more)
    except GraphUnavailableError as error:
        err.print(f"{error} Until then, requests answer 503.", markup=False)


def refuse_taken_port(host: str, port: int) -> None:
    """Say so before anything is set up.

    Raises:
        EngineError: the address cannot be listened on.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise EngineError(
                f"{host}:{port} cannot be listened on ({error.strerror}): "
                "choose another with --host and --port."
            ) from error
