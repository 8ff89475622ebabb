"""Members created, changed and deleted at once: one wins, nobody sees a driver's error."""

import asyncio
from datetime import date
from functools import partial

import pytest
from tests.conftest import NOW
from tests.connections.threads import at_once
from tests.network import create_member, write_network

from mutuals.connections.commands import connect
from mutuals.errors import ConflictError, MemberNotFoundError
from mutuals.graph.driver import Graph, Server
from mutuals.introductions.queries import introduction_paths
from mutuals.members.commands import delete_member, update_member
from mutuals.members.models import MemberChange, PositionInput, SchoolInput
from mutuals.members.queries import get_profile

pytestmark = [pytest.mark.long, pytest.mark.anyio]

THREADS = 8
NAMES = [f"Name {number}" for number in range(20)]


def everything(named: list[str]) -> MemberChange:
    """Companies, schools, skills and interests that nobody had before."""
    return MemberChange(
        positions=[PositionInput(company=name, started_on=date(2020, 1, 1)) for name in named],
        schools=[SchoolInput(school=name) for name in named],
        skills=named,
        interests=named,
    )


@pytest.mark.usefixtures("graph")
async def test_of_eight_who_create_one_id_at_once_one_did(server: Server) -> None:
    async def created(graph: Graph) -> bool:
        try:
            await create_member(graph.writer, "ada", everything(NAMES[:3]), NOW)
        except ConflictError:
            return False
        return True

    assert sorted(await at_once(server, *[created] * THREADS)) == [False] * 7 + [True]


@pytest.mark.usefixtures("graph")
async def test_of_eight_who_delete_a_member_at_once_one_did(server: Server) -> None:
    write_network(server, [("ada", "grace"), ("ada", "linus")])

    async def deleted(graph: Graph) -> bool:
        try:
            await delete_member(graph.writer, "ada", NOW)
        except MemberNotFoundError:
            return False
        return True

    assert sorted(await at_once(server, *[deleted] * THREADS)) == [False] * 7 + [True]


async def test_members_who_write_the_same_new_names_at_once_all_have_them(
    graph: Graph, server: Server
) -> None:
    async def create(graph: Graph, number: int) -> None:
        names = NAMES if number % 2 else NAMES[::-1]
        await create_member(graph.writer, f"member-{number}", everything(names), NOW)

    await at_once(server, *(partial(create, number=number) for number in range(THREADS)))
    for number in range(THREADS):
        member_id = f"member-{number}"
        profile = await get_profile(graph.reader, member_id, member_id)
        assert sorted(position.company for position in profile.positions) == sorted(NAMES)
        assert sorted(entry.school for entry in profile.schools) == sorted(NAMES)
        assert [skill.name for skill in profile.skills] == sorted(NAMES)
        assert [interest.name for interest in profile.interests] == sorted(NAMES)


async def test_of_two_whole_changes_at_once_one_stands_wholly(graph: Graph, server: Server) -> None:
    write_network(server, [], members=["ada"])

    async def change(graph: Graph, named: list[str]) -> None:
        for _ in range(10):
            await update_member(graph.writer, "ada", everything(named), NOW)

    await at_once(server, *(partial(change, named=named) for named in (NAMES[:4], NAMES[2:6])))
    profile = await get_profile(graph.reader, "ada", "ada")
    found = [skill.name for skill in profile.skills]
    assert found in (NAMES[:4], NAMES[2:6])
    assert [interest.name for interest in profile.interests] == found
    assert sorted(position.company for position in profile.positions) == found
    assert sorted(entry.school for entry in profile.schools) == found


async def test_of_two_who_change_employer_at_once_the_later_sees_both(
    graph: Graph, server: Server
) -> None:
    write_network(server, [("linus", "ada")], members=["grace"])
    await connect(graph, "ada", "grace", NOW)

    async def join(member_id: str, company: str) -> None:
        change = MemberChange(positions=[PositionInput(company=company)])
        await update_member(graph.writer, member_id, change, NOW)

    for company in NAMES[:5]:
        await asyncio.gather(join("ada", company), join("grace", company))
        [path] = await introduction_paths(
            graph.reader, "linus", "grace", max_hops=2, limit=1, default_cap=10, now=NOW
        )
        assert [factor.name for factor in path.hops[1].factors] == ["shared_employer"]
        await update_member(graph.writer, "ada", MemberChange(positions=[]), NOW)
