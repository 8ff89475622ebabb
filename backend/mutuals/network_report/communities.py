"""Communities among a member's connections: label propagation, the same every time."""

from collections import Counter, defaultdict

MOST_ROUNDS = 50
"""It ends long before; two labels could otherwise change places for ever."""


def communities(members: list[str], pairs: list[tuple[str, str]]) -> list[list[str]]:
    """The members in communities, the largest first, each in the order given.

    Each begins as one of its own, and joins the one it has the most ties to, a tie counting once
    more for each whom both of its ends know; of equals that of the smallest id. So in the order of
    ids, until nothing changes. One acquaintance between two circles does not make them one.
    """
    known: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        known[one].add(other)
        known[other].add(one)
    weights = {
        one: {other: 1 + len(others & known[other]) for other in others}
        for one, others in known.items()
    }
    labels = {member: member for member in members}
    for _ in range(MOST_ROUNDS):
        changed = False
        for member in sorted(weights):
            ties: Counter[str] = Counter()
            for other, weight in weights[member].items():
                ties[labels[other]] += weight
            label = min(ties, key=lambda one: (-ties[one], one))
            if label != labels[member]:
                labels[member] = label
                changed = True
        if not changed:
            break
    found: defaultdict[str, list[str]] = defaultdict(list)
    for member in members:
        found[labels[member]].append(member)
    return sorted(found.values(), key=lambda community: (-len(community), community[0]))
