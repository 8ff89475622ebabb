"""Notifications: what members are told."""

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a notification is about; a member may mute each."""

    REQUEST = "request"
    ACCEPTANCE = "acceptance"
    MESSAGE = "message"
    INTRODUCTION = "introduction"
    FOLLOW_UP = "follow_up"


class News(NamedTuple):
    """What to tell a member: who did it, and to what (the id of a request, conversation, ...)."""

    member_id: str
    kind: Kind
    actor_id: str
    subject_id: str
    step: str | None = None
