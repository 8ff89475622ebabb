"""mutuals degree, mutual, paths and connections: the questions, answered in the terminal."""

from typing import Annotated, Literal

import typer
from rich.table import Table

from mutuals.cli.console import (
    EXIT_NO,
    EXIT_USAGE,
    DataDir,
    Json,
    err,
    out,
    print_json,
    settings_for,
    with_graph,
)
from mutuals.cli.drawing import draw_path, draw_relation, label
from mutuals.connections import queries
from mutuals.connections.models import (
    ConnectionFilters,
    Connections,
    MutualConnections,
    Relation,
)
from mutuals.connections.pages import connections_page, mutual_connections_page
from mutuals.graph.driver import Graph
from mutuals.graph.opening import utc_now
from mutuals.introductions.models import IntroductionPaths
from mutuals.introductions.queries import company_introduction_paths, introduction_paths
from mutuals.members.names import company_id_of
from mutuals.tokens.signing import Signer, signing_secret

Viewer = Annotated[str, typer.Argument(help="Id of the member who asks.", metavar="VIEWER")]
Member = Annotated[str, typer.Argument(help="Id of the other member.", metavar="MEMBER")]
Limit = Annotated[int, typer.Option(help="How many at most.", min=1, max=100)]
Cursor = Annotated[str | None, typer.Option(help="`next` of the page before.")]


def degree(viewer: Viewer, member: Member, data_dir: DataDir = None, as_json: Json = False) -> None:
    """How near is one member to another: degree and mutual connections.

    Exit status 1 when they are not within three hops.

    Example: [bold]mutuals degree ada grace[/]
    """

    async def work(graph: Graph) -> Relation:
        return await queries.relation(graph.reader, viewer, member)

    relation = with_graph(settings_for(data_dir), work)
    if as_json:
        print_json(relation)
    else:
        draw_relation(out, viewer, relation)
    if relation.degree is None:
        raise typer.Exit(EXIT_NO)


def mutual(
    viewer: Viewer,
    member: Member,
    limit: Limit = 20,
    cursor: Cursor = None,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Who is connected to both members.

    Exit status 1 when nobody is.

    Example: [bold]mutuals mutual ada grace --limit 5[/]
    """
    settings = settings_for(data_dir)
    signer = Signer(signing_secret(settings))

    async def work(graph: Graph) -> MutualConnections:
        return await mutual_connections_page(graph.reader, signer, viewer, member, limit, cursor)

    page = with_graph(settings, work)
    if as_json:
        print_json(page)
    elif page.total == 0:
        out.print(f"{viewer} and {member} have no mutual connections.", markup=False)
    else:
        table = Table("id", "name", "headline")
        for item in page.items:
            table.add_row(item.id, item.name, item.headline)
        out.print(table)
        _say_rest(len(page.items), page.total, page.next)
    if page.total == 0:
        raise typer.Exit(EXIT_NO)


def paths(
    viewer: Viewer,
    member: Annotated[
        str | None, typer.Argument(help="Id of the member to meet.", metavar="[MEMBER]")
    ] = None,
    company: Annotated[
        str | None, typer.Option(help="Id or name of a company: to anyone who works there.")
    ] = None,
    limit: Annotated[int, typer.Option(help="How many paths at most.", min=1, max=50)] = 5,
    max_hops: Annotated[int, typer.Option(help="The longest path.", min=2, max=4)] = 3,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Who can introduce one member to another, or to anyone at a company, and how warmly.

    Exit status 1 when nobody can.

    Examples: [bold]mutuals paths ada grace[/]   [bold]mutuals paths ada --company acme-corp[/]
    """
    if (member is None) == (company is None):
        err.print("Name either the member to meet or --company.")
        raise typer.Exit(EXIT_USAGE)

    settings = settings_for(data_dir)
    cap = settings.introductions_cap

    async def work(graph: Graph) -> IntroductionPaths:
        if member is not None:
            found = await introduction_paths(
                graph.reader, viewer, member, max_hops, limit, default_cap=cap, now=utc_now()
            )
        else:
            found = await company_introduction_paths(
                graph.reader,
                viewer,
                company_id_of(company or ""),
                max_hops,
                limit,
                default_cap=cap,
                now=utc_now(),
            )
        return IntroductionPaths(paths=found)

    answer = with_graph(settings, work)
    if as_json:
        print_json(answer)
    elif not answer.paths:
        out.print(
            f"Nobody can introduce {viewer} to {member or company} within {max_hops} hops.",
            markup=False,
        )
    else:
        for number, path in enumerate(answer.paths, start=1):
            draw_path(out, number, path)
    if not answer.paths:
        raise typer.Exit(EXIT_NO)


def connections(
    viewer: Viewer,
    degree: Annotated[int, typer.Option(help="First or second degree.", min=1, max=2)] = 1,
    company: Annotated[str | None, typer.Option(help="Id or name of a current employer.")] = None,
    title: Annotated[str | None, typer.Option(help="Part of a current title.")] = None,
    school: Annotated[str | None, typer.Option(help="Id or name of a school.")] = None,
    skill: Annotated[str | None, typer.Option(help="Id or name of a skill.")] = None,
    industry: Annotated[str | None, typer.Option(help="An industry.")] = None,
    location: Annotated[str | None, typer.Option(help="Part of a location.")] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """Whom a member knows, or could meet through somebody.

    Exit status 1 when nobody fits.

    Example: [bold]mutuals connections ada --degree 2 --company acme-corp[/]
    """
    settings = settings_for(data_dir)
    signer = Signer(signing_secret(settings))
    filters = ConnectionFilters(
        company=company,
        title=title,
        school=school,
        skill=skill,
        industry=industry,
        location=location,
    )
    first_or_second: Literal[1, 2] = 1 if degree == 1 else 2

    async def work(graph: Graph) -> Connections:
        return await connections_page(
            graph.reader, signer, viewer, first_or_second, filters, limit, cursor
        )

    page = with_graph(settings, work)
    if as_json:
        print_json(page)
    elif page.total == 0:
        out.print(f"Nobody of {viewer}'s degree {degree} fits.", markup=False)
    else:
        table = Table("id", "name", "headline", "mutual")
        for item in page.items:
            table.add_row(item.id, label(item), item.headline, str(item.mutual_count))
        out.print(table)
        _say_rest(len(page.items), page.total, page.next)
    if page.total == 0:
        raise typer.Exit(EXIT_NO)


def _say_rest(shown: int, total: int, cursor: str | None) -> None:
    if cursor is not None:
        err.print(f"{shown} of {total}. The next page: --cursor {cursor}", markup=False)
