"""mutuals groups, events and meetups: where a member meets others."""

from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.table import Table

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
from mutuals.events.models import Events, EventSummary
from mutuals.events.queries import events_page
from mutuals.graph.driver import Graph
from mutuals.graph.opening import utc_now
from mutuals.groups.models import Groups
from mutuals.groups.queries import groups_page
from mutuals.meetups.models import Meetup, Meetups
from mutuals.meetups.queries import meetups_page
from mutuals.meetups.states import MeetupRole, MeetupState
from mutuals.tokens.signing import Signer, signing_secret

Member = Annotated[str, typer.Argument(help="Id of the member.", metavar="MEMBER")]


def groups(
    member: Member,
    limit: Limit = 20,
    cursor: Cursor = None,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """The groups that a member is in or asks to join, the latest first.

    Exit status 1 when there is none.

    Example: [bold]mutuals groups ada[/]
    """
    settings = settings_for(data_dir)
    signer = Signer(signing_secret(settings))

    async def work(graph: Graph) -> Groups:
        return await groups_page(graph.reader, signer, member, limit=limit, cursor=cursor)

    page = with_graph(settings, work)
    if not page.items and not as_json:
        out.print(f"{member} is in no group.", markup=False)
    table = Table("group", "members", "joining", member, "since", "id")
    for item in page.items:
        part = item.membership
        table.add_row(
            item.name,
            str(item.size),
            item.joining,
            "" if part is None else part.role or "asks to join",
            "" if part is None else f"{part.since:%Y-%m-%d}",
            item.id,
        )
    _show(page, table, as_json=as_json)


def events(
    member: Member,
    past: Annotated[bool, typer.Option("--past", help="Those that are over.")] = False,
    limit: Limit = 20,
    cursor: Cursor = None,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """The events that a member organises or attends, the next first, each in its time zone.

    Exit status 1 when there is none.

    Example: [bold]mutuals events ada --past[/]
    """
    settings = settings_for(data_dir)
    signer = Signer(signing_secret(settings))

    async def work(graph: Graph) -> Events:
        return await events_page(
            graph.reader, signer, member, past=past, limit=limit, cursor=cursor, now=utc_now()
        )

    page = with_graph(settings, work)
    if not page.items and not as_json:
        out.print(f"{member} has no such event.", markup=False)
    table = Table("event", "when", "where", "attend", member, "id")
    for item in page.items:
        part = [
            word
            for word, holds in [
                ("cancelled", item.cancelled_at is not None),
                ("organises", item.organising),
                ("attends", item.attending),
            ]
            if holds
        ]
        table.add_row(
            item.title,
            _when(item),
            item.place or item.link or "",
            str(item.size),
            ", ".join(part),
            item.id,
        )
    _show(page, table, as_json=as_json)


def meetups(
    member: Member,
    role: Annotated[
        MeetupRole | None,
        typer.Option(help="Only those in which this is the member's. [default: all]"),
    ] = None,
    state: Annotated[MeetupState | None, typer.Option(help="Only those that stand so.")] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """A member's meetups with connections, the newest first.

    Exit status 1 when there is none.

    Example: [bold]mutuals meetups ada --state proposed[/]
    """
    settings = settings_for(data_dir)
    signer = Signer(signing_secret(settings))

    async def work(graph: Graph) -> Meetups:
        return await meetups_page(
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
    if not page.items and not as_json:
        out.print(f"{member} has no such meetup.", markup=False)
    table = Table("", "member", "for", "state", "when (UTC)", "what came of it", "id")
    for item in page.items:
        table.add_row(
            "to" if item.role is MeetupRole.PROPOSER else "from",
            label(item.member),
            item.kind,
            item.state.replace("_", " "),
            _times(item),
            item.outcome or "",
            item.id,
        )
    _show(page, table, as_json=as_json)


def _show(page: Groups | Events | Meetups, table: Table, *, as_json: bool) -> None:
    """The page as a table, or as the API's JSON."""
    if as_json:
        print_json(page)
    elif page.items:
        out.print(table)
        if page.next is not None:
            err.print(f"The next page: --cursor {page.next}", markup=False)
    if not page.items:
        raise typer.Exit(EXIT_NO)


def _when(event: EventSummary) -> str:
    zone = ZoneInfo(event.time_zone)
    start, end = event.starts_at.astimezone(zone), event.ends_at.astimezone(zone)
    last = f"{end:%H:%M}" if start.date() == end.date() else _minute(end)
    return f"{_minute(start)} - {last} {event.time_zone}"


def _times(meetup: Meetup) -> str:
    if meetup.starts_at is not None:
        return _minute(meetup.starts_at)
    return " or ".join(_minute(time) for time in meetup.times)


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
