"""What an import stores: people known to the owner alone, ties of a strength, the own profile."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.conftest import NOW
from tests.linkedin.exports import (
    OWN,
    connection,
    export_of,
    message,
    table,
    zipped,
)
from tests.linkedin.importing import asked, everything, identities, imported, joined, known, ties
from tests.network import write_network

from mutuals.connections.strength import activity, decayed, strength
from mutuals.errors import MemberNotFoundError
from mutuals.graph.driver import Graph, Server
from mutuals.linkedin.commands import forget_imports
from mutuals.members.commands import delete_member, update_member
from mutuals.members.models import MemberChange

pytestmark = pytest.mark.anyio

MARCH = datetime(2024, 3, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _ada(graph: Graph, server: Server) -> None:
    del graph
    write_network(server, [], ["ada", "bob"])


def at(day: int, month: int = 6) -> str:
    return f"2025-{month:02}-{day:02} 10:00:00 UTC"


def endorsement(slug: str, skill: str, status: str = "ACCEPTED") -> list[str]:
    return ["2025/06/03 10:00:00 UTC", skill, "x", "y", f"www.linkedin.com/in/{slug}", status]


async def test_people_become_unconfirmed_members_of_the_owner_alone(
    graph: Graph, server: Server, tmp_path: Path
) -> None:
    path = export_of(
        tmp_path / "e.zip",
        connections=[connection("Grace Hopper", "Grace@Navy.mil"), connection("Alan Turing")],
    )
    report = await imported(graph, "ada", path)
    assert report.people.created == 2
    found = await known(server, "ada")
    assert {*found} == {"Grace Hopper", "Alan Turing"}
    grace = found["Grace Hopper"]
    assert (grace["owner_id"], grace["company"], grace["company_id"]) == ("ada", "Navy", "navy")
    assert (grace["position"], grace["email"]) == ("Admiral", "grace@navy.mil")
    assert grace["profile_url"] == "https://www.linkedin.com/in/grace"
    assert (grace["since"], grace["strength"], grace["context"]) == (MARCH, 0.0, 0.0)
    assert await known(server, "bob") == {}
    assert (
        await asked(server, "MATCH (m:Member) WHERE NOT m.id IN ['ada', 'bob'] RETURN m.id") == []
    )
    assert await identities(server) == {
        "url:linkedin.com/in/grace",
        "email:grace@navy.mil",
        "url:linkedin.com/in/alan",
    }


async def test_two_owners_know_the_same_person_apart(
    graph: Graph, server: Server, tmp_path: Path
) -> None:
    path = export_of(tmp_path / "e.zip", connections=[connection("Grace Hopper")])
    await imported(graph, "ada", path)
    await imported(graph, "bob", path)
    ids = {(await known(server, owner))["Grace Hopper"]["id"] for owner in ("ada", "bob")}
    assert len(ids) == 2
    assert await identities(server) == {"url:linkedin.com/in/grace"}


async def test_messages_endorsements_and_recommendations_make_a_strength(
    graph: Graph, server: Server, tmp_path: Path
) -> None:
    path = export_of(
        tmp_path / "e.zip",
        connections=[connection("Grace Hopper"), connection("Alan Turing", company="GCHQ")],
        messages=[
            message("ada", "grace", at(1)),
            message("ada", "grace alan", at(2)),
            message("grace", "ada", at(4)),
            message("alan", "grace ada", at(1, 5)),
            message("grace", "ada", at(9), draft="Yes"),
            message("grace", "ada", at(9), folder="SPAM"),
            message("zoe", "ada", at(9)),
        ],
        endorsement_received=[
            endorsement("grace", "Maths"),
            endorsement("grace", "Logic", "PENDING"),
        ],
        endorsement_given=[endorsement("grace", "COBOL"), endorsement("zoe", "COBOL")],
        recommendations_received=[
            ["Grace", "Hopper", "Navy", "", "Good", "01/19/13, 12:10 AM", "VISIBLE"],
            ["Alan", "Turing", "Elsewhere", "", "Good", "01/19/13, 12:10 AM", "VISIBLE"],
        ],
        recommendations_given=[["Alan", "Turing", "GCHQ", "", "x", "01/19/13, 12:10 AM", "HIDDEN"]],
    )
    report = await imported(graph, "ada", path)
    found = await known(server, "ada")
    grace, alan = found["Grace Hopper"], found["Alan Turing"]
    last = datetime(2025, 6, 4, 10, tzinfo=UTC)
    forward = sum(decayed(1, timedelta(days=days)) for days in (3, 2, 1))
    backward = sum(decayed(1, timedelta(days=days)) for days in (0, 1))
    assert grace["counted_at"] == last
    assert grace["forward"] == pytest.approx(forward)
    assert grace["backward"] == pytest.approx(backward)
    assert (grace["recommended"], grace["endorsements"]) == (True, 2)
    assert grace["context"] == pytest.approx(0.45)
    assert grace["strength"] == pytest.approx(strength(0.45, activity(forward, backward)))
    assert (alan["recommended"], alan["endorsements"], alan["context"]) == (False, 0, 0.0)
    assert alan["forward"] == pytest.approx(1.0)
    counted = report.counted
    assert (counted.messages, counted.messages_with_others) == (4, 3)
    assert (counted.endorsements, counted.endorsements_passed_over) == (2, 2)
    assert (counted.recommendations, counted.recommendations_passed_over) == (1, 2)


async def test_no_text_of_anybody_is_stored(graph: Graph, server: Server, tmp_path: Path) -> None:
    path = export_of(
        tmp_path / "e.zip",
        connections=[connection("Grace Hopper")],
        messages=[message("ada", "grace", text="Swordfish"), message("grace", "ada")],
        recommendations_given=[
            ["Grace", "Hopper", "Navy", "", "Swordfish", "01/19/13, 12:10 AM", "VISIBLE"]
        ],
        invitations=[["Ada", "Zoe", "5/5/25, 5:30 PM", "Swordfish", "OUTGOING", OWN, "x"]],
        comments=[["2025-06-01 10:00:00", "x", "Swordfish"]],
    )
    report = await imported(graph, "ada", path)
    assert report.bad_rows.count == 0
    assert "Swordfish" not in str(await everything(server))
    assert "Swordfish" not in report.model_dump_json()


async def test_invitations_tell_who_the_owner_is_where_messages_do_not(
    graph: Graph, server: Server, tmp_path: Path
) -> None:
    talk = [message("ada", "grace zoe", at(1)), message("zoe", "grace ada", at(2))]
    rows = {"connections": [connection("Grace Hopper")], "messages": talk}
    report = await imported(graph, "bob", export_of(tmp_path / "e.zip", **rows))
    assert report.notes[0].startswith("It could not be told which sender of messages is you")
    assert report.counted.messages == 0
    rows["invitations"] = [["Ada", "Zoe", "5/5/25, 5:30\u202fPM", "", "OUTGOING", OWN, "x"]]
    report = await imported(graph, "ada", export_of(tmp_path / "e.zip", **rows))
    assert (report.notes, report.counted.messages) == ([], 1)
    assert report.activity.invitations_sent == 1
    grace = (await known(server, "ada"))["Grace Hopper"]
    assert (grace["forward"], grace["backward"]) == (1.0, 0.0)


async def test_what_is_only_counted_is_counted(graph: Graph, tmp_path: Path) -> None:
    path = export_of(
        tmp_path / "e.zip",
        shares=[["2025-06-01 10:00:00"]] * 2,
        comments=[["2025-06-01 10:00:00"]],
        reactions=[["2025-06-01 10:00:00"]] * 3,
        events=[["Party"]],
        company=[["Acme"]],
        invitations=[["Zoe", "Ada", "5/5/25, 5:30 PM", "", "INCOMING", "x", OWN]],
    )
    report = await imported(graph, "ada", path)
    assert report.activity.model_dump() == {
        "invitations_sent": 0,
        "invitations_received": 1,
        "shares": 2,
        "comments": 1,
        "reactions": 3,
        "events": 1,
        "company_follows": 1,
    }


def full_export(path: Path) -> Path:
    return export_of(
        path,
        connections=[connection("Grace Hopper", "g@navy.mil"), connection("Alan Turing")],
        messages=[message("ada", "grace", at(day)) for day in range(1, 9)]
        + [message("grace", "ada", at(5))],
        endorsement_received=[endorsement("grace", "Maths")],
        recommendations_given=[["Alan", "Turing", "Navy", "", "", "01/19/13, 12:10 AM", "VISIBLE"]],
        profile=[["Ada", "King", "", "", "", "Analyst", "I\ncompute", "Computing", "", "London"]],
        positions=[
            ["Analytical Engines", "Analyst", "", "", "Jan 2015", ""],
            ["Byron & Co", "", "", "", "Feb 2010", "Dec 2014"],
        ],
        education=[["University of London", "2005", "2009", "", "BSc"]],
        skills=[["Maths"], ["Poetry"]],
        languages=[["English", "Native"]],
    )


@pytest.mark.parametrize("vouched", [False, True])
async def test_a_second_run_changes_nothing(
    graph: Graph, server: Server, tmp_path: Path, vouched: bool
) -> None:
    await joined(graph, "grace")
    path = full_export(tmp_path / "e.zip")
    first = await imported(graph, "ada", path, vouched=vouched)
    before = await everything(server)
    second = await imported(graph, "ada", path, vouched=vouched, now=NOW + timedelta(days=40))
    assert await everything(server) == before
    assert second.people.unchanged == 2
    assert second.profile_fields == []
    assert first.people.created + first.people.confirmed == 2
    assert first.people.confirmed == vouched


async def test_a_newer_export_updates(graph: Graph, server: Server, tmp_path: Path) -> None:
    await imported(graph, "ada", full_export(tmp_path / "1.zip"))
    before = (await known(server, "ada"))["Grace Hopper"]
    newer = export_of(
        tmp_path / "2.zip",
        connections=[connection("Grace Brewster", company="IBM"), connection("Zoe Zed")],
        messages=[message("ada", "grace", at(day)) for day in range(1, 9)]
        + [message("grace", "ada", at(9, 9))],
    )
    report = await imported(graph, "ada", newer)
    assert (report.people.created, report.people.updated) == (1, 1)
    after = (await known(server, "ada"))["Grace Brewster"]
    assert (after["id"], after["company_id"]) == (before["id"], "ibm")
    # What the newer files do not hold is kept.
    assert (after["email"], after["endorsements"]) == ("g@navy.mil", 1)
    assert after["counted_at"] == datetime(2025, 9, 9, 10, tzinfo=UTC)
    assert after["strength"] != before["strength"]
    # And an older export brings no older counters back.
    await imported(graph, "ada", full_export(tmp_path / "1.zip"))
    again = (await known(server, "ada"))["Grace Hopper"]
    assert again["counted_at"] == after["counted_at"]


async def test_who_changed_the_profile_s_address_is_known_by_the_email_address(
    graph: Graph, server: Server, tmp_path: Path
) -> None:
    rows = [connection("Grace Hopper", "g@navy.mil")]
    await imported(graph, "ada", export_of(tmp_path / "1.zip", connections=rows))
    rows = [connection("Grace Hopper", "g@navy.mil", url="linkedin.com/in/amazing-grace")]
    report = await imported(graph, "ada", export_of(tmp_path / "2.zip", connections=rows))
    assert report.people.updated == 1
    assert await identities(server) == {"url:linkedin.com/in/amazing-grace", "email:g@navy.mil"}


async def test_a_row_that_leads_to_two_people_changes_neither(
    graph: Graph, server: Server, tmp_path: Path
) -> None:
    rows = [connection("Grace Hopper", "g@navy.mil"), connection("Alan Turing", "a@gchq.uk")]
    await imported(graph, "ada", export_of(tmp_path / "1.zip", connections=rows))
    before = await known(server, "ada")
    rows = [connection("Grace Hopper", "a@gchq.uk")]
    report = await imported(graph, "ada", export_of(tmp_path / "2.zip", connections=rows))
    assert [row.line for row in report.conflicts.rows] == [5]
    assert await known(server, "ada") == before


async def test_the_profile_is_filled_where_it_is_empty(
    graph: Graph, server: Server, tmp_path: Path
) -> None:
    await update_member(
        graph.writer, "ada", MemberChange(headline="Countess", skills=["Riding"]), NOW
    )
    report = await imported(graph, "ada", full_export(tmp_path / "e.zip"))
    assert report.profile_fields == [
        "about",
        "industry",
        "languages",
        "location",
        "positions",
        "schools",
    ]
    [row] = await asked(
        server,
        """
        MATCH (m:Member {id: 'ada'})
        RETURN m.name AS name, m.headline AS headline, m.about AS about, m.location AS location,
          m.languages AS languages, m.search_work AS search_work,
          COLLECT { MATCH (m)-[:HAS_SKILL]->(s) RETURN s.name } AS skills,
          COLLECT { MATCH (m)-[w:WORKS_AT]->(c) RETURN [c.name, toString(w.started_on)] } AS jobs
        """,
    )
    assert (row["name"], row["headline"], row["skills"]) == ("Ada", "Countess", ["Riding"])
    assert (row["about"], row["location"], row["languages"]) == (
        "I\ncompute",
        "London",
        ["English"],
    )
    assert sorted(row["jobs"]) == [
        ["Analytical Engines", "2015-01-01"],
        ["Byron & Co", "2010-02-01"],
    ]
    assert "analytical" in row["search_work"]


async def test_bad_rows_of_the_profile_are_named(graph: Graph, tmp_path: Path) -> None:
    path = export_of(
        tmp_path / "e.zip",
        positions=[
            ["", "Analyst", "", "", "Jan 2015", ""],
            ["Acme", "", "", "", "2015-01", ""],
            ["Acme", "", "", "", "Jan 2015", "Jan 2014"],
        ],
        skills=[["x" * 201]],
    )
    report = await imported(graph, "ada", path)
    assert [(row.file, row.line) for row in report.bad_rows.rows] == [
        ("Positions.csv", 2),
        ("Positions.csv", 3),
        ("Positions.csv", 4),
        ("Skills.csv", 2),
    ]
    assert report.profile_fields == []


async def test_the_owner_s_own_row_is_passed_over(
    graph: Graph, server: Server, tmp_path: Path
) -> None:
    await joined(graph, "grace")
    path = export_of(tmp_path / "e.zip", connections=[connection("Grace Hopper")])
    report = await imported(graph, "grace", path)
    assert [row.reason for row in report.bad_rows.rows] == ["is yourself"]
    assert await known(server, "grace") == {}


async def test_nobody_s_import_is_refused(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(MemberNotFoundError):
        await imported(graph, "nobody", full_export(tmp_path / "e.zip"))


async def test_forgetting_leaves_nothing_of_them_and_all_of_the_others(
    graph: Graph, server: Server, tmp_path: Path
) -> None:
    path = full_export(tmp_path / "e.zip")
    await joined(graph, "alan")
    await imported(graph, "ada", path, vouched=True)
    await imported(graph, "bob", export_of(tmp_path / "2.zip", connections=[connection("Zoe Z")]))
    assert await forget_imports(graph.writer, "ada", NOW) == 1
    assert await forget_imports(graph.writer, "ada", NOW) == 0
    assert await known(server, "ada") == {}
    assert {*await ties(server)} == {"ada|alan"}
    assert await identities(server) == {"url:linkedin.com/in/alan", "url:linkedin.com/in/zoe"}


async def test_a_deleted_member_takes_along_whom_their_imports_knew(
    graph: Graph, server: Server, tmp_path: Path
) -> None:
    await joined(graph, "alan", contact={"email": "a@gchq.uk"})
    await imported(graph, "alan", full_export(tmp_path / "e.zip"))
    await imported(graph, "bob", full_export(tmp_path / "e.zip"))
    await delete_member(graph.writer, "alan", NOW)
    assert await known(server, "alan") == {}
    assert {*await known(server, "bob")} == {"Grace Hopper", "Alan Turing"}
    assert await identities(server) == {
        "url:linkedin.com/in/alan",
        "url:linkedin.com/in/grace",
        "email:g@navy.mil",
    }


async def test_a_file_of_every_spelling_is_one_import(
    graph: Graph, server: Server, tmp_path: Path
) -> None:
    files = {
        "Basic_LinkedInDataExport/CONNECTIONS_42.csv": "\ufeff"
        + table("Connections.csv", [connection("Grace Hopper")]),
        "x/Messages.CSV": table("messages.csv", [message("grace", "ada")]),
        "endorsement given info.csv": table(
            "Endorsement_Given_Info.csv", [endorsement("grace", "COBOL")]
        ),
    }
    await imported(graph, "ada", zipped(tmp_path / "e.zip", files))
    grace = (await known(server, "ada"))["Grace Hopper"]
    assert (grace["backward"], grace["endorsements"]) == (pytest.approx(1.0, abs=0.1), 1)
