"""Writes of posts and shares. Each locks the author and who acts before anything is read."""

from datetime import datetime
from typing import Any, NamedTuple

from mutuals.errors import (
    ConflictError,
    MemberNotFoundError,
    NotPermittedError,
    NotVisibleError,
)
from mutuals.graph.driver import Transaction
from mutuals.members.names import named_id
from mutuals.notifications.commands import notify
from mutuals.notifications.models import Kind as NewsKind
from mutuals.notifications.models import News
from mutuals.posts.models import Audience, NewPost, NewShare, PostChange, PostMade

MODERATING = {"owner", "moderator"}


class Place(NamedTuple):
    """A post that a member may see, locked with its author, and what they may do there."""

    post_id: str
    author_id: str
    kind: str
    audience: str
    created_at: datetime
    group_role: str | None
    author_is_told: bool
    reacted_before: bool
    commenter_id: str | None
    commenter_is_told: bool


async def locked_post(
    transaction: Transaction,
    member_id: str,
    post_id: str,
    now: datetime,
    *,
    comment_id: str | None = None,
) -> Place:
    """Lock a post for a member, with the comment on it that is named.

    Raises:
        NotVisibleError: the member may not see it, or it is gone.
    """
    place = await _locked(transaction, member_id, post_id, comment_id, now)
    if place is None and comment_id is not None:
        raise NotVisibleError("comment", comment_id)
    if place is None:
        raise NotVisibleError("post", post_id)
    return place


async def locked_comment(
    transaction: Transaction, member_id: str, comment_id: str, now: datetime
) -> Place:
    """Lock a comment for a member, with the post that it stands on.

    Raises:
        NotVisibleError: the member may not see it, or it is gone.
    """
    place = await _locked(transaction, member_id, None, comment_id, now)
    if place is None:
        raise NotVisibleError("comment", comment_id)
    return place


async def _locked(
    transaction: Transaction,
    member_id: str,
    post_id: str | None,
    comment_id: str | None,
    now: datetime,
) -> Place | None:
    row = await transaction.row(
        "posts.lock", member_id=member_id, post_id=post_id, comment_id=comment_id, now=now
    )
    return None if row is None else Place(**row)


async def write_post(
    transaction: Transaction, author_id: str, post: NewPost, *, post_id: str, now: datetime
) -> PostMade:
    """Write a post.

    Raises:
        MemberNotFoundError: the author does not exist.
        NotVisibleError: the author is no member of the group.
    """
    row = await transaction.row(
        "posts.create",
        author_id=author_id,
        post_id=post_id,
        kind=post.kind,
        audience=post.audience,
        text=post.text,
        link=post.link,
        topics=_topics(post.topics),
        group_id=post.group_id,
        now=now,
    )
    if row is None and post.group_id is not None:
        raise NotVisibleError("group of yours", post.group_id)
    if row is None:
        raise MemberNotFoundError(author_id)
    return PostMade(id=row["id"])


async def share_post(
    transaction: Transaction,
    author_id: str,
    shared_id: str,
    share: NewShare,
    *,
    post_id: str,
    now: datetime,
) -> PostMade:
    """Share a post; of a share, the post inside it. Its author is told.

    Raises:
        NotVisibleError: the author of the share may not see the post.
    """
    place = await locked_post(transaction, author_id, shared_id, now)
    row = await transaction.row(
        "posts.share",
        author_id=author_id,
        post_id=post_id,
        shared_id=shared_id,
        audience=share.audience,
        text=share.text,
        now=now,
    )
    if row is not None and place.author_is_told:
        await notify(transaction, [News(place.author_id, NewsKind.SHARE, author_id, post_id)], now)
    return PostMade(id=post_id)


async def edit_post(
    transaction: Transaction, member_id: str, post_id: str, change: PostChange, now: datetime
) -> None:
    """Change what the change sets and leave the rest.

    Raises:
        ConflictError: the change does not go with the post's kind or audience.
        NotPermittedError: another wrote it.
        NotVisibleError: the member may not see it.
    """
    place = await locked_post(transaction, member_id, post_id, now)
    if place.author_id != member_id:
        raise NotPermittedError("Only its author may change a post.")
    given = change.model_fields_set
    if "audience" in given and place.audience == Audience.GROUP:
        raise ConflictError("This post is its group's: write another one for others to see.")
    if place.kind == "share" and given & {"link", "topics"}:
        raise ConflictError("A share has the link and topics of its post: change its text alone.")
    properties: dict[str, Any] = change.model_dump(include=given - {"topics"})
    await transaction.rows(
        "posts.update",
        post_id=post_id,
        properties=properties,
        topics=_topics(change.topics) if "topics" in given else None,
        now=now,
    )


async def delete_post(
    transaction: Transaction, member_id: str, post_id: str, now: datetime
) -> None:
    """Remove a post with its comments and reactions, as its author or a moderator of its group.

    Raises:
        NotPermittedError: the member is neither.
        NotVisibleError: the member may not see it.
    """
    place = await locked_post(transaction, member_id, post_id, now)
    if place.author_id != member_id and place.group_role not in MODERATING:
        raise NotPermittedError("Only its author, or who moderates its group, may delete a post.")
    await transaction.rows("posts.delete", post_id=post_id)


def _topics(names: list[str]) -> list[dict[str, str]]:
    """One entry an id, by the ids: those who write the same names lock them alike."""
    entries = {named_id(name): name for name in reversed(names)}
    return [{"id": entry_id, "name": entries[entry_id]} for entry_id in sorted(entries)]
