"""mutuals demo: an invented network, one question answered, and the API to ask more."""

import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Annotated

import typer
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from mutuals.cli.console import (
    DataDir,
    Json,
    engine_held,
    err,
    graph_of,
    out,
    print_json,
    run_loop,
    settings_for,
)
from mutuals.cli.drawing import draw_path, draw_relation
from mutuals.cli.serve import refuse_taken_port, run_server
from mutuals.connections.commands import renew_ties
from mutuals.connections.models import Relation
from mutuals.connections.queries import relation
from mutuals.demo.commands import load
from mutuals.demo.models import FEWEST_MEMBERS, DemoNetwork
from mutuals.engine.lifecycle import Progress as ShowProgress
from mutuals.graph.opening import utc_now
from mutuals.introductions.models import IntroductionPaths
from mutuals.introductions.queries import introduction_paths
from mutuals.settings import Settings
from mutuals.tokens.signing import Signer, signing_secret

HOST = "127.0.0.1"
PATHS = 3
TOKEN_LIFETIME = timedelta(days=1)


def demo(
    data_dir: DataDir = None,
    members: Annotated[
        int, typer.Option(help="How many members to invent.", min=FEWEST_MEMBERS, max=100_000)
    ] = 1000,
    seed: Annotated[int, typer.Option(help="The same seed invents the same network.")] = 1,
    port: Annotated[int, typer.Option(help="Port of the API.", min=1, max=65535)] = 8000,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Stop before serving.")] = False,
    as_json: Json = False,
) -> None:
    """Invent a network, show how two of its members are connected, and serve the API.

    Example: [bold]mutuals demo --members 5000 --no-serve[/]
    """
    # Here, because Faker would cost every other command a fifth of its start.
    from mutuals.demo.network import generate
    from mutuals.demo.showcase import showcase

    settings = settings_for(data_dir)
    if not no_serve:
        refuse_taken_port(HOST, port)
    with engine_held(settings):
        with load_progress() as progress:
            progress("Inventing members", 0, 0)
            network = generate(members, seed)
        viewer_id, target_id = showcase(network)
        found, paths = run_loop(prepare(settings, network, viewer_id, target_id))
        if as_json:
            print_json({"relation": found.model_dump(), **paths.model_dump(mode="json")})
        else:
            draw_answer(network, viewer_id, target_id, found, paths)
            again = f"mutuals paths {viewer_id} {target_id}"
            if data_dir is not None:
                again += f" --data-dir {shlex.quote(str(data_dir))}"
            out.print(f"Ask again: [bold]{escape(again)}[/]")
        if no_serve:
            return
        token = Signer(signing_secret(settings)).member_token(viewer_id, utc_now(), TOKEN_LIFETIME)
        show_requests(viewer_id, target_id, f"http://{HOST}:{port}", token)
        run_server(settings, HOST, port, workers=1)


async def prepare(
    settings: Settings, network: DemoNetwork, viewer_id: str, target_id: str
) -> tuple[Relation, IntroductionPaths]:
    """Load the network, compute its strengths, and ask how viewer and target are connected."""
    async with graph_of(settings) as graph:
        with load_progress() as progress:
            await load(graph, network, utc_now(), progress)
            total = len(network.connections)
            await renew_ties(
                graph,
                only_new=True,
                renewed=lambda count: progress("Computing strengths", count, total),
            )
        found = await relation(graph.reader, viewer_id, target_id)
        paths = await introduction_paths(
            graph.reader,
            viewer_id,
            target_id,
            max_hops=3,
            limit=PATHS,
            default_cap=settings.introductions_cap,
            now=utc_now(),
        )
    return found, IntroductionPaths(paths=paths)


def draw_answer(
    network: DemoNetwork,
    viewer_id: str,
    target_id: str,
    found: Relation,
    paths: IntroductionPaths,
) -> None:
    names = {member.id: member.name for member in network.members}
    out.print(
        f"{len(network.members):,} members, {len(network.connections):,} connections.\n\n"
        f"[bold]How is {names[viewer_id]} connected to {names[target_id]}?[/]\n"
    )
    draw_relation(out, viewer_id, found)
    out.print()
    for number, path in enumerate(paths.paths, start=1):
        draw_path(out, number, path)


def show_requests(viewer_id: str, target_id: str, url: str, token: str) -> None:
    """What to paste into another terminal: the token, and three requests of the viewer's."""
    out.print(f"\nThe API answers {viewer_id}'s questions. In another terminal:\n", markup=False)
    out.print(f"export TOKEN={token}\n", markup=False)
    for path in (
        f"/v1/members/{target_id}/relation",
        f"/v1/members/{target_id}/introduction-paths",
        "/v1/me/connections?degree=2&limit=5",
    ):
        out.print(f"curl -H \"Authorization: Bearer $TOKEN\" '{url}{path}'", markup=False)
    out.print()


@contextmanager
def load_progress() -> Iterator[ShowProgress]:
    """A bar on stderr for each stage; gone at the end."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    ) as progress:
        tasks = {}

        def show(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = progress.add_task(what, total=total or None)
            progress.update(tasks[what], completed=done)

        yield show
