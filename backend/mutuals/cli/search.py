"""mutuals search: members by words and filters, in the terminal."""

from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from mutuals.cli.answers import Cursor, Limit, Viewer
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
from mutuals.search.models import LONGEST_QUERY, Employed, Facets, FoundMembers, MemberFilters
from mutuals.search.pages import members_page
from mutuals.tokens.signing import Signer, signing_secret

DEGREES = {1: "1st", 2: "2nd", 3: "3rd", None: ""}
SHOWN_VALUES = 5


def search(
    viewer: Viewer,
    query: Annotated[
        str | None,
        typer.Argument(
            help="Words of names, headlines, titles, companies, skills.", metavar="[QUERY]"
        ),
    ] = None,
    degree: Annotated[int | None, typer.Option(help="1, 2 or 3.", min=1, max=3)] = None,
    company: Annotated[str | None, typer.Option(help="Id or name of an employer.")] = None,
    company_when: Annotated[
        Employed | None, typer.Option(help="An employer now, or before. [default: both]")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Words of a current title.")] = None,
    industry: Annotated[str | None, typer.Option(help="An industry.")] = None,
    school: Annotated[str | None, typer.Option(help="Id or name of a school.")] = None,
    location: Annotated[str | None, typer.Option(help="Words of a location.")] = None,
    skill: Annotated[str | None, typer.Option(help="Id or name of a skill.")] = None,
    connections_of: Annotated[
        str | None, typer.Option(help="Id of a member whose connections they are.")
    ] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Find members, the best by relevance and nearness first; who is near without a QUERY.

    Exit status 1 when nobody is found.

    Examples: [bold]mutuals search ada "graph engineer" --degree 2[/]
    [bold]mutuals search ada --company acme-corp --company-when before[/]
    """
    if query is not None and len(query) > LONGEST_QUERY:
        raise typer.BadParameter(f"longer than {LONGEST_QUERY} characters: use fewer words")
    settings = settings_for(data_dir)
    signer = Signer(signing_secret(settings))
    given: dict[str, Any] = {"degree": degree, "connections_of": connections_of, "q": query}
    filters = MemberFilters(
        company=company,
        company_when=company_when,
        title=title,
        industry=industry,
        school=school,
        location=location,
        skill=skill,
        **given,
    )

    async def work(graph: Graph) -> FoundMembers:
        return await members_page(graph.reader, signer, viewer, filters, limit, cursor)

    page = with_graph(settings, work)
    if as_json:
        print_json(page)
    elif page.total == 0:
        out.print(f"{viewer} finds nobody.", markup=False)
    else:
        table = Table("id", "name", "headline", "degree", "mutual")
        for item in page.items:
            table.add_row(
                item.id,
                label(item),
                item.headline,
                DEGREES[item.degree],
                str(item.mutual_count),
            )
        out.print(table)
        _draw_facets(page.facets)
        if page.next is not None:
            err.print(
                f"{len(page.items)} of {page.total}. The next page: --cursor {page.next}",
                markup=False,
            )
    if page.total == 0:
        raise typer.Exit(EXIT_NO)


def _draw_facets(facets: Facets) -> None:
    """A line for each kind: what the found have, and how many of them."""
    for kind in ("company", "school", "skill", "industry", "location"):
        if values := getattr(facets, kind)[:SHOWN_VALUES]:
            told = ", ".join(f"{entry.name or entry.value} {entry.count}" for entry in values)
            out.print(Text.assemble((f"{kind}: ", "bold"), told))
