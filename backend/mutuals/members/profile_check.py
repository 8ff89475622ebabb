"""What a better profile still lacks, why that would help, and how complete the profile is."""

import math
from collections.abc import Callable
from typing import NamedTuple

from mutuals.connections.strength import SHARED_EMPLOYER_WEIGHT, SHARED_SCHOOL_WEIGHT
from mutuals.members.models import Lack, Profile, ProfileCheck

ENOUGH_SKILLS = 3


class Part(NamedTuple):
    """A part of a profile: what of the whole it is, why it helps, and whether it is there."""

    field: str
    weight: float
    reason: str
    is_there: Callable[[Profile], bool]


PARTS = [
    Part(
        "positions",
        0.15,
        "Say where you work and worked: colleagues' ties are "
        f"{SHARED_EMPLOYER_WEIGHT:.2f} stronger, and paths to you warmer.",
        lambda profile: bool(profile.positions),
    ),
    Part(
        "name",
        0.10,
        "Say your name: lists are ordered by it, and people accept whom they can place.",
        lambda profile: profile.name is not None,
    ),
    Part(
        "headline",
        0.10,
        "Say in a line what you do: it stands beside your name in every list and on every path, "
        "where others decide whom to ask.",
        lambda profile: profile.headline is not None,
    ),
    Part(
        "about",
        0.10,
        "Tell about yourself: who is asked to introduce you has your own words to go by.",
        lambda profile: profile.about is not None,
    ),
    Part(
        "current_position",
        0.10,
        "Add a position without an end: who looks for a way into a company is led only to those "
        "who work there now.",
        lambda profile: any(position.ended_on is None for position in profile.positions),
    ),
    Part(
        "position_dates",
        0.10,
        "Say when each position began: colleagues of the same time have the stronger ties to you, "
        "and those who came before or after are not taken for them.",
        lambda profile: (
            bool(profile.positions)
            and all(position.started_on is not None for position in profile.positions)
        ),
    ),
    Part(
        "schools",
        0.10,
        "Say where you studied: ties to those who went there too are "
        f"{SHARED_SCHOOL_WEIGHT:.2f} stronger, and they find you by it.",
        lambda profile: bool(profile.schools),
    ),
    Part(
        "skills",
        0.10,
        f"Name at least {ENOUGH_SKILLS} skills: who needs one looks for it among the people within "
        "reach, and finds you.",
        lambda profile: len(profile.skills) >= ENOUGH_SKILLS,
    ),
    Part(
        "industry",
        0.05,
        "Name your industry: others look through their network by it.",
        lambda profile: profile.industry is not None,
    ),
    Part(
        "location",
        0.05,
        "Say where you are: others look for people nearby.",
        lambda profile: profile.location is not None,
    ),
    Part(
        "interests",
        0.02,
        "Name your interests: one that is shared is something to write to you about.",
        lambda profile: bool(profile.interests),
    ),
    Part(
        "languages",
        0.02,
        "Name your languages: others see in which to write to you.",
        lambda profile: bool(profile.languages),
    ),
    Part(
        "links",
        0.01,
        "Link to your work: who thinks about meeting you can see some of it.",
        lambda profile: bool(profile.links),
    ),
]
"""The heaviest first; the weights are 1 together."""


def check_profile(profile: Profile) -> ProfileCheck:
    """What the profile lacks, what would help most first, and how complete it is."""
    missing = [
        Lack(field=part.field, reason=part.reason, weight=part.weight)
        for part in PARTS
        if not part.is_there(profile)
    ]
    lacking = math.fsum(lack.weight for lack in missing)
    return ProfileCheck(complete=round(1 - lacking, 2), missing=missing)
