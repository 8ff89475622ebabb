"""Pages of a feed while others write and react: nothing twice, nothing lost, in either order."""

import random
from datetime import timedelta
from typing import Any

import httpx
import pytest
from tests.conftest import NOW
from tests.network import write_network
from tests.posts.writing import ask, done, post, run

from mutuals.graph.driver import Server

POSTS = """
UNWIND $posts AS row
MATCH (author:Member {id: row.author})
CREATE (author)-[:POSTED {author_id: row.author, created_at: row.at}]->(post:Post {id: row.id})
SET
  post.author_id = row.author, post.kind = 'update', post.audience = 'everyone',
  post.text = 'Hello', post.created_at = row.at
WITH row, post
MATCH (member:Member)
WHERE member.id IN row.reacted
CREATE (member)-[:REACTED_TO {
  member_id: member.id, posted_at: row.at, created_at: row.at, kind: 'like'
}]->(post)
"""
NEAR = [f"near{number}" for number in range(6)]
FAR = [f"far{number}" for number in range(4)]


def life(rng: random.Random, ties: int) -> list[dict[str, Any]]:
    """Posts of near and far, some at the same time; far ones are brought by one who is near."""
    posts = []
    for number in range(ties):
        author = rng.choice([*NEAR, NEAR[0], *FAR])
        reacted = [rng.choice(NEAR)] if author in FAR else []
        at = NOW - timedelta(hours=rng.randrange(60))
        posts.append(
            {
                "id": f"p{number:03d}",
                "author": author,
                "reacted": [*{*reacted} - {author}],
                "at": at,
            }
        )
    return posts


@pytest.mark.long
@pytest.mark.parametrize("order", ["best", "latest"])
@pytest.mark.parametrize("crowd", [0, 200])
def test_nothing_comes_twice_and_nothing_is_lost(
    api: httpx.Client, empty_server: Server, order: str, crowd: int
) -> None:
    """With a crowd the authors are few among the members, and looked up; without, walked past."""
    rng = random.Random(f"{order} {crowd}")
    others = [f"other{number}" for number in range(crowd)]
    write_network(empty_server, [("ada", member) for member in NEAR], [*FAR, *others])
    posts = life(rng, 150)
    run(empty_server, POSTS, posts=posts)
    found: list[str] = []
    page = done(ask(api, "ada", f"GET /feed?order={order}&limit=17"))
    while True:
        found += [item["post"]["id"] for item in page["items"]]
        if page["next"] is None:
            break
        post(api, rng.choice(NEAR))
        touched = rng.choice(posts)["id"]
        done(ask(api, rng.choice(NEAR), f"PUT /posts/{touched}/reaction", {"kind": "like"}))
        page = done(ask(api, "ada", f"GET /feed?order={order}&limit=17&cursor={page['next']}"))
    assert len(found) == len(set(found))
    assert set(found) == {row["id"] for row in posts}
    if order == "latest":
        by_time = sorted(posts, key=lambda row: (row["at"], row["id"]), reverse=True)
        assert found == [row["id"] for row in by_time]


def test_a_cursor_of_another_feed_is_refused(api: httpx.Client, empty_server: Server) -> None:
    write_network(empty_server, [("ada", "grace")])
    for _ in range(2):
        post(api, "grace")
    cursor = done(ask(api, "ada", "GET /feed?limit=1"))["next"]
    assert ask(api, "ada", f"GET /feed?order=latest&cursor={cursor}").status_code == 422
    assert ask(api, "grace", f"GET /feed?cursor={cursor}").status_code == 422
