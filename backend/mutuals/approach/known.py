"""What the steps of an approach are made of, and what they share."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from mutuals.approach.facts import Facts, Sent
from mutuals.approach.models import Evidence, Move, Step, StepName
from mutuals.common_ground.models import Ground, Named
from mutuals.connection_requests import notes
from mutuals.connections.models import MemberSummary
from mutuals.introductions.models import IntroductionPath

POSTS_PAUSE = timedelta(days=7)
"""Whoever has just taken up a post of theirs waits so long with the next."""

TITLES: dict[StepName, str] = {
    "mutual_connections": "Whom you both know",
    "posts": "What they write",
    "places": "Where you can meet",
    "background": "What you have in common, and what you bring",
    "value": "What you can offer",
    "request": "Ask, and follow up",
    "patience": "What was done, and when to come back",
}


class Known(NamedTuple):
    """All that the steps are made of."""

    ground: Ground
    facts: Facts
    paths: list[IntroductionPath]
    cooldown: timedelta
    now: datetime

    @property
    def member_id(self) -> str:
        return self.ground.member.id

    @property
    def they(self) -> str:
        return called(self.ground.member)

    @property
    def open_request(self) -> Sent | None:
        """The viewer's own that awaits an answer, as its sender sees it."""
        for sent in self.facts.sent:
            if not sent.withdrawn_at and not sent.accepted_at and sent.expires_at > self.now:
                return sent
        return None

    def later(self, *times: datetime | None) -> datetime | None:
        """The latest of these times, if it is still to come."""
        return max((time for time in times if time and time > self.now), default=None)

    def mentioned_at(self, names: Sequence[str | None]) -> datetime | None:
        """When a note of the viewer's that still stands named one of these."""
        words = "|".join(re.escape(name.casefold()) for name in names if name)
        for sent in self.facts.sent:
            note = (sent.note or "").casefold()
            if words and not sent.withdrawn_at and re.search(rf"(?<!\w)({words})(?!\w)", note):
                return sent.created_at
        return None


def called(member: MemberSummary) -> str:
    return member.name or member.id


def evidence(kind: str, facts: Sequence[Named | MemberSummary]) -> list[Evidence]:
    return [Evidence.model_validate({"kind": kind, "id": f.id, "name": f.name}) for f in facts]


def named(facts: Sequence[Named | MemberSummary]) -> str:
    return notes.listed([fact.name or fact.id for fact in facts])


def step(number: int, name: StepName, moves: list[Move], nothing: str, *, done: bool) -> Step:
    times = [move.done_at for move in moves if move.done_at]
    return Step(
        number=number,
        name=name,
        title=TITLES[name],
        done=done,
        done_at=max(times, default=None) if done else None,
        moves=moves,
        nothing=None if moves else nothing,
    )
