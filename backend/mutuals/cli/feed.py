"""mutuals feed and post: what a member sees, and what they write."""

from typing import Annotated

import typer
from rich.text import Text

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
from mutuals.connections.factors import counted
from mutuals.feed.models import Feed, FeedItem, Order
from mutuals.feed.queries import feed_page
from mutuals.graph.driver import Graph
from mutuals.graph.opening import new_id, utc_now
from mutuals.posts.commands import write_post
from mutuals.posts.models import NewKind, NewPost, OpenAudience, Post
from mutuals.posts.queries import get_post
from mutuals.tokens.signing import Signer, signing_secret

Member = Annotated[str, typer.Argument(help="Id of the member.", metavar="ID")]


def feed(
    member: Member,
    order: Annotated[Order, typer.Option(help="The best first, or plain time.")] = Order.BEST,
    limit: Limit = 20,
    cursor: Cursor = None,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """A member's feed, with the reason why each post is in it.

    Exit status 1 when it is empty.

    Example: [bold]mutuals feed ada --order latest[/]
    """
    settings = settings_for(data_dir)
    signer = Signer(signing_secret(settings))

    async def work(graph: Graph) -> Feed:
        return await feed_page(
            graph.reader, signer, member, order=order, limit=limit, cursor=cursor, now=utc_now()
        )

    page = with_graph(settings, work)
    if as_json:
        print_json(page)
    elif not page.items:
        out.print(f"{member}'s feed is empty.", markup=False)
    else:
        for item in page.items:
            _draw(item)
        if page.next is not None:
            err.print(f"The next page: --cursor {page.next}", markup=False)
    if not page.items:
        raise typer.Exit(EXIT_NO)


def post(
    member: Member,
    text: Annotated[str, typer.Argument(help="What to say.")],
    kind: Annotated[NewKind, typer.Option(help="What it is.")] = "update",
    audience: Annotated[OpenAudience, typer.Option(help="Who may see it.")] = "first_degree",
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Write a post as a member.

    Example: [bold]mutuals post ada "We hire." --kind opportunity --audience everyone[/]
    """
    try:
        written = NewPost.model_validate({"text": text, "kind": kind, "audience": audience})
    except ValueError as error:
        raise typer.BadParameter("is empty, too long, or no plain text", param_hint="TEXT") from (
            error
        )
    post_id = new_id()

    async def work(graph: Graph) -> Post:
        await graph.writer.transaction(
            lambda transaction: write_post(
                transaction, member, written, post_id=post_id, now=utc_now()
            )
        )
        return await get_post(graph.reader, member, post_id)

    made = with_graph(settings_for(data_dir), work)
    if as_json:
        print_json(made)
    else:
        out.print(f"Written as {made.id}, for {made.audience}.", markup=False)


def _draw(item: FeedItem) -> None:
    """Why, who, what, and what was done with it."""
    post = item.post
    out.print(Text("; ".join(reason.text for reason in item.reasons), "dim"))
    out.print(
        Text.assemble(
            (label(post.author), "bold"), f"  {post.kind}  {post.created_at:%Y-%m-%d %H:%M}"
        )
    )
    if post.text is not None:
        out.print(post.text, markup=False)
    if post.original is not None:
        out.print(
            Text.assemble(
                "│ ", (label(post.original.author), "bold"), f"  {post.original.text or ''}"
            )
        )
    counts = ", ".join(
        (
            counted(post.reactions, "reaction"),
            counted(post.comments, "comment"),
            counted(post.shares, "share"),
        )
    )
    out.print(Text(f"{counts}  {post.id}\n", "cyan"))
