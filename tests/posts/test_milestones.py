"""Milestones: found once each, and posted, offered as drafts, or neither, as the member prefers."""

from datetime import timedelta

import httpx
import pytest
from tests.conftest import NOW
from tests.network import write_network
from tests.posts.writing import ask, done, run, told

from mutuals.graph.driver import Graph, Server
from mutuals.posts.milestones import find_milestones

FACTS = """
MATCH (ada:Member {id: 'ada'})
CREATE (ada)-[new:WORKS_AT {title: 'Analyst'}]->(:Company {id: 'new', name: 'New Co'})
SET new.started_on = $new
CREATE (ada)-[:WORKS_AT {started_on: $old}]->(:Company {id: 'old', name: 'Old Co'})
CREATE (ada)-[:WORKS_AT {started_on: $old, ended_on: $new}]->(:Company {id: 'x', name: 'Left Co'})
CREATE (:Skill {id: 'graphs', name: 'Graphs'})
WITH DISTINCT ada
UNWIND range(1, 5) AS number
CREATE (:Member {id: 'm' + number})-[:ENDORSES {skill_id: 'graphs', created_at: $now}]->(ada)
"""


@pytest.fixture
def _reached(graph: Graph, empty_server: Server) -> None:
    del graph
    write_network(empty_server, [("ada", "grace")])
    day = NOW.date()
    run(
        empty_server,
        FACTS,
        new=day - timedelta(days=3),
        old=day.replace(year=day.year - 2),
        now=NOW,
    )


@pytest.mark.anyio
@pytest.mark.usefixtures("_reached")
async def test_drafts_are_offered_once_and_posted_or_dismissed(
    api: httpx.Client, graph: Graph
) -> None:
    assert await find_milestones(graph, NOW) == 3
    assert await find_milestones(graph, NOW + timedelta(hours=1)) == 0
    drafts = done(ask(api, "ada", "GET /me/milestone-drafts"))["items"]
    by_kind = {draft["kind"]: draft for draft in drafts}
    assert {kind: draft["text"] for kind, draft in by_kind.items()} == {
        "new_position": "I have a new position: Analyst at New Co.",
        "anniversary": "2 years at Old Co today.",
        "skill_endorsed": "I am glad to be endorsed for Graphs by 5 and more.",
    }
    assert [kind for kind, _, _ in told(api, "ada")] == ["milestone"] * 3
    path = f"/me/milestone-drafts/{by_kind['anniversary']['id']}"
    posted = done(ask(api, "ada", f"POST {path}/post", {"text": "Two years!"}))
    assert (posted["kind"], posted["text"]) == ("milestone", "Two years!")
    assert ask(api, "ada", f"POST {path}/post", {}).status_code == 404
    assert ask(api, "ada", f"DELETE {path}").status_code == 404
    other = f"/me/milestone-drafts/{by_kind['new_position']['id']}"
    assert ask(api, "grace", f"DELETE {other}").status_code == 404
    assert ask(api, "ada", f"DELETE {other}").status_code == 204
    assert len(done(ask(api, "ada", "GET /me/milestone-drafts"))["items"]) == 1


@pytest.mark.anyio
@pytest.mark.usefixtures("_reached")
@pytest.mark.parametrize(("preference", "posted"), [("post", 3), ("none", 0)])
async def test_a_member_prefers_them_posted_or_not_at_all(
    api: httpx.Client, graph: Graph, preference: str, posted: int
) -> None:
    settings = {"milestones": preference}
    assert done(ask(api, "ada", "PATCH /me/milestone-settings", settings)) == settings
    assert done(ask(api, "ada", "GET /me/milestone-settings")) == settings
    assert await find_milestones(graph, NOW) == posted
    assert len(done(ask(api, "grace", "GET /members/ada/posts"))["items"]) == posted
    assert done(ask(api, "ada", "GET /me/milestone-drafts"))["items"] == []
