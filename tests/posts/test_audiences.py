"""Who may see a post, react to it, comment on it and share it: a table; to all others it is 404."""

import httpx
import pytest
from tests.network import write_network
from tests.posts.writing import ask, done, post, run

from mutuals.graph.driver import Server

# Ada is the author. Fay is connected to her, Sue to Fay, Tom to Sue; Sam knows nobody. Bob is
# blocked by Ada. Gus shares a group with her.
VIEWERS = {"ada", "fay", "sue", "tom", "sam", "bob", "gus"}
SEEN_BY = {
    "first_degree": {"ada", "fay"},
    "second_degree": {"ada", "fay", "sue"},
    "everyone": {"ada", "fay", "sue", "tom", "sam", "gus"},
    "group": {"ada", "gus"},
}
GROUP = """
MATCH (ada:Member {id: 'ada'}) MATCH (gus:Member {id: 'gus'}) MATCH (bob:Member {id: 'bob'})
CREATE (group:Group {id: 'group', name: 'Graph people'})
CREATE (ada)-[:MEMBER_OF {role: 'member'}]->(group)
CREATE (gus)-[:MEMBER_OF {role: 'moderator'}]->(group)
CREATE (bob)-[:MEMBER_OF {role: 'member'}]->(group)
CREATE (ada)-[:BLOCKS]->(bob)
"""


@pytest.fixture(autouse=True)
def _people(empty_server: Server) -> None:
    ties = [("ada", "fay"), ("fay", "sue"), ("sue", "tom"), ("bob", "fay")]
    write_network(empty_server, ties, ["sam", "gus"])
    run(empty_server, GROUP)


def write(api: httpx.Client, audience: str) -> str:
    into = {"group_id": "group"} if audience == "group" else {}
    return post(api, "ada", audience=audience, **into)


@pytest.mark.parametrize("audience", SEEN_BY)
def test_a_post_is_there_for_its_audience(api: httpx.Client, audience: str) -> None:
    post_id = write(api, audience)
    requests: list[tuple[str, dict[str, str] | None]] = [
        (f"GET /posts/{post_id}", None),
        (f"GET /posts/{post_id}/comments", None),
        (f"GET /posts/{post_id}/reactions", None),
        (f"PUT /posts/{post_id}/reaction", {"kind": "like"}),
        (f"POST /posts/{post_id}/comments", {"text": "Well said"}),
        (f"POST /posts/{post_id}/shares", {}),
        (f"DELETE /posts/{post_id}/reaction", None),
    ]
    for viewer in VIEWERS:
        answers = {ask(api, viewer, request, body).status_code for request, body in requests}
        assert answers <= ({200, 201, 204} if viewer in SEEN_BY[audience] else {404}), viewer


def test_a_list_of_a_members_posts_has_those_the_viewer_may_see(api: httpx.Client) -> None:
    written = {audience: write(api, audience) for audience in SEEN_BY}
    for viewer in VIEWERS - {"bob"}:
        items = done(ask(api, viewer, "GET /members/ada/posts"))["items"]
        expected = [written[audience] for audience in SEEN_BY if viewer in SEEN_BY[audience]]
        assert [item["id"] for item in items] == expected[::-1], viewer
    assert ask(api, "bob", "GET /members/ada/posts").status_code == 404


def test_a_list_of_posts_is_paged_over_those_the_viewer_may_not_see(api: httpx.Client) -> None:
    audiences = ["everyone", "first_degree", "first_degree", "first_degree", "everyone"]
    written = [write(api, audience) for audience in audiences]
    found: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        path = f"/members/ada/posts?limit=1{'&cursor=' + cursor if cursor else ''}"
        page = done(ask(api, "sam", f"GET {path}"))
        found += [item["id"] for item in page["items"]]
        cursor = page["next"]
    assert found == [written[4], written[0]]


def test_only_a_member_of_a_group_posts_there(api: httpx.Client) -> None:
    body = {"text": "Hello", "audience": "group", "group_id": "group"}
    assert ask(api, "fay", "POST /posts", body).status_code == 404
    assert ask(api, "gus", "POST /posts", body).status_code == 201


@pytest.mark.parametrize(
    "body",
    [{"audience": "group"}, {"audience": "everyone", "group_id": "group"}, {"kind": "share"}],
)
def test_a_post_that_does_not_hold_together(api: httpx.Client, body: dict[str, str]) -> None:
    assert ask(api, "ada", "POST /posts", {"text": "Hello", **body}).status_code == 422


@pytest.mark.parametrize(
    ("audience", "seen_by"),
    [("first_degree", {"ada", "fay"}), ("second_degree", {"ada", "fay", "sue"})],
)
def test_a_share_widens_no_audience(api: httpx.Client, audience: str, seen_by: set[str]) -> None:
    post_id = write(api, audience)
    share = done(ask(api, "fay", f"POST /posts/{post_id}/shares", {"audience": "everyone"}))
    for viewer in VIEWERS - {"bob"}:
        seen = done(ask(api, viewer, f"GET /posts/{share['id']}"))
        assert (seen["original"] is not None) == (viewer in seen_by), viewer
    assert done(ask(api, "bob", f"GET /posts/{share['id']}"))["original"] is None


def test_a_share_of_a_share_is_one_of_the_post_inside(api: httpx.Client) -> None:
    post_id = write(api, "everyone")
    share = done(ask(api, "sam", f"POST /posts/{post_id}/shares", {"audience": "everyone"}))
    again = done(ask(api, "tom", f"POST /posts/{share['id']}/shares", {"text": "Indeed"}))
    assert again["original"]["id"] == post_id
    assert done(ask(api, "ada", f"GET /posts/{post_id}"))["shares"] == 2


def test_a_share_outlives_its_post(api: httpx.Client) -> None:
    post_id = write(api, "everyone")
    share = done(ask(api, "fay", f"POST /posts/{post_id}/shares", {"text": "Look"}))
    assert ask(api, "ada", f"DELETE /posts/{post_id}").status_code == 204
    left = done(ask(api, "fay", f"GET /posts/{share['id']}"))
    assert (left["text"], left["original"]) == ("Look", None)


def test_who_moderates_a_group_may_delete_what_is_posted_there(api: httpx.Client) -> None:
    mine, theirs = write(api, "group"), write(api, "everyone")
    assert ask(api, "gus", f"DELETE /posts/{theirs}").status_code == 403
    assert ask(api, "gus", f"DELETE /posts/{mine}").status_code == 204
    assert ask(api, "ada", f"GET /posts/{mine}").status_code == 404
