"""The order of a feed against a plain model of it."""

import math
import random
from datetime import timedelta
from typing import Any

import httpx
from tests.feed.test_paging import POSTS
from tests.network import write_network
from tests.posts.writing import ask, done, run

from mutuals.graph.driver import Server
from mutuals.graph.opening import utc_now

STRENGTHS = {f"near{number}": number / 10 for number in range(1, 7)}
FOLLOWED, FAR = "followed", "far"


def test_a_feed_is_in_the_order_of_the_model(api: httpx.Client, empty_server: Server) -> None:
    now = utc_now()
    rng = random.Random(5)
    ties = {("ada", member): strength for member, strength in STRENGTHS.items()}
    write_network(empty_server, ties, [FOLLOWED, FAR])
    done(ask(api, "ada", f"PUT /me/following/{FOLLOWED}"))
    posts: list[dict[str, Any]] = []
    for number in range(40):
        author = rng.choice([*STRENGTHS, FOLLOWED, FAR])
        count = rng.randrange(1 if author == FAR else 0, 5)
        reacted = rng.sample([member for member in STRENGTHS if member != author], count)
        at = now - timedelta(hours=rng.uniform(0, 200))
        posts.append({"id": f"p{number:02d}", "author": author, "reacted": reacted, "at": at})
    run(empty_server, POSTS, posts=posts)

    def model(row: dict[str, Any]) -> float:
        if row["author"] in STRENGTHS:
            nearness, strength = 1.0, STRENGTHS[row["author"]]
        elif row["author"] == FOLLOWED:
            nearness = 0.8
            strength = max((STRENGTHS[member] for member in row["reacted"]), default=0.0)
        else:
            nearness, strength = 0.08, max(STRENGTHS[member] for member in row["reacted"])
        engagement = min(1 + 0.25 * math.log10(1 + len(row["reacted"])), 2)
        age = (now - row["at"]) / timedelta(days=3)
        return float(nearness * (0.5 + 0.5 * strength) * engagement * 0.5**age)

    items: list[dict[str, Any]] = done(ask(api, "ada", "GET /feed?limit=100"))["items"]
    scores = {row["id"]: model(row) for row in posts}
    found = [item["post"]["id"] for item in items]
    assert sorted(found) == sorted(scores)
    assert found == sorted(scores, key=lambda id_: -scores[id_])
