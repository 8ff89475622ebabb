"""Picks the two members whose connection makes the first picture of the demo."""

from collections import defaultdict
from dataclasses import dataclass, field
from statistics import median

from mutuals.connections.strength import (
    COMMON_CONNECTIONS_WEIGHT,
    SHARED_EMPLOYER_WEIGHT,
    SHARED_SCHOOL_WEIGHT,
    activity,
    strength,
)
from mutuals.demo.models import DemoNetwork, Member
from mutuals.demo.people import TODAY

VIEWERS = 60
MUTUALS = range(3, 7)
LONGEST_ID = 18


@dataclass
class _Sight:
    """What strengths follow from, before any graph has computed them."""

    members: dict[str, Member]
    knows: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    activities: dict[frozenset[str], float] = field(default_factory=dict)

    def factors(self, one_id: str, other_id: str) -> tuple[bool, bool, float]:
        one, other = self.members[one_id], self.members[other_id]
        colleagues = any(
            mine.company == theirs.company
            and mine.started_on <= (theirs.ended_on or TODAY)
            and theirs.started_on <= (mine.ended_on or TODAY)
            for mine in one.positions
            for theirs in other.positions
        )
        schoolmates = not {study.school for study in one.schools}.isdisjoint(
            study.school for study in other.schools
        )
        mutual = len(self.knows[one_id] & self.knows[other_id])
        known = len(self.knows[one_id] | self.knows[other_id]) - 2
        return colleagues, schoolmates, mutual / known if mutual else 0.0

    def strength(self, one_id: str, other_id: str) -> float:
        colleagues, schoolmates, share = self.factors(one_id, other_id)
        context = (
            SHARED_EMPLOYER_WEIGHT * colleagues
            + SHARED_SCHOOL_WEIGHT * schoolmates
            + COMMON_CONNECTIONS_WEIGHT * share
        )
        return strength(context, self.activities[frozenset({one_id, other_id})])


def showcase(network: DemoNetwork) -> tuple[str, str]:
    """Viewer and target: degree 2, several mutual connections, the ties to them unlike.

    The viewer has an everyday number of connections; the target leads where the viewer has never
    worked. The same pair for the same network.
    """
    sight = _Sight({member.id: member for member in network.members})
    for connection in network.connections:
        sight.knows[connection.smaller_id].add(connection.greater_id)
        sight.knows[connection.greater_id].add(connection.smaller_id)
        ends = frozenset({connection.smaller_id, connection.greater_id})
        sight.activities[ends] = activity(connection.forward, connection.backward)
    usual = median(len(known) for known in sight.knows.values())
    viewers = sorted(
        (member.id for member in network.members if _easy_to_type(member.id)),
        key=lambda member_id: abs(len(sight.knows[member_id]) - usual),
    )[:VIEWERS]
    pairs = [
        (_appeal(sight, viewer, target, mutuals), viewer, target)
        for viewer in viewers
        for target, mutuals in _second_degree(sight, viewer).items()
    ]
    _, viewer, target = max(pairs)
    return viewer, target


def _second_degree(sight: _Sight, viewer: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for mutual in sorted(sight.knows[viewer]):
        for target in sorted(sight.knows[mutual] - sight.knows[viewer] - {viewer}):
            found[target].append(mutual)
    return found


def _appeal(sight: _Sight, viewer: str, target: str, mutuals: list[str]) -> tuple[int, int, float]:
    """How well a pair shows: fitting, then of many kinds of tie, then far from best to third."""
    fitting = (
        (len(mutuals) in MUTUALS)
        + _easy_to_type(target)
        + _leads(sight.members[target])
        + _strangers(sight.members[viewer], sight.members[target])
    )
    if fitting < 4:
        return fitting, 0, 0.0
    kinds = {sight.factors(end, mutual)[:2] for mutual in mutuals for end in (viewer, target)}
    scores = sorted(
        (sight.strength(viewer, mutual) * sight.strength(mutual, target) for mutual in mutuals),
        reverse=True,
    )
    return fitting, len(kinds), scores[0] - scores[2]


def _easy_to_type(member_id: str) -> bool:
    return len(member_id) <= LONGEST_ID and member_id.count("-") == 1


def _leads(member: Member) -> bool:
    title = member.positions[-1].title
    return any(word in title for word in ("Chief", "Director", "Head", "Co-founder", "Dean"))


def _strangers(one: Member, other: Member) -> bool:
    mine = {position.company for position in one.positions}
    return mine.isdisjoint(position.company for position in other.positions)
