"""The feed, and whom a member follows, for a viewer."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime

from mutuals.connections.strength import ACTIVITY_WEIGHTS
from mutuals.errors import MemberNotFoundError
from mutuals.feed.models import Candidate, Feed, FeedItem, Followed, Following, Order
from mutuals.feed.ranking import ranked
from mutuals.feed.reasons import reasons
from mutuals.graph.driver import Reader
from mutuals.members.queries import missing_member
from mutuals.posts.models import Post
from mutuals.posts.queries import posts_seen
from mutuals.tokens.signing import Signer

SLICE = 40
"""So many posts are ranked at once; a cursor holds their ids."""
SAMPLED = 3
"""So many posts of each author are looked at first."""
WALKED = 1500
CLOSEST = 50
"""So many connections bring what they react to and comment on: those of the strongest ties."""
THROUGH = 3
MOST_SLICES = 4
"""For one page; what they do not fill stays shorter."""
MOST_COVERED = 200


@dataclass(frozen=True)
class Position:
    """Where in a feed a page starts: what is left of a slice, and from where to where that is."""

    before: list[str] | None = None
    read_to: list[str] | None = None
    ids: list[str] = field(default_factory=list)
    covered: list[str] = field(default_factory=list)
    """Digests of posts that stood in the feed inside a share of them."""

    def written(self) -> list[str]:
        bounds = [*(self.before or ["", ""]), *(self.read_to or ["", ""])]
        return [*bounds, "".join(self.covered[-MOST_COVERED:]), *self.ids]

    @classmethod
    def read(cls, parts: list[str]) -> "Position":
        before_at, before_id, to_at, to_id, covered, *ids = parts
        return cls(
            [before_at, before_id] if before_at else None,
            [to_at, to_id] if to_at else None,
            ids,
            [covered[at : at + 8] for at in range(0, len(covered), 8)],
        )


async def feed_page(
    reader: Reader,
    signer: Signer,
    viewer_id: str,
    *,
    order: Order,
    limit: int,
    cursor: str | None,
    now: datetime,
) -> Feed:
    """The viewer's feed, from the cursor on.

    The newest posts are taken in slices, each of which is put in order at once. A post has its
    place in one slice by when it was written, which never moves, and the cursor holds the rest of
    the slice in its order: nothing comes twice and nothing is lost, whatever is written meanwhile.

    Raises:
        InvalidCursorError: the cursor was altered, or made for another listing.
        MemberNotFoundError: the viewer does not exist.
    """
    listing = f"feed {viewer_id} {order}"
    start = None if cursor is None else Position.read(signer.after(listing, cursor))
    items, position = await reader.transaction(
        lambda reading: _page(reading, viewer_id, order, limit, start, now)
    )
    ended = not position.ids and position.read_to is None
    return Feed(items=items, next=None if ended else signer.cursor(listing, position.written()))


async def _page(
    reader: Reader, viewer_id: str, order: Order, limit: int, start: Position | None, now: datetime
) -> tuple[list[FeedItem], Position]:
    """A page from a position on, or from the newest, and the position after it."""
    position = start or Position()
    known = await _known_again(reader, viewer_id, position, now)
    ids = position.ids
    for number in range(MOST_SLICES):
        at_start = start is None and number == 0
        if len(ids) >= limit or (position.read_to is None and not at_start):
            break
        position, candidates = await _slice(reader, viewer_id, position, order, now)
        ids = [*ids, *position.ids]
        known |= candidates
    posts, seen = await _seen(reader, viewer_id, ids, limit)
    items = [FeedItem(post=post, reasons=reasons(known.get(post.id))) for post in posts]
    return items, replace(position, ids=ids[seen:])


async def _seen(
    reader: Reader, viewer_id: str, ids: list[str], limit: int
) -> tuple[list[Post], int]:
    """The first posts of these that the viewer may see, and how many ids they took. Of a fresh
    slice that is all of them; of one that was read before, a few may be gone."""
    posts: list[Post] = []
    seen = 0
    while len(posts) < limit and seen < len(ids):
        missing = limit - len(posts)
        more, _ = await posts_seen(reader, viewer_id, ids[seen : seen + missing], missing)
        posts += more
        seen += missing
    return posts, min(seen, len(ids))


async def _slice(
    reader: Reader, viewer_id: str, position: Position, order: Order, now: datetime
) -> tuple[Position, dict[str, Candidate]]:
    """The slice after a position, in order."""
    read_to, candidates = await _candidates(reader, viewer_id, position.read_to, None, now, SLICE)
    candidates.sort(key=lambda item: (item.created_at, item.id), reverse=True)
    covered = [*position.covered]
    standing = []
    for candidate in candidates:  # the newest first: a share stands for what it shares
        shown = _digest(candidate.original_id or candidate.id)
        if shown not in covered:
            standing.append(candidate)
        if candidate.original_id is not None:
            covered.append(shown)
    if order is Order.BEST:
        standing = ranked(standing, now)
    ids = [candidate.id for candidate in standing]
    known = {candidate.id: candidate for candidate in standing}
    return Position(position.read_to, read_to, ids, list(dict.fromkeys(covered))), known


async def _known_again(
    reader: Reader, viewer_id: str, position: Position, now: datetime
) -> dict[str, Candidate]:
    """What is known now of the posts of a slice that was put in order before."""
    if not position.ids:
        return {}
    _, candidates = await _candidates(
        reader, viewer_id, position.before, position.read_to, now, 2 * SLICE
    )
    return {candidate.id: candidate for candidate in candidates}


async def _candidates(
    reader: Reader,
    viewer_id: str,
    before: list[str] | None,
    down_to: list[str] | None,
    now: datetime,
    size: int,
) -> tuple[list[str] | None, list[Candidate]]:
    row = await reader.row(
        "feed.slice",
        viewer_id=viewer_id,
        between={"before": before, "down_to": down_to},
        size=size,
        sampled=SAMPLED,
        walked=WALKED,
        most_closest=CLOSEST,
        most_through=THROUGH,
        activity_weights=ACTIVITY_WEIGHTS,
        now=now,
    )
    if row is None:
        raise await missing_member(reader, viewer_id)
    return row["read_to"], [Candidate.model_validate(item) for item in row["items"]]


def _digest(post_id: str) -> str:
    return hashlib.sha256(post_id.encode()).hexdigest()[:8]


async def following_page(
    reader: Reader, signer: Signer, viewer_id: str, limit: int, cursor: str | None
) -> Following:
    """Whom the viewer follows, from the cursor on.

    Raises:
        InvalidCursorError: the cursor was altered, or made for another listing.
        MemberNotFoundError: the viewer does not exist.
    """
    listing = f"following {viewer_id}"
    row = await reader.row(
        "feed.list_following",
        viewer_id=viewer_id,
        after=None if cursor is None else signer.after(listing, cursor),
        limit=limit + 1,
    )
    if row is None:
        raise MemberNotFoundError(viewer_id)
    keys = [item.pop("sort_key") for item in row["items"]]
    return Following(
        items=[Followed(**item) for item in row["items"][:limit]],
        total=row["total"],
        next=signer.cursor(listing, keys[limit - 1]) if len(keys) > limit else None,
    )
