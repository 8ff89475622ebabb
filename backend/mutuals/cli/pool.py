"""mutuals pool: who in a group shares what they imported, and who sees whom by it."""

from typing import Annotated

import typer
from rich.table import Table

from mutuals.cli.console import DataDir, Json, out, print_json, settings_for, with_graph
from mutuals.cli.drawing import label
from mutuals.connections.factors import counted
from mutuals.graph.driver import Graph
from mutuals.graph.opening import utc_now
from mutuals.pooling.commands import hide_imports, share_imports
from mutuals.pooling.models import ImportSharing
from mutuals.pooling.queries import import_sharing


def pool(
    member: Annotated[str, typer.Argument(help="Id of the member.", metavar="MEMBER")],
    group: Annotated[
        str, typer.Argument(help="Id of a group that the member is in.", metavar="GROUP")
    ],
    share: Annotated[
        bool | None,
        typer.Option("--share/--hide", help="Share the member's imports there, or no more."),
    ] = None,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Who in a group shares their imports, and how many people the member sees through them.

    Example: [bold]mutuals pool ada 0199b5a2-team --share[/]
    """

    async def work(graph: Graph) -> ImportSharing:
        if share is not None:
            change, now = share_imports if share else hide_imports, utc_now()
            await graph.writer.transaction(lambda tx: change(tx, member, group, now))
        return await import_sharing(graph.reader, member, group)

    found = with_graph(settings_for(data_dir), work)
    if as_json:
        print_json(found)
        return
    does = "shares" if found.shares else "does not share"
    out.print(f"{member} {does} imports in {group}.", markup=False)
    if found.members:
        table = Table("shares too", "headline", "id")
        for other in found.members:
            table.add_row(label(other), other.headline, other.id)
        out.print(table)
    more = found.member_count - len(found.members)
    if more:
        out.print(f"And {counted(more, 'other')}.", markup=False)
    if found.shares:
        out.print(f"{member} sees {_people(found.gained)} more.", markup=False)


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"
