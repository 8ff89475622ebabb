"""What every command shares: the two streams, exit statuses, progress, and an open graph."""

import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from pydantic import BaseModel
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

from mutuals.engine.lifecycle import Progress as EngineProgress
from mutuals.engine.lifecycle import attached
from mutuals.graph.driver import Graph
from mutuals.graph.migrations import load_migrations, pending
from mutuals.graph.opening import opened
from mutuals.settings import Settings

if sys.platform == "win32":
    import asyncio

    run_loop = asyncio.run
else:
    # asyncio's own loop waits 40 ms for each new connection to Neo4j: the driver sets TCP_NODELAY
    # on its synchronous sockets alone.
    import uvloop

    run_loop = uvloop.run

EXIT_NO = 1
"""The question was answered, and the answer is no."""
EXIT_USAGE = 2
EXIT_FAILURE = 3

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

Result = TypeVar("Result")

DataDir = Annotated[
    Path | None,
    typer.Option(
        "--data-dir",
        envvar="MUTUALS_DATA_DIR",
        show_envvar=True,
        help="Folder of the embedded engine's data. [default: the platform's]",
        rich_help_panel="Engine",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print the API's own JSON and nothing else.")]


def settings_for(data_dir: Path | None) -> Settings:
    """Environment and option together; the option wins."""
    return Settings() if data_dir is None else Settings(data_dir=data_dir)


def print_json(answer: BaseModel | dict[str, Any]) -> None:
    """The API's JSON, on stdout alone."""
    content = answer.model_dump(mode="json") if isinstance(answer, BaseModel) else answer
    typer.echo(json.dumps(content, ensure_ascii=False))


class AmountColumn(DownloadColumn):
    """Bytes of a download, and else the percentage that is done."""

    def render(self, task: Task) -> Text:
        if task.description.startswith("Downloading"):
            return super().render(task)
        return Text("" if task.total is None else f"{task.percentage:.0f}%")


@contextmanager
def engine_progress() -> Iterator[EngineProgress]:
    """A bar on stderr while the engine is set up and started; gone when it is ready."""
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        AmountColumn(),
        TimeElapsedColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    ) as progress:
        tasks: dict[str, TaskID] = {}

        def show(what: str, done: int, total: int) -> None:
            if what not in tasks:
                for task in tasks.values():
                    progress.update(task, visible=False)
                tasks[what] = progress.add_task(what, total=total or None)
            progress.update(tasks[what], completed=done)

        yield show


@contextmanager
def engine_held(settings: Settings) -> Iterator[None]:
    """Keep the embedded engine up for the length of the block; nothing to do with a server."""
    with ExitStack() as stack:
        if settings.neo4j_uri is None:
            with engine_progress() as progress:
                stack.enter_context(attached(settings, progress))
        yield


@asynccontextmanager
async def graph_of(settings: Settings, *, to_migrate: bool = False) -> AsyncIterator[Graph]:
    """The configured graph, with progress while the engine starts; says so when a server's schema
    is behind."""
    async with AsyncExitStack() as stack:
        with engine_progress() as progress:
            graph = await stack.enter_async_context(opened(settings, progress=progress))
        on_server = settings.neo4j_uri is not None
        if on_server and not to_migrate and await pending(graph, load_migrations()):
            err.print("[yellow]The schema of this database is behind: run `mutuals migrate`.[/]")
        yield graph


def with_graph(
    settings: Settings, work: Callable[[Graph], Awaitable[Result]], *, to_migrate: bool = False
) -> Result:
    """Open the graph, do the work on it, close it."""

    async def run() -> Result:
        async with graph_of(settings, to_migrate=to_migrate) as graph:
            return await work(graph)

    return run_loop(run())
