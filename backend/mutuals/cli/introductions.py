"""mutuals introductions: who was asked to introduce whom, and what came of it."""

from typing import Annotated

import typer

from mutuals.cli.answers import Cursor, Limit
from mutuals.cli.console import (
    EXIT_NO,
    DataDir,
    Json,
    err,
    out,
    print_json,
    settings_for,
    with_graph,
)
from mutuals.cli.drawing import label
from mutuals.graph.driver import Graph
from mutuals.graph.opening import utc_now
from mutuals.introductions.introduction_models import Introductions
from mutuals.introductions.requests import introductions_page
from mutuals.introductions.states import Role, State
from mutuals.tokens.signing import Signer, signing_secret


def introductions(
    member: Annotated[str, typer.Argument(help="Id of the member.", metavar="MEMBER")],
    role: Annotated[
        Role | None, typer.Option(help="Only those in which this is the member's. [default: all]")
    ] = None,
    state: Annotated[State | None, typer.Option(help="Only those that stand so.")] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """A member's introductions, the newest first, as that member may see them.

    Exit status 1 when there is none.

    Example: [bold]mutuals introductions grace --role connector[/]
    """
    settings = settings_for(data_dir)
    signer = Signer(signing_secret(settings))

    async def work(graph: Graph) -> Introductions:
        return await introductions_page(
            graph.reader,
            signer,
            member,
            role=role,
            state=state,
            limit=limit,
            cursor=cursor,
            now=utc_now(),
        )

    page = with_graph(settings, work)
    if as_json:
        print_json(page)
    elif not page.items:
        out.print(f"{member} has no such introduction.", markup=False)
    else:
        for item in page.items:
            way = [item.requester, *item.connectors, item.target]
            names = " → ".join(label(entry) if entry else "someone" for entry in way)
            turn = f", awaits {member}" if item.awaits_you else ""
            out.print(f"{item.id}  {names}  {item.purpose}: {item.state}{turn}", markup=False)
        if page.next is not None:
            err.print(f"The next page: --cursor {page.next}", markup=False)
    if not page.items:
        raise typer.Exit(EXIT_NO)
