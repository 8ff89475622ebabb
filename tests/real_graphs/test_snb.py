"""The LDBC SNB test data: what its files count is in the graph, and people are as far apart."""

from collections import deque

import pytest
from tests.conftest import NOW
from tests.imports.conftest import answer
from tests.real_graphs.test_expected import DATA

from mutuals.connections.queries import degrees
from mutuals.graph.driver import Graph, Server
from mutuals.snb.commands import import_snb

FOLDER = DATA / "snb-test"

pytestmark = [
    pytest.mark.long,
    pytest.mark.anyio,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the SNB test data are not in {DATA}"),
]


def lines(kind: str) -> list[list[str]]:
    text = (FOLDER / "dynamic" / f"{kind}_0_0.csv").read_text("utf-8")
    return [line.split("|") for line in text.splitlines()[1:]]


def distances() -> dict[str, dict[str, int]]:
    """How far everybody is from everybody they can reach, by breadth-first search."""
    known: dict[str, set[str]] = {person[0]: set() for person in lines("person")}
    for one, other, _since in lines("person_knows_person"):
        known[one].add(other)
        known[other].add(one)
    found = {}
    for start in known:
        far, queue = {start: 0}, deque([start])
        while queue:
            person = queue.popleft()
            for other in known[person] - far.keys():
                far[other] = far[person] + 1
                queue.append(other)
        found[start] = far
    return found


async def test_the_graph_is_what_the_files_say(graph: Graph, server: Server) -> None:
    report = await import_snb(graph, FOLDER, now=NOW)
    assert report.malformed == {}
    moderators = {(forum, person) for forum, person in lines("forum_hasModerator_person")}
    joined = {(forum, person) for forum, person, _since in lines("forum_hasMember_person")}
    expected = {
        "MATCH (n:Member)": len(lines("person")),
        "MATCH (:Member)-[n:CONNECTED_TO]->(:Member)": len(lines("person_knows_person")),
        "MATCH (:Member)-[n:WORKS_AT]->()": len(lines("person_workAt_organisation")),
        "MATCH (:Member)-[n:STUDIED_AT]->()": len(lines("person_studyAt_organisation")),
        "MATCH (:Member)-[n:INTERESTED_IN]->()": len(lines("person_hasInterest_tag")),
        "MATCH (n:Group)": len(lines("forum")),
        "MATCH (:Member)-[n:MEMBER_OF]->()": len(moderators | joined),
        "MATCH (:Member)-[:POSTED]->(n:Post)-[:POSTED_IN]->(:Group)": len(lines("post")),
        "MATCH (:Member)-[:COMMENTED]->(n:Comment)-[:COMMENTS_ON]->(:Post)": len(lines("comment")),
        "MATCH (:Comment)-[n:REPLIES_TO]->(:Comment)": len(lines("comment_replyOf_comment")),
        "MATCH (:Member)-[n:REACTED_TO]->(:Post)": len(lines("person_likes_post")),
    }
    for pattern, count in expected.items():
        assert (pattern, await answer(server, f"{pattern} RETURN count(n) AS n")) == (
            pattern,
            [{"n": count}],
        )

    # Interactive query 13, for all pairs; Mutuals' own degree ends at 3.
    far = distances()
    rows = await answer(
        server,
        """
        MATCH (one:Member), (other:Member) WHERE one.id < other.id
        OPTIONAL MATCH path = shortestPath((one)-[:CONNECTED_TO*]-(other))
        RETURN one.id AS one, other.id AS other, length(path) AS length
        """,
    )
    assert len(rows) == len(far) * (len(far) - 1) / 2
    assert {(row["one"], row["other"]): row["length"] for row in rows} == {
        (row["one"], row["other"]): far[row["one"]].get(row["other"]) for row in rows
    }
    for viewer, reached in far.items():
        answered = await degrees(graph.reader, viewer, [*far])
        assert {entry.member_id: entry.degree for entry in answered} == {
            member: reached[member] if reached.get(member, 4) <= 3 else None for member in far
        }
