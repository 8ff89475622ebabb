"""Several who react to one post at once: what is counted is what stands."""

from collections.abc import Awaitable, Callable

import httpx
import pytest
from tests.conftest import NOW
from tests.connections.threads import at_once
from tests.network import write_network
from tests.posts.writing import ask, done, post, run

from mutuals.errors import NotVisibleError
from mutuals.graph.driver import Graph, Server, Transaction
from mutuals.posts.engagement import comment_on, delete_comment, react, take_back_reaction
from mutuals.posts.models import NewComment, OwnReaction, ReactionKind

pytestmark = pytest.mark.long

MEMBERS = [f"m{number}" for number in range(8)]
TIMES = 200


@pytest.mark.anyio
async def test_counts_are_exact_after_8_threads_of_200(
    api: httpx.Client, empty_server: Server
) -> None:
    write_network(empty_server, [("ada", member) for member in MEMBERS])
    post_id = post(api, "ada")

    async def work(graph: Graph, member_id: str) -> int:
        place = MEMBERS.index(member_id)

        async def like(transaction: Transaction) -> OwnReaction:
            return await react(transaction, member_id, post_id, ReactionKind.LIKE, NOW)

        async def take_back(transaction: Transaction) -> None:
            await take_back_reaction(transaction, member_id, post_id, NOW)

        # The last is a reaction of the odd, and none of the even.
        for number in range(place % 2, TIMES + place % 2):
            await (
                graph.writer.transaction(take_back)
                if number % 2
                else graph.writer.transaction(like)
            )
        return place

    def of(member_id: str) -> Callable[[Graph], Awaitable[int]]:
        return lambda graph: work(graph, member_id)

    assert await at_once(empty_server, *map(of, MEMBERS)) == [*range(8)]
    reactions = done(ask(api, "ada", f"GET /posts/{post_id}/reactions"))
    assert {item["member"]["id"] for item in reactions["items"]} == {"m1", "m3", "m5", "m7"}
    assert sum(reactions["counts"].values()) == 4
    assert done(ask(api, "ada", f"GET /posts/{post_id}"))["reactions"] == 4
    assert done(ask(api, "ada", "GET /me/notifications"))["unread"] == 8
    [row] = run(
        empty_server, "MATCH (:Post)<-[r:REACTED_TO|TOOK_BACK]-(m) RETURN count(*) AS edges"
    )
    assert row["edges"] == 8


@pytest.mark.anyio
async def test_a_comment_is_answered_while_it_is_deleted(
    api: httpx.Client, empty_server: Server
) -> None:
    write_network(empty_server, [("ada", member) for member in MEMBERS])
    post_id = post(api, "ada")
    first = done(ask(api, "m0", f"POST /posts/{post_id}/comments", {"text": "A"}))["id"]

    async def delete(graph: Graph) -> None:
        await graph.writer.transaction(lambda tx: delete_comment(tx, "m0", first, NOW))

    async def answer(graph: Graph) -> None:
        reply = NewComment(text="B", reply_to_id=first)
        try:
            await graph.writer.transaction(
                lambda tx: comment_on(tx, "m1", post_id, reply, comment_id="reply", now=NOW)
            )
        except NotVisibleError:
            return

    await at_once(empty_server, delete, answer)
    shown = done(ask(api, "ada", f"GET /posts/{post_id}"))
    listed = done(ask(api, "ada", f"GET /posts/{post_id}/comments"))["items"]
    assert shown["comments"] == len(listed)
    left = {row["id"] for row in run(empty_server, "MATCH (c:Comment) RETURN c.id AS id")}
    assert left == ({"reply", first} if listed else set())
