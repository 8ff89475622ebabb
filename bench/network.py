"""Writes the network that bench/core measures: 100,000 members, about 1.9 million connections.

Members live in communities of about 200; seven of ten connections stay inside. Degrees run from 20
to 360, and three hubs have 10,000 each. Strengths are spread over all tiers. Seeded: the same file
every time.
"""

import random
from collections.abc import Iterator
from pathlib import Path

MEMBERS = 100_000
COMMUNITY_SIZE = 200
HUBS = 3
HUB_DEGREE = 10_000
SMALLEST_DEGREE, GREATEST_DEGREE = 20, 360
COLLIDING = 18  # of a well-connected member's pairs about so many are drawn twice
MEAN_LOG_DEGREE, SPREAD_LOG_DEGREE = 3.36, 0.75
SHARE_INSIDE = 0.7


def member_id(number: int) -> str:
    return f"m{number:06d}"


def connections(seed: int = 1) -> set[tuple[int, int]]:
    """Pairs of member numbers, the smaller first; the hubs are members 0 to 2."""
    rng = random.Random(seed)
    degrees = [
        int(
            min(
                max(rng.lognormvariate(MEAN_LOG_DEGREE, SPREAD_LOG_DEGREE), SMALLEST_DEGREE),
                GREATEST_DEGREE + COLLIDING,
            )
        )
        for _ in range(MEMBERS)
    ]
    pairs: set[tuple[int, int]] = set()
    inside: list[list[int]] = [[] for _ in range(MEMBERS // COMMUNITY_SIZE)]
    outside: list[int] = []
    for member in range(HUBS, MEMBERS):
        near = min(round(degrees[member] * SHARE_INSIDE), COMMUNITY_SIZE // 2)
        inside[member % len(inside)].extend([member] * near)
        outside.extend([member] * (degrees[member] - near))
    for stubs in [*inside, outside]:
        rng.shuffle(stubs)
        pairs.update(_pairs(stubs))
    have = [0] * MEMBERS
    for one, other in pairs:
        have[one] += 1
        have[other] += 1
    # What collided above is made up for, so that nobody falls below the smallest degree.
    for member in range(HUBS, MEMBERS):
        while have[member] < SMALLEST_DEGREE:
            other = rng.randrange(HUBS, MEMBERS)
            pair = (min(member, other), max(member, other))
            if other != member and pair not in pairs and have[other] < GREATEST_DEGREE - HUBS:
                pairs.add(pair)
                have[member] += 1
                have[other] += 1
    for hub in range(HUBS):
        others = rng.sample(range(HUBS, MEMBERS), HUB_DEGREE)
        pairs.update((hub, other) for other in others)
    return pairs


def _pairs(stubs: list[int]) -> Iterator[tuple[int, int]]:
    for one, other in zip(stubs[::2], stubs[1::2], strict=False):
        if one != other:
            yield min(one, other), max(one, other)


def write(path: Path, seed: int = 1) -> int:
    """Write the CSV; returns how many connections it has."""
    rng = random.Random(seed)
    pairs = connections(seed)
    with path.open("w") as file:
        file.write("source,target,strength\n")
        for one, other in sorted(pairs):
            file.write(f"{member_id(one)},{member_id(other)},{rng.betavariate(1.5, 3):.3f}\n")
    return len(pairs)
