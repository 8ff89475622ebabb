"""Posts, comments and reactions: written, changed and taken away; who is told; what ties gain."""

import httpx
import pytest
from tests.conftest import as_member
from tests.network import write_network
from tests.posts.writing import ask, done, post, run, told

from mutuals.graph.driver import Server


@pytest.fixture(autouse=True)
def _people(empty_server: Server) -> None:
    ties = [("ada", "grace"), ("grace", "linus"), ("ada", "linus")]
    write_network(empty_server, dict.fromkeys(ties, 0.0), ["edsger"])


@pytest.fixture
def post_id(api: httpx.Client) -> str:
    """A post of Ada's that everybody may see."""
    return post(api, "ada", audience="everyone")


def strength(server: Server, pair: str) -> float:
    query = "MATCH ()-[tie:CONNECTED_TO {pair: $pair}]->() RETURN tie.strength AS strength"
    [row] = run(server, query, pair=pair)
    return float(row["strength"])


def test_a_post_is_shown_as_it_was_written(api: httpx.Client) -> None:
    body = {
        "text": "We hire.\n\nWrite to me.",
        "kind": "opportunity",
        "audience": "second_degree",
        "link": "https://example.org/job",
        "topics": ["Compilers", "compilers", "COBOL"],
    }
    made = ask(api, "ada", "POST /posts", body)
    assert made.status_code == 201
    shown = done(ask(api, "grace", f"GET /posts/{made.json()['id']}"))
    assert shown == made.json()
    assert {name: shown[name] for name in ("text", "kind", "audience", "link")} == {
        name: body[name] for name in ("text", "kind", "audience", "link")
    }
    assert [topic["name"] for topic in shown["topics"]] == ["COBOL", "Compilers"]
    assert shown["author"]["name"] == "Ada"
    assert (shown["reactions"], shown["comments"], shown["shares"]) == (0, 0, 0)
    assert (shown["own_reaction"], shown["original"], shown["edited_at"]) == (None, None, None)


@pytest.mark.parametrize(("length", "status"), [(3000, 201), (3001, 422)])
def test_a_text_has_at_most_3000_characters(api: httpx.Client, length: int, status: int) -> None:
    assert ask(api, "ada", "POST /posts", {"text": "x" * length}).status_code == status


def test_what_is_sent_twice_under_a_key_is_written_once(api: httpx.Client) -> None:
    headers = as_member("ada") | {"Idempotency-Key": "1"}
    ids = {
        api.post("/v1/posts", json={"text": "Hello"}, headers=headers).json()["id"]
        for _ in range(2)
    }
    assert len(ids) == 1


def test_its_author_changes_a_post(api: httpx.Client, post_id: str) -> None:
    changed = done(ask(api, "ada", f"PATCH /posts/{post_id}", {"audience": "first_degree"}))
    assert (changed["text"], changed["audience"]) == ("Hello", "first_degree")
    assert changed["edited_at"] is not None
    assert ask(api, "edsger", f"PATCH /posts/{post_id}", {"text": "No"}).status_code == 404
    assert ask(api, "grace", f"PATCH /posts/{post_id}", {"text": "No"}).status_code == 403


def test_a_deleted_post_leaves_nothing(api: httpx.Client, server: Server, post_id: str) -> None:
    first = done(ask(api, "grace", f"POST /posts/{post_id}/comments", {"text": "A"}))["id"]
    done(ask(api, "linus", f"POST /posts/{post_id}/comments", {"text": "B", "reply_to_id": first}))
    done(ask(api, "grace", f"DELETE /comments/{first}"))
    done(ask(api, "grace", f"PUT /posts/{post_id}/reaction", {"kind": "like"}))
    assert ask(api, "grace", f"DELETE /posts/{post_id}").status_code == 403
    assert ask(api, "ada", f"DELETE /posts/{post_id}").status_code == 204
    assert run(server, "MATCH (n:Post|Comment) RETURN n.id AS id") == []


def test_a_reaction_takes_the_place_of_another(api: httpx.Client, post_id: str) -> None:
    for kind in ("like", "insightful"):
        done(ask(api, "grace", f"PUT /posts/{post_id}/reaction", {"kind": kind}))
    done(ask(api, "linus", f"PUT /posts/{post_id}/reaction", {"kind": "like"}))
    shown = done(ask(api, "grace", f"GET /posts/{post_id}"))
    assert (shown["reactions"], shown["own_reaction"]) == (2, "insightful")
    reactions = done(ask(api, "ada", f"GET /posts/{post_id}/reactions"))
    assert reactions["counts"] == {"like": 1, "celebrate": 0, "support": 0, "insightful": 1}
    assert [(item["member"]["id"], item["kind"]) for item in reactions["items"]] == [
        ("linus", "like"),
        ("grace", "insightful"),
    ]


def test_comments_are_listed_in_order_and_paged(api: httpx.Client, post_id: str) -> None:
    for text in "abc":
        done(ask(api, "grace", f"POST /posts/{post_id}/comments", {"text": text}))
    first = done(ask(api, "linus", f"GET /posts/{post_id}/comments?limit=2"))
    rest = done(ask(api, "linus", f"GET /posts/{post_id}/comments?limit=2&cursor={first['next']}"))
    assert [item["text"] for item in first["items"] + rest["items"]] == ["a", "b", "c"]
    assert rest["next"] is None


def test_a_comment_that_was_answered_leaves_the_answer(
    api: httpx.Client, server: Server, post_id: str
) -> None:
    first = done(ask(api, "grace", f"POST /posts/{post_id}/comments", {"text": "A"}))["id"]
    reply = {"text": "B", "reply_to_id": first}
    answer = done(ask(api, "linus", f"POST /posts/{post_id}/comments", reply))["id"]
    assert ask(api, "linus", f"DELETE /comments/{first}").status_code == 403
    done(ask(api, "grace", f"DELETE /comments/{first}"))
    [left] = done(ask(api, "ada", f"GET /posts/{post_id}/comments"))["items"]
    assert (left["id"], left["reply_to_id"]) == (answer, first)
    assert done(ask(api, "ada", f"GET /posts/{post_id}"))["comments"] == 1
    assert ask(api, "grace", f"PATCH /comments/{first}", {"text": "C"}).status_code == 404
    done(ask(api, "ada", f"DELETE /comments/{answer}"))  # as the post's author
    assert run(server, "MATCH (n:Comment) RETURN n.id AS id") == []


def test_its_author_changes_a_comment(api: httpx.Client, post_id: str) -> None:
    made = done(ask(api, "grace", f"POST /posts/{post_id}/comments", {"text": "A"}))
    changed = done(ask(api, "grace", f"PATCH /comments/{made['id']}", {"text": "B"}))
    assert changed == made | {"text": "B", "edited_at": changed["edited_at"]}
    [listed] = done(ask(api, "linus", f"GET /posts/{post_id}/comments"))["items"]
    assert listed == changed
    assert ask(api, "ada", f"PATCH /comments/{made['id']}", {"text": "C"}).status_code == 403


def test_reacting_anew_is_no_news_and_counts_for_no_tie(
    api: httpx.Client, server: Server, post_id: str
) -> None:
    done(ask(api, "grace", f"PUT /posts/{post_id}/reaction", {"kind": "like"}))
    once = strength(server, "ada|grace")
    assert once > 0
    for _ in range(2):
        done(ask(api, "grace", f"DELETE /posts/{post_id}/reaction"))
        done(ask(api, "grace", f"PUT /posts/{post_id}/reaction", {"kind": "support"}))
    assert strength(server, "ada|grace") == once
    assert told(api, "ada") == [("reaction", "grace", post_id)]


def test_a_comment_counts_more_than_a_reaction(
    api: httpx.Client, server: Server, post_id: str
) -> None:
    done(ask(api, "grace", f"POST /posts/{post_id}/comments", {"text": "A"}))
    done(ask(api, "linus", f"PUT /posts/{post_id}/reaction", {"kind": "like"}))
    assert strength(server, "ada|grace") > strength(server, "ada|linus") > 0


def test_everybody_it_is_for_is_told_once(api: httpx.Client, post_id: str) -> None:
    first = done(ask(api, "grace", f"POST /posts/{post_id}/comments", {"text": "A"}))["id"]
    done(ask(api, "linus", f"POST /posts/{post_id}/comments", {"text": "B", "reply_to_id": first}))
    done(ask(api, "ada", f"POST /posts/{post_id}/comments", {"text": "C"}))
    share = done(ask(api, "linus", f"POST /posts/{post_id}/shares", {}))["id"]
    assert told(api, "grace") == [("reply", "linus", post_id)]
    assert told(api, "ada") == [
        ("comment", "grace", post_id),
        ("comment", "linus", post_id),
        ("share", "linus", share),
    ]


def test_who_is_muted_tells_nothing(api: httpx.Client, server: Server, post_id: str) -> None:
    run(
        server,
        "MATCH (a:Member {id: 'ada'}) MATCH (g:Member {id: 'grace'}) CREATE (a)-[:MUTES]->(g)",
    )
    done(ask(api, "grace", f"PUT /posts/{post_id}/reaction", {"kind": "like"}))
    done(ask(api, "grace", f"POST /posts/{post_id}/comments", {"text": "A"}))
    assert told(api, "ada") == []


def test_what_a_block_hides_is_not_counted_either(api: httpx.Client, post_id: str) -> None:
    first = done(ask(api, "grace", f"POST /posts/{post_id}/comments", {"text": "A"}))["id"]
    done(ask(api, "grace", f"PUT /posts/{post_id}/reaction", {"kind": "like"}))
    done(ask(api, "grace", f"POST /posts/{post_id}/shares", {"audience": "everyone"}))
    done(ask(api, "edsger", "PUT /me/blocks/grace"))
    shown = done(ask(api, "edsger", f"GET /posts/{post_id}"))
    assert (shown["reactions"], shown["comments"], shown["shares"]) == (0, 0, 0)
    reactions = done(ask(api, "edsger", f"GET /posts/{post_id}/reactions"))
    assert (reactions["items"], sum(reactions["counts"].values())) == ([], 0)
    assert done(ask(api, "edsger", f"GET /posts/{post_id}/comments"))["items"] == []
    reply = {"text": "B", "reply_to_id": first}
    assert ask(api, "edsger", f"POST /posts/{post_id}/comments", reply).status_code == 404
    assert done(ask(api, "linus", f"GET /posts/{post_id}"))["reactions"] == 1


def test_who_is_deleted_leaves_no_post_and_no_word(
    api: httpx.Client, server: Server, as_service: dict[str, str], post_id: str
) -> None:
    first = done(ask(api, "grace", f"POST /posts/{post_id}/comments", {"text": "A"}))["id"]
    done(ask(api, "linus", f"POST /posts/{post_id}/comments", {"text": "B", "reply_to_id": first}))
    done(ask(api, "grace", f"POST /posts/{post_id}/comments", {"text": "C"}))
    done(ask(api, "grace", f"PUT /posts/{post_id}/reaction", {"kind": "like"}))
    done(ask(api, "linus", f"POST /posts/{post(api, 'grace')}/comments", {"text": "D"}))
    assert api.delete("/v1/members/grace", headers=as_service).status_code == 204
    shown = done(ask(api, "ada", f"GET /posts/{post_id}"))
    assert (shown["reactions"], shown["comments"]) == (0, 1)
    left = run(server, "MATCH (n:Post|Comment) RETURN n.text AS text ORDER BY text")
    assert [row["text"] for row in left] == ["B", "Hello", None]
