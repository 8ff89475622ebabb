"""Who joins: the tie that an import knew is confirmed, once, and by nobody's mere say-so."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import NOW
from tests.linkedin.exports import connection, export_of, message
from tests.linkedin.importing import asked, identities, imported, joined, known, ties
from tests.network import write_network

from mutuals.accounts.commands import register
from mutuals.connection_requests.commands import accept_request, send_request
from mutuals.connection_requests.models import NewConnectionRequest
from mutuals.connection_requests.rules import rules_of
from mutuals.connections.commands import connect, renew_ties
from mutuals.connections.interactions import Interaction, count_interactions
from mutuals.connections.strength import activity, decayed, strength
from mutuals.graph.driver import Graph, Server
from mutuals.members.commands import update_member, update_vouched_member
from mutuals.members.models import MemberChange
from mutuals.privacy.commands import block_member
from mutuals.settings import Settings

pytestmark = pytest.mark.anyio

MARCH = datetime(2024, 3, 5, tzinfo=UTC)
JUNE = datetime(2025, 6, 11, 15, 33, 58, tzinfo=UTC)
RULES = rules_of(Settings())


@pytest.fixture(autouse=True)
def _members(graph: Graph, server: Server) -> None:
    del graph
    write_network(server, [], ["ada", "bob", "zoe"])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Grace, with two messages to her and one from her, a recommendation and two endorsements."""
    given = ["2025/06/03 10:00:00 UTC", "COBOL", "x", "y", "linkedin.com/in/grace", "ACCEPTED"]
    return export_of(
        tmp_path / "e.zip",
        connections=[connection("Grace Hopper", "grace@navy.mil")],
        messages=[message("ada", "grace"), message("ada", "grace"), message("grace", "ada")],
        endorsement_given=[given],
        recommendations_given=[
            ["Grace", "Hopper", "Navy", "", "", "01/19/13, 12:10 AM", "VISIBLE"]
        ],
    )


async def test_who_joins_is_connected_to_all_who_knew_them(
    graph: Graph, server: Server, path: Path
) -> None:
    for owner in ("ada", "zoe"):
        await imported(graph, owner, path)
    before = (await known(server, "ada"))["Grace Hopper"]
    await joined(graph, "grace")
    found = await ties(server)
    assert {*found} == {"ada|grace", "grace|zoe"}
    tie, other = found["ada|grace"], found["grace|zoe"]
    assert tie["since"] == MARCH
    assert (tie["forward"], tie["backward"]) == (before["forward"], before["backward"])
    assert (tie["counted_at"], tie["imported_until"]) == (JUNE, JUNE)
    assert (tie["recommended"], tie["endorsements"]) == (True, 1)
    assert tie["context"] == pytest.approx(0.35 + tie["common_share"] * 0.2)
    active = activity(tie["forward"], tie["backward"])
    assert tie["strength"] == pytest.approx(strength(tie["context"], active))
    # Grace's id is the smaller of the two: to her is backward.
    assert (other["backward"], other["forward"]) == (tie["forward"], tie["backward"])
    assert await known(server, "ada") == await known(server, "zoe") == {}
    assert await identities(server) == {"url:linkedin.com/in/grace"}


async def test_what_imports_said_outlives_the_night(
    graph: Graph, server: Server, path: Path
) -> None:
    await imported(graph, "ada", path)
    await joined(graph, "grace")
    before = await ties(server)
    await renew_ties(graph)
    assert await ties(server) == before


@pytest.mark.parametrize(
    "how", ["contact", "another spelling", "changed by a service", "an account"]
)
async def test_ways_to_join(graph: Graph, server: Server, path: Path, how: str) -> None:
    await imported(graph, "ada", path)
    email: dict[str, Any] = {"contact": {"email": "GRACE@navy.mil"}, "links": []}
    if how == "contact":
        await joined(graph, "gh", **email)
    elif how == "another spelling":
        await joined(graph, "gh", links=["http://de.linkedin.com/in/Grace/?trk=x"])
    elif how == "changed by a service":
        await joined(graph, "gh", links=[])
        assert await ties(server) == {}
        change = MemberChange.model_validate(email)
        await update_vouched_member(graph.writer, "gh", change, most_connections=9, now=NOW)
    else:
        await graph.writer.transaction(
            lambda transaction: register(
                transaction,
                member_id="gh",
                name="Grace",
                email="grace@navy.mil",
                password_hash="x",
                may_exist=False,
                vouched=True,
                most_connections=9,
                now=NOW,
            )
        )
    assert {*await ties(server)} == {"ada|gh"}
    assert await known(server, "ada") == {}


async def test_nobody_joins_by_their_own_say_so(graph: Graph, server: Server, path: Path) -> None:
    await imported(graph, "ada", path)
    claim = MemberChange.model_validate(
        {"links": ["https://linkedin.com/in/grace"], "contact": {"email": "grace@navy.mil"}}
    )
    await update_member(graph.writer, "bob", claim, NOW)
    await graph.writer.transaction(
        lambda transaction: register(
            transaction,
            member_id="eve",
            name="Grace",
            email="grace@navy.mil",
            password_hash="x",
            may_exist=False,
            vouched=False,
            most_connections=9,
            now=NOW,
        )
    )
    await imported(graph, "bob", path)
    # Nor where a service then changes something else of them.
    change = MemberChange(headline="Admiral")
    await update_vouched_member(graph.writer, "bob", change, most_connections=9, now=NOW)
    await imported(graph, "ada", path, vouched=True)
    assert await ties(server) == {}
    assert {*await known(server, "ada")} == {"Grace Hopper"}


async def test_over_http_a_member_stays_unconfirmed_until_both_have_named_each_other(
    graph: Graph, server: Server, path: Path, tmp_path: Path
) -> None:
    await joined(graph, "grace")
    await joined(graph, "ada2", links=["https://linkedin.com/in/ada-two"])
    report = await imported(graph, "ada2", path)
    assert (report.people.created, report.people.confirmed) == (1, 0)
    assert await ties(server) == {}
    back = export_of(
        tmp_path / "back.zip",
        connections=[connection("Ada Two", url="linkedin.com/in/ada-two", on="06 Mar 2024")],
        messages=[
            message("ada-two", "grace"),
            message("ada-two", "grace"),
            message("grace", "ada-two"),
        ],
    )
    report = await imported(graph, "grace", back)
    assert report.people.confirmed == 1
    [tie] = (await ties(server)).values()
    assert tie["since"] == MARCH
    # Both files hold the same messages: they are counted once.
    assert tie["forward"] + tie["backward"] < 4
    assert await known(server, "grace") == await known(server, "ada2") == {}


async def test_a_file_that_the_operator_vouches_for_connects_to_who_is_a_member(
    graph: Graph, server: Server, path: Path
) -> None:
    await joined(graph, "grace")
    report = await imported(graph, "ada", path, vouched=True)
    assert (report.people.created, report.people.confirmed) == (0, 1)
    [tie] = (await ties(server)).values()
    assert (tie["since"], tie["recommended"], tie["endorsements"]) == (MARCH, True, 1)
    assert await known(server, "ada") == {}


async def test_an_accepted_request_takes_the_place_of_the_unconfirmed_tie(
    graph: Graph, server: Server, path: Path
) -> None:
    await joined(graph, "grace")
    await imported(graph, "ada", path)
    request = NewConnectionRequest(member_id="grace")
    await graph.writer.transaction(
        lambda tx: send_request(tx, "ada", request, request_id="r", rules=RULES, now=NOW)
    )
    await graph.writer.transaction(
        lambda tx: accept_request(tx, "grace", "r", rules=RULES, now=NOW)
    )
    [tie] = (await ties(server)).values()
    assert (tie["since"], tie["recommended"], tie["imported_until"]) == (MARCH, True, JUNE)
    assert tie["strength"] > tie["context"] >= 0.35
    assert await known(server, "ada") == {}


async def test_of_a_connection_one_believes_what_the_profile_says(
    graph: Graph, server: Server, path: Path
) -> None:
    claim = MemberChange.model_validate({"links": ["https://www.linkedin.com/in/grace"]})
    await update_member(graph.writer, "bob", claim, NOW)
    await imported(graph, "ada", path)
    await connect(graph, "ada", "bob", NOW)
    [tie] = (await ties(server)).values()
    assert tie["imported_until"] == JUNE
    report = await imported(graph, "ada", path)
    assert report.people.unchanged == 1
    assert await known(server, "ada") == {}


async def test_a_newer_export_adds_to_a_confirmed_tie_what_is_later_alone(
    graph: Graph, server: Server, path: Path, tmp_path: Path
) -> None:
    await imported(graph, "ada", path)
    await joined(graph, "grace")
    await graph.writer.transaction(
        lambda tx: count_interactions(tx, [Interaction("grace", "ada", 1.0)], NOW)
    )
    before = (await ties(server))["ada|grace"]
    newer = export_of(
        tmp_path / "2.zip",
        connections=[connection("Grace Hopper")],
        messages=[
            message("ada", "grace"),
            message("grace", "ada"),
            message("ada", "grace", "2025-08-01 10:00:00 UTC"),
        ],
    )
    report = await imported(graph, "ada", newer)
    assert report.people.updated == 1
    after = (await ties(server))["ada|grace"]
    later = datetime(2025, 8, 1, 10, tzinfo=UTC)
    assert after["counted_at"] == NOW
    assert after["forward"] == pytest.approx(before["forward"] + decayed(1, NOW - later))
    assert after["backward"] == pytest.approx(before["backward"])
    assert (after["imported_until"], after["endorsements"]) == (later, 1)
    assert (await imported(graph, "ada", newer)).people.unchanged == 1


@pytest.mark.parametrize("by", ["ada", "grace"])
async def test_a_block_looks_like_absence(
    graph: Graph, server: Server, path: Path, by: str
) -> None:
    await joined(graph, "grace", links=[])
    other = "grace" if by == "ada" else "ada"
    await graph.writer.transaction(lambda tx: block_member(tx, by, other, NOW))
    await imported(graph, "ada", path)
    change = MemberChange.model_validate({"links": ["https://linkedin.com/in/grace"]})
    await update_vouched_member(graph.writer, "grace", change, most_connections=9, now=NOW)
    report = await imported(graph, "ada", path, vouched=True)
    assert report.people.unchanged == 1
    assert await ties(server) == {}
    assert {*await known(server, "ada")} == {"Grace Hopper"}


async def test_nobody_gets_more_connections_than_one_may_have(
    graph: Graph, server: Server, path: Path
) -> None:
    for owner in ("ada", "bob", "zoe"):
        await imported(graph, owner, path)
    await connect(graph, "ada", "bob", NOW)
    await joined(graph, "grace", most=1)
    assert {*await ties(server)} == {"ada|bob", "grace|zoe"}
    assert {*await known(server, "ada")} == {"Grace Hopper"}
    report = await imported(graph, "ada", path, vouched=True, most_connections=1)
    assert report.notes[0].startswith("1 member kept unconfirmed")


async def test_addresses_of_two_members_confirm_nothing(
    graph: Graph, server: Server, path: Path
) -> None:
    await joined(graph, "eve", links=[], contact={"email": "grace@navy.mil"})
    await imported(graph, "ada", path)
    await joined(graph, "grace")
    assert await ties(server) == {}
    report = await imported(graph, "ada", path, vouched=True)
    assert report.conflicts.count == 1
    assert await ties(server) == {}


async def test_an_address_that_a_member_gives_up_is_theirs_no_more(
    graph: Graph, server: Server, path: Path
) -> None:
    await joined(graph, "grace", contact={"email": "grace@navy.mil"})
    await update_member(graph.writer, "grace", MemberChange(links=[]), NOW)
    assert await identities(server) == {"email:grace@navy.mil"}
    change = MemberChange.model_validate({"contact": {"email": "g@ibm.com"}})
    await update_vouched_member(graph.writer, "grace", change, most_connections=9, now=NOW)
    assert await identities(server) == {"email:g@ibm.com"}
    await imported(graph, "ada", path, vouched=True)
    assert await ties(server) == {}


async def test_whose_email_address_it_is_is_told_to_nobody_who_may_not_see_it(
    graph: Graph, server: Server, tmp_path: Path
) -> None:
    await joined(graph, "grace", links=[], contact={"email": "grace@navy.mil"})
    await connect(graph, "ada", "grace", NOW)
    await asked(server, "MATCH (m:Member {id: 'grace'}) SET m.contact_visible_to = 'only_me'")
    guesses = [connection("G One", "grace@navy.mil", url=""), connection("G Two", "x@y.z", url="")]
    report = await imported(graph, "ada", export_of(tmp_path / "e.zip", connections=guesses))
    assert report.people.created == 2
    report = await imported(graph, "bob", export_of(tmp_path / "e.zip", connections=guesses))
    assert report.people.created == 2
    assert report.people.confirmed == 0


@pytest.mark.long
@pytest.mark.parametrize("vouched", [True, False])
async def test_imports_and_one_who_joins_at_the_same_moment_make_one_tie_each(
    graph: Graph, server: Server, path: Path, vouched: bool
) -> None:
    owners = ("ada", "bob", "zoe")
    for round_ in range(6):
        await asked(
            server, "MATCH (n:UnconfirmedMember|Identity) DETACH DELETE n RETURN count(*) AS n"
        )
        await asked(server, "MATCH (n:Member {id: 'grace'}) DETACH DELETE n RETURN count(*) AS n")
        if round_ % 2:  # then her addresses are known already
            await imported(graph, "zoe", path)
        await asyncio.gather(
            *(imported(graph, owner, path, vouched=vouched) for owner in ("ada", *owners)),
            joined(graph, "grace"),
        )
        found = {pair for pair in await ties(server) if "grace" in pair}
        for owner in owners:
            connected = "|".join(sorted([owner, "grace"])) in found
            # Who imports over HTTP after she joined waits for her word.
            assert connected or not vouched, (round_, owner)
            assert ({*await known(server, owner)} == {"Grace Hopper"}) != connected
        assert "url:linkedin.com/in/grace" in await identities(server)


@pytest.mark.long
async def test_two_who_join_at_once_and_two_imports_at_once(
    graph: Graph, server: Server, tmp_path: Path
) -> None:
    people = [connection(f"P{number} X") for number in range(30)]
    path = export_of(tmp_path / "e.zip", connections=people)
    await asyncio.gather(*(imported(graph, owner, path) for owner in ("ada", "ada", "bob", "bob")))
    assert len(await known(server, "ada")) == len(await known(server, "bob")) == 30
    await asyncio.gather(*(joined(graph, f"p{number}") for number in range(30)))
    assert len(await ties(server)) == 60
    assert await known(server, "ada") == await known(server, "bob") == {}


@pytest.mark.long
async def test_both_name_each_other_at_the_same_moment(
    graph: Graph, server: Server, tmp_path: Path
) -> None:
    await joined(graph, "ann")
    await joined(graph, "ben")
    to_ben = export_of(tmp_path / "1.zip", connections=[connection("Ben B")])
    to_ann = export_of(tmp_path / "2.zip", connections=[connection("Ann A")])
    await asyncio.gather(imported(graph, "ann", to_ben), imported(graph, "ben", to_ann))
    assert {*await ties(server)} == {"ann|ben"}
    assert await known(server, "ann") == await known(server, "ben") == {}
