"""mutuals network: whether a member's network is any good, drawn as bars."""

from typing import Annotated

import typer
from rich.text import Text

from mutuals.cli.console import (
    EXIT_NO,
    DataDir,
    Json,
    out,
    print_json,
    settings_for,
    with_graph,
)
from mutuals.cli.drawing import label
from mutuals.graph.driver import Graph
from mutuals.graph.opening import utc_now
from mutuals.network_report.models import Network, Spread
from mutuals.network_report.queries import survey

CELLS = 30
MOST_PARTS = 5


def network(
    member: Annotated[str, typer.Argument(help="Id of the member.", metavar="ID")],
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Whether a member's network is any good: size, growth, ties, spread and quality.

    Exit status 1 when there is none yet.

    Example: [bold]mutuals network ada[/]
    """

    async def work(graph: Graph) -> Network:
        return await survey(graph.reader, member, utc_now())

    found = with_graph(settings_for(data_dir), work)
    if as_json:
        print_json(found)
    elif found.size.first == 0:
        out.print(f"{member} has no connection yet.", markup=False)
    else:
        _draw(found)
    if found.size.first == 0:
        raise typer.Exit(EXIT_NO)


def _draw(found: Network) -> None:
    size = found.size
    out.print(
        Text.assemble(
            (f"{size.first:,} connection{'' if size.first == 1 else 's'}", "bold"),
            f", {size.second:,} of the second degree, {size.third:,} of the third",
        )
    )
    _title("Growth")
    most = max(month.made for month in found.growth)
    for month in found.growth:
        _bar(month.month, month.made, most, f"{month.made:,} new, {month.total:,} in all")
    if found.of_unknown_date:
        out.print(Text(f"  {found.of_unknown_date:,} of unknown date", "dim"))
    _title("Ties")
    for tier in ("strong", "moderate", "weak", "dormant"):
        count = getattr(found.ties, tier)
        _bar(tier, count, size.first, f"{count:,}")
    for tie in found.ties.follow_up:
        reasons = " ".join(occasion.text for occasion in tie.occasions)
        out.print(Text.assemble("  write to ", (label(tie.member), "bold"), f": {reasons}"))
    for title, spread in (
        ("Industries", found.industries),
        ("Companies", found.companies),
        ("Places", found.places),
    ):
        _draw_spread(title, spread)
    communities = found.communities
    _title(
        f"Communities: {communities.count} of {communities.looked_at:,} connections, "
        f"{communities.alone:,} know none of the others"
    )
    for community in communities.largest[:MOST_PARTS]:
        names = ", ".join(label(one) for one in community.members)
        _bar(names, community.size, communities.looked_at, f"{community.size:,}")
    _title("Quality")
    for name in ("relevant", "shared_interest", "active"):
        quality = getattr(found.quality, name)
        _bar(name.replace("_", " "), quality.members, size.first, f"{quality.share:.0%}")
        out.print(Text(f"    {quality.definition}", "dim"))
    sent, received, introductions = (
        found.requests_sent,
        found.requests_received,
        found.introductions,
    )
    _title("Requests and introductions")
    out.print(
        Text(
            f"  sent {sent.total:,}: {sent.accepted:,} accepted, {sent.waiting:,} waiting\n"
            f"  received {received.total:,}: {received.accepted:,} accepted, "
            f"{received.waiting:,} waiting\n"
            f"  introductions: {introductions.asked_for:,} asked for, {introductions.got:,} got, "
            f"{introductions.made:,} made"
        )
    )


def _draw_spread(title: str, spread: Spread) -> None:
    if not spread.top:
        return
    _title(f"{title}: {spread.distinct:,}, spread as over {spread.effective:.1f}")
    for part in spread.top[:MOST_PARTS]:
        _bar(part.name or part.id or "", part.members, spread.known, f"{part.members:,}")


def _title(title: str) -> None:
    out.print(Text.assemble("\n", (title, "bold")))


def _bar(name: str, count: int, whole: int, said: str) -> None:
    filled = round(count / whole * CELLS) if whole else 0
    out.print(
        Text.assemble(
            f"  {name:<24.24} ",
            ("█" * filled, "cyan"),
            ("░" * (CELLS - filled), "dim"),
            f" {said}",
        )
    )
