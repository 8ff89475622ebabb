"""Communities among a member's connections: label propagation, the same every time."""

from collections import Counter, defaultdict

MOST_ROUNDS = 50
"""It ends long before; two labels could otherwise change places for ever."""


def communities(members: list[str], pairs: list[tuple[str, str]]) -> list[list[str]]:
    """The members in communities, the largest first, each in the order given.

    Each begins as one of its own, and joins the one to which most of those belong whom it is
    connected to, of equals that of the smallest id; in the order of ids, until nothing changes.
    """
    known: defaultdict[str, list[str]] = defaultdict(list)
    for one, other in pairs:
        known[one].append(other)
        known[other].append(one)
    labels = {member: member for member in members}
    for _ in range(MOST_ROUNDS):
        changed = False
        for member in sorted(known):
            counts = Counter(labels[other] for other in known[member])
            label = min(counts, key=lambda one: (-counts[one], one))
            if label != labels[member]:
                labels[member] = label
                changed = True
        if not changed:
            break
    found: defaultdict[str, list[str]] = defaultdict(list)
    for member in members:
        found[labels[member]].append(member)
    return sorted(found.values(), key=lambda community: (-len(community), community[0]))
