"""Posts, and what is said and felt about them."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from mutuals.connections.models import MemberSummary
from mutuals.members.contacts import Link
from mutuals.members.models import Name, Named, plain_lines
from mutuals.members.names import ID_PATTERN

LONGEST_TEXT = 3000
LONGEST_COMMENT = 1500

PostId = Annotated[str, Field(pattern=ID_PATTERN)]
Text = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT), AfterValidator(plain_lines)]
CommentText = Annotated[
    str, Field(min_length=1, max_length=LONGEST_COMMENT), AfterValidator(plain_lines)
]
Topics = Annotated[list[Name], Field(max_length=10)]

NewKind = Literal["update", "milestone", "article", "opportunity"]
OpenAudience = Literal["first_degree", "second_degree", "everyone"]


class Kind(StrEnum):
    """What a post is."""

    UPDATE = "update"
    MILESTONE = "milestone"
    ARTICLE = "article"
    OPPORTUNITY = "opportunity"
    SHARE = "share"


class Audience(StrEnum):
    """Who may see a post: the author's connections, theirs too, everybody, or a group's members."""

    FIRST_DEGREE = "first_degree"
    SECOND_DEGREE = "second_degree"
    EVERYONE = "everyone"
    GROUP = "group"


class ReactionKind(StrEnum):
    """How a member reacts to a post."""

    LIKE = "like"
    CELEBRATE = "celebrate"
    SUPPORT = "support"
    INSIGHTFUL = "insightful"


class NewPost(BaseModel):
    """A post to write; with the audience `group`, into which one."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "text": "We are looking for a compiler engineer.",
                    "kind": "opportunity",
                    "audience": "second_degree",
                    "topics": ["Compilers"],
                }
            ]
        },
    )

    text: Text
    kind: NewKind = "update"
    audience: Audience = Audience.FIRST_DEGREE
    link: Link | None = None
    group_id: PostId | None = None
    topics: Topics = []

    @model_validator(mode="after")
    def _group_or_none(self) -> Self:
        if (self.audience is Audience.GROUP) != (self.group_id is not None):
            raise ValueError("send group_id with the audience group, and only with that")
        return self


class PostChange(BaseModel):
    """What shall change: a field that is left out stays, null takes a link away."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"audience": "everyone"}]}
    )

    text: Text = ""
    audience: OpenAudience = "first_degree"
    link: Link | None = None
    topics: Topics = []


class NewShare(BaseModel):
    """A share of a post, with words of one's own or without."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"text": "Worth a read."}]}
    )

    text: Text | None = None
    audience: OpenAudience = Field(
        "first_degree", description="The shared post is shown only to those who may see it anyway."
    )


class Group(BaseModel):
    """The group that a post stands in."""

    id: str
    name: str | None


class SharedPost(BaseModel):
    """A post inside a share of it."""

    id: PostId
    kind: Kind
    text: str | None
    link: str | None
    author: MemberSummary
    created_at: datetime
    edited_at: datetime | None


class Post(BaseModel):
    """A post as the viewer may see it."""

    id: PostId
    kind: Kind
    audience: Audience
    text: str | None = Field(description="Null where a share has no words of its own.")
    link: str | None
    topics: list[Named]
    group: Group | None
    author: MemberSummary
    original: SharedPost | None = Field(
        description="Of a share: the shared post; null where the viewer may not see it, or it is "
        "gone."
    )
    reactions: int = Field(ge=0, description="How many reacted.")
    comments: int = Field(ge=0, description="How many comments there are, replies included.")
    shares: int = Field(ge=0, description="How often it was shared.")
    own_reaction: ReactionKind | None = Field(description="The viewer's.")
    created_at: datetime
    edited_at: datetime | None


class Posts(BaseModel):
    """A page of a member's posts, the newest first."""

    items: list[Post]
    next: str | None = Field(description="The cursor of the next page; null on the last.")


class PostMade(BaseModel):
    """What is remembered of a post's making under an Idempotency-Key."""

    id: PostId


class NewComment(BaseModel):
    """A comment on a post, or a reply to a comment on it."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"text": "Which target?"}]}
    )

    text: CommentText
    reply_to_id: PostId | None = Field(None, description="The comment to answer.")


class CommentChange(BaseModel):
    """The text to put in place of a comment's."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"text": "Sorry!"}]})

    text: CommentText


class Comment(BaseModel):
    """A comment on a post."""

    id: PostId
    post_id: PostId
    reply_to_id: PostId | None = Field(
        description="The comment that it answers, which is not listed once it was deleted."
    )
    author: MemberSummary
    text: str
    created_at: datetime
    edited_at: datetime | None


class Comments(BaseModel):
    """A page of a post's comments, the oldest first."""

    items: list[Comment]
    next: str | None = Field(description="The cursor of the next page; null on the last.")


class ReactionInput(BaseModel):
    """How to react; another kind takes the place of the one before."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"kind": "like"}]})

    kind: ReactionKind


class OwnReaction(BaseModel):
    """The viewer's reaction to a post."""

    post_id: PostId
    kind: ReactionKind
    created_at: datetime = Field(description="When the viewer reacted, in whatever way, first.")


class Reaction(BaseModel):
    """How somebody reacted to a post."""

    member: MemberSummary
    kind: ReactionKind
    created_at: datetime


class Reactions(BaseModel):
    """A page of the reactions to a post, the newest first."""

    items: list[Reaction]
    counts: dict[ReactionKind, int] = Field(description="How many of all reacted in which way.")
    next: str | None = Field(description="The cursor of the next page; null on the last.")
