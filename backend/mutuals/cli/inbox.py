"""mutuals inbox: a member's conversations, drawn."""

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
from mutuals.graph.driver import Graph
from mutuals.messages.models import Conversation, Conversations
from mutuals.messages.pages import conversations_page
from mutuals.tokens.signing import Signer, signing_secret

LONGEST_TEXT = 70


def inbox(
    member: Annotated[str, typer.Argument(help="Id of the member.", metavar="MEMBER")],
    unread: Annotated[bool, typer.Option(help="Only those with unread messages.")] = False,
    limit: Limit = 10,
    cursor: Cursor = None,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """A member's conversations, the last active first: with whom, and the last message.

    Exit status 1 when there is none.

    Example: [bold]mutuals inbox ada --unread[/]
    """
    settings = settings_for(data_dir)
    signer = Signer(signing_secret(settings))

    async def work(graph: Graph) -> Conversations:
        return await conversations_page(
            graph.reader,
            signer,
            member,
            unread=unread,
            advice_topic=None,
            limit=limit,
            cursor=cursor,
        )

    page = with_graph(settings, work)
    if as_json:
        print_json(page)
    elif not page.items:
        out.print(f"{member} has no such conversation.", markup=False)
    else:
        for conversation in page.items:
            _draw(member, conversation)
        if page.next is not None:
            err.print(f"The next page: --cursor {page.next}", markup=False)
    if not page.items:
        raise typer.Exit(EXIT_NO)


def _draw(member_id: str, conversation: Conversation) -> None:
    """Two lines: with whom, since when, what is unread; and what was said last, by whom."""
    names = ", ".join(label(entry) for entry in conversation.members) or "deleted member"
    heading = Text.assemble((names, "bold"), (f"  {conversation.active_at:%Y-%m-%d %H:%M}", "dim"))
    if conversation.unread:
        heading.append(f"  {conversation.unread} unread", "yellow")
    if not conversation.can_write:
        heading.append("  closed", "red")
    heading.append(f"  {conversation.id}", "dim")
    out.print(heading)
    last = conversation.last_message
    if last is None:
        return
    author = "you" if last.sender_id == member_id else last.sender_name
    text = "(deleted)" if last.text is None else " ".join(last.text.split())
    if len(text) > LONGEST_TEXT:
        text = f"{text[: LONGEST_TEXT - 1]}…"
    out.print(Text(f"  {author}: {text}"))
