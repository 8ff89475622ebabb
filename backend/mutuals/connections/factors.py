"""The factors behind a tie's strength, as they are told to a viewer."""

from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from mutuals.connections.strength import (
    COMMON_CONNECTIONS_WEIGHT,
    MOST_OF_ENDORSEMENTS,
    MOST_OF_SHARED_GROUPS,
    RECOMMENDATION_WEIGHT,
    SHARED_EMPLOYER_WEIGHT,
    SHARED_GROUP_WEIGHT,
    SHARED_SCHOOL_WEIGHT,
    SKILL_ENDORSED_WEIGHT,
    Strength,
    activity,
    decayed,
    strength,
)

LATELY = [(timedelta(days=7), "this week"), (timedelta(days=30), "this month")]
YEAR = timedelta(days=365)


class Factor(BaseModel):
    """One source of a tie's strength."""

    model_config = ConfigDict(frozen=True)

    name: Literal[
        "imported",
        "recommendation",
        "endorsements",
        "shared_employer",
        "shared_school",
        "shared_groups",
        "common_connections",
        "own_answer",
        "context",
        "activity",
    ]
    weight: Strength = Field(description="What it adds to the strength.")
    detail: str = Field(description="The fact behind it, in words; empty where it is private.")


class TieFacts(NamedTuple):
    """What stands on a tie, as Cypher files return it.

    `recommended` tells that one wrote the other a recommendation that is shown, `endorsements` how
    many of either's skills the other endorses, not hidden. `common_share` is the Jaccard share, 0
    to 1: of all who know either, how many know both. `answered` tells that an end said how well it
    knows the other, `own_answer` what the viewer said: nobody else's answer leaves the graph.
    """

    context: float
    imported_strength: float | None
    shared_employer: bool | None
    shared_school: bool | None
    recommended: bool | None
    endorsements: int | None
    shared_groups: int | None
    common_share: float | None
    forward: float | None
    backward: float | None
    counted_at: datetime | None
    answered: bool
    own_answer: float | None = None

    def activity(self, now: datetime) -> float:
        """The activity part of the strength, of now."""
        if self.counted_at is None:
            return 0.0
        age = now - self.counted_at
        return activity(decayed(self.forward or 0.0, age), decayed(self.backward or 0.0, age))

    def strength(self, now: datetime) -> float:
        """The tie's strength of now."""
        return strength(self.context, self.activity(now))


def factors(tie: TieFacts, now: datetime) -> list[Factor]:
    """What a strength is made of; empty where nothing is known of the tie."""
    found = _context_factors(tie)
    if tie.counted_at is not None:
        found.append(
            Factor(
                name="activity",
                weight=tie.activity(now),
                detail=f"in touch {_when(now - tie.counted_at)}",
            )
        )
    return found


def _context_factors(tie: TieFacts) -> list[Factor]:
    if tie.own_answer is not None and tie.own_answer <= tie.context:
        return [Factor(name="own_answer", weight=tie.context, detail="your own answer")]
    if tie.answered:
        return [Factor(name="context", weight=tie.context, detail="")]
    if tie.imported_strength is not None:
        return [Factor(name="imported", weight=tie.imported_strength, detail="as imported")]
    found = []
    if tie.recommended:
        found.append(
            Factor(
                name="recommendation", weight=RECOMMENDATION_WEIGHT, detail="wrote a recommendation"
            )
        )
    if tie.endorsements:
        found.append(
            Factor(
                name="endorsements",
                weight=min(tie.endorsements * SKILL_ENDORSED_WEIGHT, MOST_OF_ENDORSEMENTS),
                detail=counted(tie.endorsements, "skill") + " endorsed",
            )
        )
    if tie.shared_employer:
        found.append(
            Factor(name="shared_employer", weight=SHARED_EMPLOYER_WEIGHT, detail="colleagues")
        )
    if tie.shared_school:
        found.append(
            Factor(name="shared_school", weight=SHARED_SCHOOL_WEIGHT, detail="same school")
        )
    if tie.shared_groups:
        found.append(
            Factor(
                name="shared_groups",
                weight=min(tie.shared_groups * SHARED_GROUP_WEIGHT, MOST_OF_SHARED_GROUPS),
                detail=counted(tie.shared_groups, "group") + " in common",
            )
        )
    if tie.common_share:
        found.append(
            Factor(
                name="common_connections",
                weight=tie.common_share * COMMON_CONNECTIONS_WEIGHT,
                detail=f"{tie.common_share:.0%} of connections in common",
            )
        )
    return found


def counted(number: int, what: str) -> str:
    """So many of something, in words."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _when(age: timedelta) -> str:
    for most, words in LATELY:
        if age <= most:
            return words
    return "this year" if age <= YEAR else "more than a year ago"
