"""Milestones: found every hour, and posted or offered as drafts, as each member prefers.

A milestone is a draft or posted from the start; a draft is posted or dismissed once, and stays so.
"""

import hashlib
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from mutuals.errors import MemberNotFoundError, NotVisibleError
from mutuals.graph.driver import Graph, Reader, Row, Transaction, Writer
from mutuals.graph.opening import new_id
from mutuals.notifications.commands import notify
from mutuals.notifications.models import Kind, News
from mutuals.posts.commands import write_post
from mutuals.posts.models import NewPost, OpenAudience, PostMade, Text

NEW_FOR = timedelta(days=30)
LOOKED_BACK = timedelta(days=2)
"""Anniversaries and endorsements since then: a server that was away for a day misses none."""
MOST_YEARS = 60
ENDORSED_OFTEN = 5
AT_ONCE = 200
MOST_DRAFTS = 50

Preference = Literal["post", "draft", "none"]


class MilestoneSettings(BaseModel):
    """What becomes of the viewer's milestones."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"milestones": "post"}]}
    )

    milestones: Preference = Field(
        description="Posted to connections, offered as drafts (the default), or neither."
    )


class Draft(BaseModel):
    """A milestone that the viewer may post."""

    id: str
    kind: Literal["new_position", "anniversary", "skill_endorsed"]
    text: str
    created_at: datetime


class Drafts(BaseModel):
    """The viewer's drafts of milestones, the newest first, the last fifty at most."""

    items: list[Draft]


class DraftPosting(BaseModel):
    """How to post a draft."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"audience": "everyone"}]}
    )

    text: Text | None = Field(None, description="In place of the draft's.")
    audience: OpenAudience = "first_degree"


async def find_milestones(graph: Graph, now: datetime) -> int:
    """Find what members have reached lately; returns how many are new."""
    today = now.date()
    days = [today - timedelta(days=back) for back in range(LOOKED_BACK.days + 1)]
    rows = await graph.reader.rows(
        "posts.find_milestones",
        today=today,
        new_since=today - NEW_FOR,
        anniversaries=[
            date(day.year - years, day.month, day.day)
            for day in days
            for years in range(1, MOST_YEARS + 1)
            if (day.month, day.day) != (2, 29) or (day.year - years) % 4 == 0
        ],
        endorsed_since=now - LOOKED_BACK,
        endorsed_often=ENDORSED_OFTEN,
    )
    entries = sorted((_entry(row, today) for row in rows), key=itemgetter("member_id", "id"))
    count = 0
    for start in range(0, len(entries), AT_ONCE):
        batch = entries[start : start + AT_ONCE]

        async def work(transaction: Transaction, batch: list[Row] = batch) -> int:
            new = await transaction.rows("posts.reach_milestones", entries=batch, now=now)
            for row in new:  # one by one, for a member may have several
                if row["state"] == "draft":
                    member_id = row["member_id"]
                    news = [News(member_id, Kind.MILESTONE, member_id, row["id"])]
                    await notify(transaction, news, now)
            return len(new)

        count += await graph.writer.transaction(work)
    return count


async def drafts(reader: Reader, viewer_id: str) -> tuple[MilestoneSettings, Drafts]:
    """What the viewer prefers, and their drafts.

    Raises:
        MemberNotFoundError: the viewer does not exist.
    """
    row = await reader.row("posts.list_drafts", viewer_id=viewer_id, limit=MOST_DRAFTS)
    if row is None:
        raise MemberNotFoundError(viewer_id)
    return MilestoneSettings(milestones=row["preference"]), Drafts.model_validate(row)


async def set_preference(
    writer: Writer, member_id: str, settings: MilestoneSettings
) -> MilestoneSettings:
    """Decide what becomes of the member's milestones from now on.

    Raises:
        MemberNotFoundError: there is no such member.
    """
    row = await writer.row(
        "posts.set_milestones", member_id=member_id, preference=settings.milestones
    )
    if row is None:
        raise MemberNotFoundError(member_id)
    return MilestoneSettings(milestones=row["preference"])


async def post_draft(
    transaction: Transaction,
    member_id: str,
    draft_id: str,
    posting: DraftPosting,
    *,
    post_id: str,
    now: datetime,
) -> PostMade:
    """Post a draft.

    Raises:
        NotVisibleError: the member has no such draft, or it was posted or dismissed.
    """
    text = await _take(transaction, member_id, draft_id, "posted", now)
    post = NewPost(text=posting.text or text, kind="milestone", audience=posting.audience)
    return await write_post(transaction, member_id, post, post_id=post_id, now=now)


async def dismiss_draft(
    transaction: Transaction, member_id: str, draft_id: str, now: datetime
) -> None:
    """Post a draft never.

    Raises:
        NotVisibleError: the member has no such draft, or it was posted or dismissed.
    """
    await _take(transaction, member_id, draft_id, "dismissed", now)


async def _take(
    transaction: Transaction,
    member_id: str,
    draft_id: str,
    state: Literal["posted", "dismissed"],
    now: datetime,
) -> str:
    row = await transaction.row(
        "posts.take_draft", member_id=member_id, milestone_id=draft_id, state=state, now=now
    )
    if row is None:
        raise NotVisibleError("draft", draft_id)
    return str(row["text"])


def _entry(row: Row, today: date) -> dict[str, Any]:
    kind, what, started_on = row["kind"], row["what"], row["started_on"]
    years = round((today - started_on).days / 365.25) if kind == "anniversary" else 0
    text = {
        "new_position": f"I have a new position: {row['title']} at {what}."
        if row["title"]
        else f"I have started at {what}.",
        "anniversary": f"{years} {'year' if years == 1 else 'years'} at {what} today.",
        "skill_endorsed": f"I am glad to be endorsed for {what} by {ENDORSED_OFTEN} and more.",
    }[kind]
    key = f"{row['member_id']}\n{kind}\n{what}\n{started_on}\n{years}"
    return {
        "member_id": row["member_id"],
        "id": hashlib.sha256(key.encode()).hexdigest()[:32],
        "kind": kind,
        "state": "posted" if row["preference"] == "post" else "draft",
        "text": text,
        "post_id": new_id(),
    }
