"""mutuals goals and matches: what a member's network is for, and who of it fits."""

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
from mutuals.cli.drawing import BAR_CELLS, DEGREES, STYLES, label
from mutuals.connections.factors import counted
from mutuals.goals.models import Fitting, Goal, Goals, Match, Matches, OwnMatch
from mutuals.goals.queries import goals_page
from mutuals.goals.queries import matches as find_matches
from mutuals.graph.driver import Graph
from mutuals.graph.opening import utc_now
from mutuals.tokens.signing import Signer, signing_secret

Member = Annotated[str, typer.Argument(help="Id of the member.", metavar="MEMBER")]


def goals(
    member: Member,
    limit: Limit = 20,
    cursor: Cursor = None,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """What a member's network is for, the newest goal first.

    Exit status 1 when there is none.

    Example: [bold]mutuals goals ada[/]
    """
    settings = settings_for(data_dir)
    signer = Signer(signing_secret(settings))

    async def work(graph: Graph) -> Goals:
        return await goals_page(graph.reader, signer, member, limit, cursor)

    page = with_graph(settings, work)
    if as_json:
        print_json(page)
    elif not page.items:
        out.print(f"{member} has no goal.", markup=False)
    else:
        for goal in page.items:
            out.print(f"{goal.id}  {goal.kind}: {_named(goal)}", markup=False)
        if page.next is not None:
            err.print(f"The next page: --cursor {page.next}", markup=False)
    if not page.items:
        raise typer.Exit(EXIT_NO)


def matches(
    member: Member,
    goal: Annotated[str, typer.Argument(help="Id of a goal of theirs.", metavar="GOAL")],
    limit: Annotated[int, typer.Option(help="How many of each list at most.", min=1, max=50)] = 10,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Who of a member's second and third degree fits a goal, why, and whom to ask.

    Their own connections who could refer, advise or join come after.

    Exit status 1 when nobody fits.

    Example: [bold]mutuals matches ada 0197f0c4-5b1e-7c3a-9d58-1f6f4d1f2a90 --limit 5[/]
    """
    settings = settings_for(data_dir)

    async def work(graph: Graph) -> Matches:
        return await find_matches(
            graph.reader,
            member,
            goal,
            limit,
            default_cap=settings.introductions_cap,
            now=utc_now(),
        )

    found = with_graph(settings, work)
    if as_json:
        print_json(found)
    elif not found.items and not found.connections:
        out.print(f"Nobody within three hops of {member} fits.", markup=False)
    else:
        for number, item in enumerate(found.items, start=1):
            _draw_match(number, item)
        if found.connections:
            out.print(Text(f"Connections of {member} who could help", "bold"))
        for own in found.connections:
            _draw_own(own)
    if not found.items and not found.connections:
        raise typer.Exit(EXIT_NO)


def _named(goal: Goal) -> str:
    parts = [
        goal.title or "",
        *(", ".join(names) for names in (goal.companies, goal.industries, goal.skills)),
        f"in {' or '.join(goal.places)}" if goal.places else "",
    ]
    return "; ".join(part for part in parts if part)


def _draw_match(number: int, item: Match) -> None:
    out.print(Text.assemble((f"{number}. ", "bold"), _who(item), ", ", _degree(item)))
    _draw_fit(item)
    warmth = "" if item.way is None else f"  the way's score is {item.way.score:.3f}"
    out.print(Text.assemble("   → ", item.advice, (warmth, "dim")))
    out.print()


def _draw_own(item: OwnMatch) -> None:
    out.print(
        Text.assemble(
            "   could ", (item.help, "cyan"), "  ", _who(item), "  ", (item.tier, STYLES[item.tier])
        )
    )
    _draw_fit(item)


def _draw_fit(item: Fitting) -> None:
    filled = round(item.fit * BAR_CELLS)
    details = ", ".join(reason.detail for reason in item.reasons)
    out.print(
        Text.assemble(
            "   ",
            ("█" * filled, "cyan"),
            ("░" * (BAR_CELLS - filled), "dim"),
            f" {item.fit:.0%} fits: {details}",
        )
    )


def _who(item: Fitting) -> Text:
    who = Text(label(item.member), "bold")
    if item.member.headline:
        who.append(f"  {item.member.headline}", "not bold dim")
    return who


def _degree(item: Match) -> Text:
    text = Text(DEGREES[item.degree], "cyan")
    if item.degree == 2:
        text.append(f", {counted(item.mutual_count, 'mutual connection')}", "default")
    return text
