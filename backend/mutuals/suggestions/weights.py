"""What a suggestion's score is made of: the weights, and how far is looked for whom to suggest.

    score = (mutual connections + tie strength + what the two share) * 0.8 ** times shown

- Each mutual connection adds 1 / ln(its number of connections), as Adamic and Adar weigh it: who
  knows few says more of those few. The same times the strength of the viewer's tie to it is added
  again.
- An employer, a school, a group, an event or a skill that both have adds its kind's weight /
  ln(1 + how many have it), of each kind the three that add most. An employer whom they had at
  different times adds less.

The weights are Mutuals' own. What is shown and not taken up sinks by a fifth each time.
"""

from datetime import timedelta

MUTUAL_CONNECTIONS = 1.0
TIE_STRENGTH = 1.0
SHOWN_AGAIN = 0.8
AT_OTHER_TIMES = 0.3

SHARED = {
    "WORKS_AT": 2.0,
    "STUDIED_AT": 1.0,
    "MEMBER_OF": 1.0,
    "ATTENDS": 1.0,
    "HAS_SKILL": 0.5,
}
"""By the type of the relationship that leads to what is shared."""

WEIGHTS = {
    "mutual_connections": MUTUAL_CONNECTIONS,
    "tie_strength": TIE_STRENGTH,
    "shown_again": SHOWN_AGAIN,
    "at_other_times": AT_OTHER_TIMES,
    **SHARED,
}
"""The parameter `weights` of the Cypher files."""

RECENT = timedelta(days=90)
"""Who was asked, or asked, so lately is not suggested, however it ended."""
SHOWN_COUNTS_EVERY = timedelta(days=1)
"""A page that is drawn twice in a day was shown once."""
SHOWN_FADES = timedelta(days=180)
"""Who was not shown for so long comes back as if never shown."""

HUB_SIZE = 2000
"""Through a member with more connections nobody is looked for: that both know one whom thousands
know says next to nothing (1 / ln 2000 is 0.13). Such a one still counts for who was found through
others. Two such are not suggested to each other."""

CANDIDATES = 25
BOUNDS = {
    "looked_at": 2000,
    "ties": 500,
    "hub": HUB_SIZE,
    "walks": 5000,
    "candidates": CANDIDATES,
    "few": 20,
    "sharing": 2000,
}
"""The parameter `bounds`: of a viewer's ties (of a hub's the first so many) the strongest are
taken; of those, the ones through which a walk is worth most, for at most so many walks. With few
of the second degree, those who share a context are looked at, the smallest contexts first, as long
as they have together at most `sharing` members."""

MOST_MUTUAL_BOUNDS = BOUNDS | {"looked_at": 30_000, "ties": 30_000, "hub": 30_000, "walks": 500_000}
"""Who asks for the most mutual connections asks for a count, so everybody is counted."""
