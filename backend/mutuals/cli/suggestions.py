"""mutuals suggestions: whom a member may know, and why, in the terminal."""

from typing import Annotated

import typer
from rich.text import Text

from mutuals.cli.answers import Limit, Viewer
from mutuals.cli.console import (
    EXIT_NO,
    DataDir,
    Json,
    out,
    print_json,
    settings_for,
    with_graph,
)
from mutuals.graph.driver import Graph
from mutuals.graph.opening import utc_now
from mutuals.suggestions import queries
from mutuals.suggestions.models import Order, Suggestions


def suggestions(
    viewer: Viewer,
    order: Annotated[
        Order, typer.Option(help="By score, or the most mutual connections first.")
    ] = Order.RELEVANCE,
    limit: Limit = 10,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Whom a member may know, the best first, each with the reasons.

    Exit status 1 when there is nobody.

    Example: [bold]mutuals suggestions ada --limit 5[/]
    """

    async def work(graph: Graph) -> Suggestions:
        found = await queries.suggestions(graph.reader, viewer, order, limit, utc_now())
        return Suggestions(items=found)

    answer = with_graph(settings_for(data_dir), work)
    if as_json:
        print_json(answer)
    elif not answer.items:
        out.print(f"There is nobody whom {viewer} may know.", markup=False)
    else:
        for number, item in enumerate(answer.items, start=1):
            line = Text.assemble((f"{number}. {item.name or item.member_id}", "bold"))
            line.append(f"  {item.score:.2f}", "bold cyan")
            if item.headline:
                line.append(f"  {item.headline}", "dim")
            out.print(line)
            for reason in item.reasons:
                out.print(Text.assemble("   ", (f"{reason.weight:.2f}", "dim"), f"  {reason.text}"))
    if not answer.items:
        raise typer.Exit(EXIT_NO)
