"""How the posts of a feed are ranked: every weight, and the score that they make.

A slice of the newest posts is ranked at once, by

    nearness * (0.5 + 0.5 * strength) * engagement * recency

- nearness: who wrote it. A first-degree post of ten days ago still stands before a second-degree
  post of today.
- strength: of the tie to the author, or to the closest connection through whom the post came;
  0 where there is none.
- engagement: 1 plus a quarter for every factor of ten in reactions, comments and shares, at most 2.
- recency: halves every three days.
"""

import math
from datetime import datetime, timedelta

from mutuals.feed.models import Candidate

CONNECTION_WEIGHT = 1.0
FOLLOWED_WEIGHT = 0.8
COMMENT_WEIGHT = 0.10
REACTION_WEIGHT = 0.08
GROUP_WEIGHT = 0.05

REACTION_COUNTS = 1
COMMENT_COUNTS = 2
SHARE_COUNTS = 3
ENGAGEMENT_STEP = 0.25
MOST_ENGAGEMENT = 2.0

HALF_LIFE = timedelta(days=3)


def score(candidate: Candidate, now: datetime) -> float:
    """The higher, the earlier on the page."""
    age = now - candidate.created_at
    recency = math.pow(0.5, max(age, timedelta()) / HALF_LIFE)
    return nearness(candidate) * (0.5 + 0.5 * candidate.strength) * engagement(candidate) * recency


def nearness(candidate: Candidate) -> float:
    """The weight of the best reason why the post is in the feed."""
    if candidate.is_connected:
        return CONNECTION_WEIGHT
    if candidate.is_followed:
        return FOLLOWED_WEIGHT
    if any(through.kind == "commented" for through in candidate.through):
        return COMMENT_WEIGHT
    return REACTION_WEIGHT if candidate.through else GROUP_WEIGHT


def engagement(candidate: Candidate) -> float:
    """From 1, where nobody did anything with the post."""
    count = (
        REACTION_COUNTS * candidate.reactions
        + COMMENT_COUNTS * candidate.comments
        + SHARE_COUNTS * candidate.shares
    )
    return min(1 + ENGAGEMENT_STEP * math.log10(1 + count), MOST_ENGAGEMENT)


def ranked(candidates: list[Candidate], now: datetime) -> list[Candidate]:
    """The best first; of equals the newest."""
    return sorted(
        candidates, key=lambda item: (-score(item, now), -item.created_at.timestamp(), item.id)
    )
