"""mutuals profile: a member's profile in the terminal, and what it lacks."""

from datetime import date
from typing import Annotated

import typer
from rich.text import Text

from mutuals.cli.console import DataDir, Json, out, print_json, settings_for, with_graph
from mutuals.graph.driver import Graph
from mutuals.members.models import Position, Profile, ProfileCheck, School
from mutuals.members.profile_check import check_profile
from mutuals.members.queries import get_profile

Member = Annotated[str, typer.Argument(help="Id of the member.", metavar="MEMBER")]


def profile(member: Member, data_dir: DataDir = None, as_json: Json = False) -> None:
    """A member's profile as they see it themselves, and what it still lacks.

    Example: [bold]mutuals profile ada[/]
    """

    async def work(graph: Graph) -> Profile:
        return await get_profile(graph.reader, member, member)

    found = with_graph(settings_for(data_dir), work)
    check = check_profile(found)
    if as_json:
        print_json({"profile": found.model_dump(mode="json"), "check": check.model_dump()})
    else:
        _draw_profile(found)
        _draw_check(check)


def _draw_profile(found: Profile) -> None:
    out.print(Text.assemble((found.name or found.id, "bold"), (f"  {found.id}", "dim")))
    contact = [found.contact.email, found.contact.phone] if found.contact else []
    for line in (
        found.headline,
        _joined([found.location, found.industry]),
        _joined(contact),
        _joined(found.links),
    ):
        if line:
            out.print(Text(line))
    if found.about:
        out.print(Text(f"\n{found.about}"))
    _draw_list("Positions", [_position(position) for position in found.positions])
    _draw_list("Schools", [_school(school) for school in found.schools])
    for title, names in (
        ("Skills", [skill.name for skill in found.skills]),
        ("Interests", [interest.name for interest in found.interests]),
        ("Languages", found.languages),
    ):
        if names:
            out.print(Text.assemble("\n", (title, "bold"), "  ", ", ".join(names)))


def _draw_list(title: str, lines: list[str]) -> None:
    if lines:
        out.print(Text.assemble("\n", (title, "bold")))
        for line in lines:
            out.print(Text(f"  {line}"))


def _draw_check(check: ProfileCheck) -> None:
    out.print(Text.assemble("\n", (f"{check.complete:.0%}", "bold cyan"), " complete"))
    for lack in check.missing:
        field = lack.field.replace("_", " ")
        out.print(Text.assemble((f"  +{lack.weight:.0%}", "cyan"), f"  {field}: ", lack.reason))


def _position(position: Position) -> str:
    what = f"{position.title} at {position.company}" if position.title else position.company
    return what + _period(position.started_on, position.ended_on)


def _school(school: School) -> str:
    studied = ", ".join(part for part in (school.degree, school.field) if part)
    what = f"{school.school} ({studied})" if studied else school.school
    return what + _period(school.started_on, school.ended_on)


def _period(started_on: date | None, ended_on: date | None) -> str:
    if started_on is None and ended_on is None:
        return ""
    return f", {started_on or '?'} to {ended_on or 'now'}"


def _joined(parts: list[str] | list[str | None]) -> str:
    return " · ".join(part for part in parts if part)
