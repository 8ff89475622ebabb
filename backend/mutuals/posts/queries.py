"""Reads of posts, for a viewer."""

from mutuals.errors import NotVisibleError
from mutuals.graph.driver import Reader
from mutuals.members.queries import missing_member
from mutuals.posts.models import Comment, Comments, Post, Posts, Reaction, ReactionKind, Reactions
from mutuals.tokens.signing import Signer


async def posts_seen(
    reader: Reader, viewer_id: str, post_ids: list[str], limit: int
) -> tuple[list[Post], int]:
    """The first posts of these that the viewer may see, in order, and how many ids they took.

    Raises:
        MemberNotFoundError: the viewer does not exist.
    """
    row = await reader.row("posts.show", viewer_id=viewer_id, post_ids=post_ids, limit=limit)
    if row is None:
        raise await missing_member(reader, viewer_id)
    return [Post.model_validate(item) for item in row["items"]], row["seen"]


async def get_post(reader: Reader, viewer_id: str, post_id: str) -> Post:
    """A post as the viewer may see it.

    Raises:
        MemberNotFoundError: the viewer does not exist.
        NotVisibleError: there is no such post for the viewer.
    """
    posts, _ = await posts_seen(reader, viewer_id, [post_id], 1)
    if not posts:
        raise NotVisibleError("post", post_id)
    return posts[0]


async def posts_of_member(
    reader: Reader, signer: Signer, viewer_id: str, member_id: str, limit: int, cursor: str | None
) -> Posts:
    """A member's posts that the viewer may see, from the cursor on, the newest first. A page may
    be shorter than it could be, where the viewer may see few of many.

    Raises:
        InvalidCursorError: the cursor was altered, or made for another listing.
        MemberNotFoundError: either does not exist, or one has blocked the other.
    """
    listing = f"posts {viewer_id} {member_id}"
    row = await reader.row(
        "posts.list_of_member",
        viewer_id=viewer_id,
        member_id=member_id,
        after=None if cursor is None else signer.after(listing, cursor),
        limit=2 * limit + 1,
    )
    if row is None:
        raise await missing_member(reader, viewer_id, member_id)
    found = row["items"]
    ids = [entry["id"] for entry in found[: 2 * limit]]
    posts, seen = await posts_seen(reader, viewer_id, ids, limit)
    following = signer.cursor(listing, _key(found[seen - 1])) if seen < len(found) else None
    return Posts(items=posts, next=following)


async def comments_page(
    reader: Reader, signer: Signer, viewer_id: str, post_id: str, limit: int, cursor: str | None
) -> Comments:
    """The comments on a post that the viewer may see, from the cursor on.

    Raises:
        InvalidCursorError: the cursor was altered, or made for another listing.
        MemberNotFoundError: the viewer does not exist.
        NotVisibleError: there is no such post for the viewer.
    """
    listing = f"comments {viewer_id} {post_id}"
    after = None if cursor is None else signer.after(listing, cursor)
    await get_post(reader, viewer_id, post_id)
    row = await reader.row(
        "posts.list_comments", viewer_id=viewer_id, post_id=post_id, after=after, limit=limit + 1
    )
    items = [] if row is None else row["items"]
    following = signer.cursor(listing, _key(items[limit - 1])) if len(items) > limit else None
    return Comments(items=[Comment.model_validate(item) for item in items[:limit]], next=following)


async def reactions_page(
    reader: Reader, signer: Signer, viewer_id: str, post_id: str, limit: int, cursor: str | None
) -> Reactions:
    """The reactions to a post that the viewer may see, from the cursor on.

    Raises:
        InvalidCursorError: the cursor was altered, or made for another listing.
        MemberNotFoundError: the viewer does not exist.
        NotVisibleError: there is no such post for the viewer.
    """
    listing = f"reactions {viewer_id} {post_id}"
    after = None if cursor is None else signer.after(listing, cursor)
    await get_post(reader, viewer_id, post_id)
    row = await reader.row(
        "posts.list_reactions", viewer_id=viewer_id, post_id=post_id, after=after, limit=limit + 1
    )
    items = [] if row is None else row["items"]
    counts = [] if row is None else row["counts"]
    following = None
    if len(items) > limit:
        last = items[limit - 1]
        following = signer.cursor(listing, [last["created_at"], last["member"]["id"]])
    return Reactions(
        items=[Reaction.model_validate(item) for item in items[:limit]],
        counts=dict.fromkeys(ReactionKind, 0)
        | {ReactionKind(entry["kind"]): entry["count"] for entry in counts},
        next=following,
    )


def _key(item: dict[str, str]) -> list[str]:
    return [item["created_at"], item["id"]]
