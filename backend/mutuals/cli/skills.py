"""mutuals skills: a member's skills, and who vouches for them."""

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
from mutuals.endorsements.models import EndorsedSkill, EndorsedSkills
from mutuals.endorsements.queries import skills_page
from mutuals.graph.driver import Graph
from mutuals.tokens.signing import Signer, signing_secret


def skills(
    viewer: Viewer,
    member: Member,
    limit: Limit = 20,
    cursor: Cursor = None,
    data_dir: DataDir = None,
    as_json: Json = False,
) -> None:
    """A member's skills, the most endorsed first, and whom of the endorsers the viewer knows.

    Exit status 1 when the member names no skill.

    Example: [bold]mutuals skills ada grace[/]
    """
    settings = settings_for(data_dir)
    signer = Signer(signing_secret(settings))

    async def work(graph: Graph) -> EndorsedSkills:
        return await skills_page(graph.reader, signer, viewer, member, limit, cursor)

    page = with_graph(settings, work)
    if as_json:
        print_json(page)
    elif not page.items:
        out.print(f"{member} names no skill.", markup=False)
    else:
        table = Table("skill", "endorsed by", "who have it endorsed", f"of whom {viewer} knows")
        for item in page.items:
            table.add_row(
                item.skill.name, str(item.count), str(item.endorsed_endorsers), _known(item)
            )
        out.print(table)
        if page.next is not None:
            err.print(f"The next page: --cursor {page.next}", markup=False)
    if not page.items:
        raise typer.Exit(EXIT_NO)


def _known(item: EndorsedSkill) -> str:
    names = [label(member) for member in item.known_endorsers]
    more = item.known_count - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")
