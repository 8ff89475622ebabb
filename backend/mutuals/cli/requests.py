"""mutuals requests and note: who asks whom to connect, and what to write."""

from typing import Annotated

import typer
from rich.table import Table

from mutuals.cli.answers import Cursor, Limit, Member, Viewer
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
from mutuals.connection_requests.models import (
    ConnectionRequests,
    Direction,
    NoteSuggestions,
    RequestState,
)
from mutuals.connection_requests.pages import requests_page
from mutuals.connection_requests.queries import suggest_notes
from mutuals.graph.driver import Graph
from mutuals.graph.opening import utc_now
from mutuals.tokens.signing import Signer, signing_secret


def requests(
    viewer: Viewer,
    direction: Annotated[
        Direction | None, typer.Option(help="Those received or those sent. [default: both]")
    ] = None,
    state: Annotated[RequestState | None, typer.Option(help="Only those that stand so.")] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """A member's connection requests, the newest first, as that member may see them.

    Exit status 1 when there is none.

    Example: [bold]mutuals requests ada --direction received --state pending[/]
    """
    settings = settings_for(data_dir)
    signer = Signer(signing_secret(settings))

    async def work(graph: Graph) -> ConnectionRequests:
        return await requests_page(
            graph.reader,
            signer,
            viewer,
            direction=direction,
            state=state,
            limit=limit,
            cursor=cursor,
            now=utc_now(),
        )

    page = with_graph(settings, work)
    if as_json:
        print_json(page)
    elif not page.items:
        out.print(f"{viewer} has no such connection request.", markup=False)
    else:
        table = Table("", "member", "state", "mutual", "note", "sent")
        for item in page.items:
            table.add_row(
                "to" if item.direction == "sent" else "from",
                label(item.member),
                item.state,
                str(item.relation.mutual_count),
                item.note,
                f"{item.created_at:%Y-%m-%d}",
            )
        out.print(table)
        if page.next is not None:
            err.print(f"The next page: --cursor {page.next}", markup=False)
    if not page.items:
        raise typer.Exit(EXIT_NO)


def note(viewer: Viewer, member: Member, data_dir: DataDir = None, as_json: Json = False) -> None:
    """Drafts of a note that asks a member to connect, each with what it stands on.

    Exit status 1 when nothing is known that both have in common.

    Example: [bold]mutuals note ada grace[/]
    """

    async def work(graph: Graph) -> NoteSuggestions:
        return await suggest_notes(graph.reader, viewer, member, utc_now())

    found = with_graph(settings_for(data_dir), work)
    if as_json:
        print_json(found)
    elif found.reason is not None:
        out.print(found.reason, markup=False)
    for draft in [] if as_json else found.drafts:
        grounds = ", ".join(
            f"{ground.kind.replace('_', ' ')} {ground.name or ground.id}"
            for ground in draft.stands_on
        )
        out.print(draft.text, markup=False)
        out.print(f"  {grounds}\n", style="dim", markup=False)
    if not found.drafts:
        raise typer.Exit(EXIT_NO)
