"""mutuals mcp: the tools of an assistant."""

import asyncio
import signal
from typing import Annotated

import typer

from mutuals.cli.console import EXIT_USAGE, DataDir, engine_held, err, graph_of, settings_for
from mutuals.cli.serve import GRACEFUL_SECONDS, end_well, refuse_taken_port, try_graph
from mutuals.errors import ExtraNeededError, MemberNotFoundError
from mutuals.graph.opening import analytics_server
from mutuals.members.queries import find_missing
from mutuals.settings import Settings


def mcp(
    viewer: Annotated[
        str | None, typer.Option(help="Id of the member who asks, over stdin and stdout.")
    ] = None,
    http: Annotated[
        bool, typer.Option("--http", help="Serve at /mcp: a token says who asks, as in the API.")
    ] = False,
    analyst: Annotated[
        bool,
        typer.Option("--analyst", help="With --viewer: also ask the whole network, as analysts."),
    ] = False,
    write: Annotated[
        bool, typer.Option("--write", help="Also send requests and messages for who asks.")
    ] = False,
    host: Annotated[str, typer.Option(help="With --http: address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(help="With --http: port to listen on.", min=1, max=65535)
    ] = 8001,
    data_dir: DataDir = None,
) -> None:
    """Give an assistant the questions as tools, by the Model Context Protocol.

    The assistant starts the program itself; docs/assistants.md has what to write into its settings.

    Examples: [bold]mutuals mcp --viewer ada[/]   [bold]mutuals mcp --http --port 8001[/]
    """
    if (viewer is None) != http:
        err.print("Name either --viewer ID or --http.")
        raise typer.Exit(EXIT_USAGE)
    settings = settings_for(data_dir)
    try:
        import mcp  # noqa: F401  # before a Neo4j is started
    except ImportError as error:
        raise ExtraNeededError("An assistant's tools", "mcp") from error
    if viewer is None:
        _serve(settings, host, port, write=write)
    else:
        asyncio.run(_talk(settings, viewer, analyst=analyst, write=write))


async def _talk(settings: Settings, viewer_id: str, *, analyst: bool, write: bool) -> None:
    """Answer on stdout what comes on stdin, until it ends."""
    from mutuals.adhoc.running import opened_for
    from mutuals.assistants.asking import one_viewer
    from mutuals.assistants.server import assistant_server

    async with graph_of(settings) as graph:
        for missing in await find_missing(graph.reader, viewer_id):
            raise MemberNotFoundError(missing)
        async with opened_for(analytics_server(settings, graph)) as analyst_queries:
            asking = one_viewer(graph, settings, viewer_id, analyst_queries)
            server = assistant_server(asking, analyst=analyst, write=write)
            await server.run_stdio_async()


def _serve(settings: Settings, host: str, port: int, *, write: bool) -> None:
    import uvicorn

    from mutuals.assistants.http import PATH, create_assistant_app

    signal.signal(signal.SIGTERM, end_well)
    refuse_taken_port(host, port)
    with engine_held(settings):
        try_graph(settings)
        err.print(f"Serving an assistant's tools at http://{host}:{port}{PATH}")
        uvicorn.run(
            create_assistant_app(settings, write=write),
            host=host,
            port=port,
            timeout_graceful_shutdown=GRACEFUL_SECONDS,
            server_header=False,
            log_level="warning",
        )
