"""How strong a tie is: the weights, the tiers, and the factors behind a strength.

A tie's strength, 0 to 1, is made of its context (what its import said, or facts of the graph that
stand on the edge) and of its activity: what the two did with each other, counted each way and
fading with a half-life. The weights are Mutuals' own.
"""

import math
from datetime import timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import Field

RECOMMENDATION_WEIGHT = 0.25
SKILL_ENDORSED_WEIGHT = 0.10
"""Of each endorsement."""
MOST_OF_ENDORSEMENTS = 0.20
SHARED_EMPLOYER_WEIGHT = 0.20
SHARED_SCHOOL_WEIGHT = 0.10
SHARED_GROUP_WEIGHT = 0.05
"""Of each group."""
MOST_OF_SHARED_GROUPS = 0.10
COMMON_CONNECTIONS_WEIGHT = 0.20
CONTEXT_CEILING = 0.60

MESSAGE_WEIGHT = 1.0
ENDORSEMENT_WEIGHT = 1.0
INTRODUCTION_WEIGHT = 3.0
COMMENT_WEIGHT = 1.0
REACTION_WEIGHT = 0.3
MEETUP_WEIGHT = 3.0
HALF_LIFE = timedelta(days=90)
VOLUME_SCALE = 10.0
"""So many interactions make a volume of 1 - 1/e."""
LEAST_BALANCE = 0.25
"""What is left of the volume where only one of the two ever writes."""

STRONG = 0.60
MODERATE = 0.25

CONTEXT_WEIGHTS = {
    "recommendation": RECOMMENDATION_WEIGHT,
    "endorsement": SKILL_ENDORSED_WEIGHT,
    "most_of_endorsements": MOST_OF_ENDORSEMENTS,
    "shared_employer": SHARED_EMPLOYER_WEIGHT,
    "shared_school": SHARED_SCHOOL_WEIGHT,
    "shared_group": SHARED_GROUP_WEIGHT,
    "most_of_shared_groups": MOST_OF_SHARED_GROUPS,
    "common_connections": COMMON_CONNECTIONS_WEIGHT,
    "ceiling": CONTEXT_CEILING,
}
"""The parameter `weights` of the Cypher files that compute a context."""

ACTIVITY_WEIGHTS = {
    "half_life": HALF_LIFE / timedelta(milliseconds=1),
    "volume_scale": VOLUME_SCALE,
    "one_sided_loss": 1 - LEAST_BALANCE,
}
"""The parameter `activity_weights` of the Cypher files that compute a strength; half_life in ms."""

Strength = Annotated[float, Field(ge=0, le=1)]


class Tier(StrEnum):
    """Strong from 0.60, moderate from 0.25, weak below."""

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"


def tier(strength: float) -> Tier:
    if strength >= STRONG:
        return Tier.STRONG
    return Tier.MODERATE if strength >= MODERATE else Tier.WEAK


def decayed(count: float, age: timedelta) -> float:
    """What is left of a counter that was right so long ago."""
    return count * math.pow(0.5, max(age, timedelta()) / HALF_LIFE)


def volume(forward: float, backward: float) -> float:
    """How much the two did with each other, 0 to 1, whoever did it."""
    return 1 - math.exp(-(forward + backward) / VOLUME_SCALE)


def balance(forward: float, backward: float) -> float:
    """How evenly both did it: 1 where each did half, less the more one-sided it was."""
    total = forward + backward
    share = 2 * min(forward, backward) / total if total > 0 else 0.0
    return LEAST_BALANCE + (1 - LEAST_BALANCE) * share


def activity(forward: float, backward: float) -> float:
    """The activity part of a strength, from counters of now; 0 where nothing was done."""
    return volume(forward, backward) * balance(forward, backward)


def strength(context: float, activity: float) -> float:
    """A tie's strength: either source of warmth counts alone."""
    # Exactly the context where there is no activity.
    return 1 - (1 - activity) * (1 - context) if activity else context
