"""What stands in a feed, why, in which order, and what is left out of it."""

from typing import Any

import httpx
import pytest
from tests.network import write_network
from tests.posts.writing import ask, done, post, run

from mutuals.graph.driver import Server

# Grace and Linus are connections of Ada's; Barbara is one of Grace's, Edsger of nobody's.
TIES = {("ada", "grace"): 0.5, ("ada", "linus"): 0.2, ("grace", "barbara"): 0.4}


@pytest.fixture(autouse=True)
def _people(empty_server: Server) -> None:
    write_network(empty_server, TIES, ["edsger", "ken"])


def feed(api: httpx.Client, viewer: str = "ada", query: str = "") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = done(ask(api, viewer, f"GET /feed{query}"))["items"]
    return items


def ids(items: list[dict[str, Any]]) -> list[str]:
    return [item["post"]["id"] for item in items]


def words(item: dict[str, Any]) -> list[str]:
    return [reason["text"] for reason in item["reasons"]]


def test_first_degree_posts_come_first_each_with_its_reason(api: httpx.Client) -> None:
    near = post(api, "grace")
    far = post(api, "barbara", audience="second_degree")
    stranger = post(api, "edsger", audience="everyone")
    done(ask(api, "grace", f"POST /posts/{far}/comments", {"text": "Well said"}))
    done(ask(api, "linus", f"PUT /posts/{stranger}/reaction", {"kind": "like"}))
    done(ask(api, "grace", f"PUT /posts/{stranger}/reaction", {"kind": "support"}))
    post(api, "ada")
    items = feed(api)
    assert [(item["post"]["id"], words(item)) for item in items] == [
        (near, ["You are connected to Grace"]),
        (far, ["Grace commented on this"]),
        (stranger, ["Grace and Linus reacted to this"]),
    ]
    assert items[1]["reasons"][0] == {
        "kind": "commented",
        "text": "Grace commented on this",
        "members": [{"id": "grace", "name": "Grace", "headline": None}],
        "group": None,
    }


def test_plain_time_is_the_newest_first(api: httpx.Client) -> None:
    written = [post(api, "grace"), post(api, "barbara", audience="everyone"), post(api, "linus")]
    done(ask(api, "grace", f"PUT /posts/{written[1]}/reaction", {"kind": "like"}))
    assert ids(feed(api, query="?order=latest")) == written[::-1]
    assert ids(feed(api)) == [written[0], written[2], written[1]]  # by strength


def test_a_followed_members_posts_reach_the_feed(api: httpx.Client) -> None:
    seen = post(api, "edsger", audience="everyone")
    post(api, "edsger", audience="first_degree")
    assert feed(api) == []
    done(ask(api, "ada", "PUT /me/following/edsger"))
    [item] = feed(api)
    assert (item["post"]["id"], words(item)) == (seen, ["You follow Edsger"])
    done(ask(api, "ada", "DELETE /me/following/edsger"))
    assert feed(api) == []


def test_posts_of_a_group_reach_its_members(api: httpx.Client, server: Server) -> None:
    run(
        server,
        "CREATE (group:Group {id: 'group', name: 'Graph people'}) WITH group "
        "MATCH (member:Member) WHERE member.id IN ['ada', 'edsger'] "
        "CREATE (member)-[:MEMBER_OF {role: 'member'}]->(group)",
    )
    written = post(api, "edsger", audience="group", group_id="group")
    done(ask(api, "ada", f"PUT /posts/{written}/reaction", {"kind": "like"}))
    [item] = feed(api)
    assert (item["post"]["id"], words(item)) == (written, ["Posted in Graph people"])
    assert item["post"]["group"] == {"id": "group", "name": "Graph people"}
    assert feed(api, "grace") == []


def test_a_shared_post_stands_once(api: httpx.Client) -> None:
    original = post(api, "edsger", audience="everyone")
    done(ask(api, "grace", f"PUT /posts/{original}/reaction", {"kind": "like"}))
    done(ask(api, "linus", f"POST /posts/{original}/shares", {"text": "Look"}))
    last = done(ask(api, "grace", f"POST /posts/{original}/shares", {"text": "Indeed"}))["id"]
    [item] = feed(api)
    assert (item["post"]["id"], item["post"]["original"]["id"]) == (last, original)
    assert words(item) == ["Grace shared this", "You are connected to Grace"]


def test_a_shared_post_stands_once_on_all_pages(api: httpx.Client) -> None:
    original = post(api, "linus", audience="everyone")
    between = [post(api, "grace") for _ in range(14)]
    share = done(ask(api, "grace", f"POST /posts/{original}/shares", {}))["id"]
    found: list[str] = []
    page = done(ask(api, "ada", "GET /feed?limit=4"))
    while True:
        found += ids(page["items"])
        if page["next"] is None:
            break
        page = done(ask(api, "ada", f"GET /feed?limit=4&cursor={page['next']}"))
    assert sorted(found) == sorted([*between, share])


def test_a_share_is_shown_without_what_the_viewer_may_not_see(api: httpx.Client) -> None:
    original = post(api, "barbara")  # to her connections: Grace is one, Ada is not
    done(ask(api, "grace", f"POST /posts/{original}/shares", {"text": "Look"}))
    done(ask(api, "grace", f"PUT /posts/{original}/reaction", {"kind": "like"}))
    [item] = feed(api)
    assert (item["post"]["text"], item["post"]["original"]) == ("Look", None)


def test_what_was_muted_hidden_unfollowed_or_blocked_is_left_out(api: httpx.Client) -> None:
    of_grace, of_linus = post(api, "grace"), post(api, "linus")
    far = post(api, "barbara", audience="everyone")
    done(ask(api, "grace", f"PUT /posts/{far}/reaction", {"kind": "like"}))
    assert set(ids(feed(api))) == {of_grace, of_linus, far}
    done(ask(api, "ada", f"PUT /me/hidden-posts/{of_linus}"))
    assert set(ids(feed(api))) == {of_grace, far}
    done(ask(api, "ada", f"DELETE /me/hidden-posts/{of_linus}"))
    done(ask(api, "ada", "DELETE /me/following/grace"))
    assert set(ids(feed(api))) == {of_linus, far}
    done(ask(api, "ada", "PUT /me/mutes/grace"))
    assert set(ids(feed(api))) == {of_linus}
    done(ask(api, "ada", "DELETE /me/mutes/grace"))
    done(ask(api, "ada", "PUT /me/following/grace"))
    done(ask(api, "ada", "PUT /me/blocks/barbara"))
    assert set(ids(feed(api))) == {of_grace, of_linus}
    done(ask(api, "ada", "PUT /me/blocks/grace"))
    assert ids(feed(api)) == [of_linus]


def test_a_reaction_that_is_taken_back_brings_nothing(api: httpx.Client) -> None:
    far = post(api, "barbara", audience="everyone")
    done(ask(api, "grace", f"PUT /posts/{far}/reaction", {"kind": "like"}))
    done(ask(api, "grace", f"DELETE /posts/{far}/reaction"))
    assert feed(api) == []


@pytest.mark.parametrize("viewer", ["ada", "ken"])
def test_a_reaction_reveals_no_more_than_the_post(api: httpx.Client, viewer: str) -> None:
    """That Grace is connected to Barbara is said nowhere, whoever sees the post."""
    far = post(api, "barbara", audience="everyone")
    done(ask(api, "grace", f"PUT /posts/{far}/reaction", {"kind": "like"}))
    said = str(feed(api, viewer)).lower() + str(done(ask(api, viewer, f"GET /posts/{far}"))).lower()
    assert "barbara" in said
    assert "connect" not in said
    assert "degree" not in said


def test_following_and_muting_oneself_and_strangers(api: httpx.Client) -> None:
    done(ask(api, "edsger", "PUT /me/blocks/ada"))
    for way in ("following", "mutes"):
        for method in ("PUT", "DELETE"):
            assert ask(api, "ada", f"{method} /me/{way}/ada").status_code == 409
            assert ask(api, "ada", f"{method} /me/{way}/nobody").status_code == 404
            assert ask(api, "ada", f"{method} /me/{way}/edsger").status_code == 404


def test_whom_a_member_follows(api: httpx.Client, as_service: dict[str, str]) -> None:
    done(ask(api, "ada", "PUT /me/following/edsger"))
    done(ask(api, "ada", "DELETE /me/following/linus"))
    page = done(ask(api, "ada", "GET /me/following"))
    assert [(item["id"], item["connected"]) for item in page["items"]] == [
        ("edsger", False),
        ("grace", True),
    ]
    assert page["total"] == 2
    # Who connects again follows again; a block ends it.
    done(ask(api, "ada", "DELETE /me/connections/linus"))
    path = "/v1/members/ada/connections/linus"
    assert api.put(path, headers=as_service).is_success
    done(ask(api, "edsger", "PUT /me/blocks/ada"))
    done(ask(api, "edsger", "DELETE /me/blocks/ada"))
    page = done(ask(api, "ada", "GET /me/following?limit=1"))
    rest = done(ask(api, "ada", f"GET /me/following?limit=1&cursor={page['next']}"))
    assert [item["id"] for item in page["items"] + rest["items"]] == ["grace", "linus"]
    assert rest["next"] is None


def test_a_feed_of_nobody_is_none(api: httpx.Client) -> None:
    assert ask(api, "nobody", "GET /feed").status_code == 404
    assert done(ask(api, "ken", "GET /feed")) == {"items": [], "next": None}
