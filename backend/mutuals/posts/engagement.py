"""Writes of reactions and comments: each counts for the tie, and whom it concerns is told."""

from datetime import datetime

from mutuals.connections.interactions import Interaction, count_interactions
from mutuals.connections.strength import COMMENT_WEIGHT, REACTION_WEIGHT
from mutuals.errors import NotPermittedError
from mutuals.graph.driver import Row, Transaction
from mutuals.notifications.commands import notify
from mutuals.notifications.models import Kind, News
from mutuals.posts.commands import MODERATING, locked_comment, locked_post
from mutuals.posts.models import Comment, NewComment, OwnReaction, ReactionKind


async def react(
    transaction: Transaction, member_id: str, post_id: str, kind: ReactionKind, now: datetime
) -> OwnReaction:
    """React to a post. The first time it counts for the tie, and the author is told.

    Raises:
        NotVisibleError: the member may not see the post.
    """
    place = await locked_post(transaction, member_id, post_id, now)
    [row] = await transaction.rows(
        "posts.react", member_id=member_id, post_id=post_id, kind=kind, now=now
    )
    if not place.reacted_before and place.author_id != member_id:
        interaction = Interaction(member_id, place.author_id, REACTION_WEIGHT)
        await count_interactions(transaction, [interaction], now)
        if place.author_is_told:
            news = News(place.author_id, Kind.REACTION, member_id, post_id)
            await notify(transaction, [news], now)
    return OwnReaction(post_id=post_id, **row)


async def take_back_reaction(
    transaction: Transaction, member_id: str, post_id: str, now: datetime
) -> None:
    """Take the reaction to a post back, if there is one.

    Raises:
        NotVisibleError: the member may not see the post.
    """
    await locked_post(transaction, member_id, post_id, now)
    await transaction.rows("posts.take_back_reaction", member_id=member_id, post_id=post_id)


async def comment_on(
    transaction: Transaction,
    member_id: str,
    post_id: str,
    comment: NewComment,
    *,
    comment_id: str,
    now: datetime,
) -> Comment:
    """Comment on a post, or reply to a comment on it. Each of those it is for is told once.

    Raises:
        NotVisibleError: the member may not see the post, or the comment to reply to.
    """
    place = await locked_post(transaction, member_id, post_id, now, comment_id=comment.reply_to_id)
    [row] = await transaction.rows(
        "posts.comment",
        member_id=member_id,
        post_id=post_id,
        comment_id=comment_id,
        reply_to_id=comment.reply_to_id,
        text=comment.text,
        now=now,
    )
    spoken_to = {place.author_id, place.commenter_id or place.author_id} - {member_id}
    interactions = [Interaction(member_id, to_id, COMMENT_WEIGHT) for to_id in spoken_to]
    await count_interactions(transaction, interactions, now)
    news = []
    if place.commenter_id is not None and place.commenter_is_told:
        news.append(News(place.commenter_id, Kind.REPLY, member_id, post_id))
    if place.author_is_told and place.author_id != place.commenter_id:
        news.append(News(place.author_id, Kind.COMMENT, member_id, post_id))
    await notify(transaction, news, now)
    return Comment(
        id=comment_id,
        post_id=post_id,
        reply_to_id=comment.reply_to_id,
        text=comment.text,
        created_at=now,
        edited_at=None,
        **row,
    )


async def edit_comment(
    transaction: Transaction, member_id: str, comment_id: str, text: str, now: datetime
) -> Comment:
    """Put another text in place of a comment's.

    Raises:
        NotPermittedError: another wrote it.
        NotVisibleError: the member may not see it.
    """
    place = await locked_comment(transaction, member_id, comment_id, now)
    if place.commenter_id != member_id:
        raise NotPermittedError("Only its author may change a comment.")
    rows: list[Row] = await transaction.rows(
        "posts.edit_comment", comment_id=comment_id, text=text, now=now
    )
    return Comment(id=comment_id, post_id=place.post_id, text=text, edited_at=now, **rows[0])


async def delete_comment(
    transaction: Transaction, member_id: str, comment_id: str, now: datetime
) -> None:
    """Remove a comment, as who wrote it, or the post, or moderates its group.

    Raises:
        NotPermittedError: the member is none of them.
        NotVisibleError: the member may not see it.
    """
    place = await locked_comment(transaction, member_id, comment_id, now)
    if member_id not in {place.commenter_id, place.author_id} and (
        place.group_role not in MODERATING
    ):
        raise NotPermittedError(
            "Only who wrote it, who wrote the post, or who moderates its group, may delete a "
            "comment."
        )
    await transaction.rows("posts.delete_comment", comment_id=comment_id, now=now)
