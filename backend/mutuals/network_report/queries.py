"""Reads that say whether a member's network is any good."""

import asyncio
from datetime import datetime, timedelta

from mutuals.connection_requests.notes import quote
from mutuals.connections.models import MemberSummary
from mutuals.connections.queries import reach
from mutuals.connections.strength import ACTIVITY_WEIGHTS, MODERATE, STRONG
from mutuals.graph.driver import Reader, Row
from mutuals.introductions.requests import count_outcomes
from mutuals.introductions.states import State
from mutuals.members.queries import missing_member
from mutuals.network_report.communities import communities
from mutuals.network_report.models import (
    Communities,
    Community,
    DormantTie,
    IntroductionCounts,
    Month,
    Network,
    Occasion,
    Qualities,
    Quality,
    Ties,
)

MONTHS = 12
ACTIVE_WITHIN = timedelta(days=90)
DORMANT_AFTER = timedelta(days=180)
MILESTONES_WITHIN = timedelta(days=60)
EVENTS_WITHIN = timedelta(days=30)
EVENTS_AHEAD = timedelta(days=60)
MOST_FOLLOW_UPS = 10
MOST_LOOKED_AT = 500
MOST_COMMUNITIES = 10
MOST_NAMED = 3
SMALLEST_COMMUNITY = 3

DEFINITIONS = {
    "relevant": "In your industry, or once at an employer or a school of yours.",
    "shared_interest": "You share an interest or a skill.",
    "active": "In the last 90 days you did something with each other that counts.",
}


async def survey(reader: Reader, viewer_id: str, now: datetime) -> Network:
    """The viewer's network in numbers, and whom of it to follow up with.

    Raises:
        MemberNotFoundError: the viewer does not exist.
    """
    row = await reader.row(
        "network_report.survey",
        viewer_id=viewer_id,
        activity_weights=ACTIVITY_WEIGHTS,
        strong=STRONG,
        moderate=MODERATE,
        active_since=now - ACTIVE_WITHIN,
        dormant_since=now - DORMANT_AFTER,
        now=now,
    )
    if row is None:
        raise await missing_member(reader, viewer_id)
    size, follow_up, bridged, asked, outcomes = await asyncio.gather(
        reach(reader, viewer_id),
        _follow_up(reader, viewer_id, now),
        _communities(reader, viewer_id),
        _asked(reader, viewer_id, now),
        count_outcomes(reader, viewer_id),
    )
    ties, total = row["ties"], row["total"]
    return Network(
        size=size,
        growth=_growth(row["months"], now),
        of_unknown_date=sum(month["made"] for month in row["months"] if month["year"] is None),
        ties=Ties(**ties, warm=ties["strong"] + ties["moderate"], follow_up=follow_up),
        industries=row["industries"],
        companies=row["companies"],
        places=row["places"],
        communities=bridged,
        quality=Qualities.model_validate(
            {
                name: Quality(
                    members=row["quality"][name],
                    share=row["quality"][name] / total if total else 0.0,
                    definition=definition,
                )
                for name, definition in DEFINITIONS.items()
            }
        ),
        requests_sent=asked["sent"],
        requests_received=asked["received"],
        introductions=IntroductionCounts(
            **asked["introductions"],
            made=outcomes.made,
            made_that_connected=outcomes.led_to_connection,
        ),
    )


def _growth(months: list[Row], now: datetime) -> list[Month]:
    """The last twelve months, the present one among them."""
    made = {(month["year"], month["month"]): month["made"] for month in months}
    last = now.year * 12 + now.month - 1
    wanted = [divmod(number, 12) for number in range(last - MONTHS + 1, last + 1)]
    shown = [(year, month + 1) for year, month in wanted]
    total = sum(count for when, count in made.items() if when[0] is None or when < shown[0])
    growth = []
    for year, month in shown:
        count = made.get((year, month), 0)
        total += count
        growth.append(Month(month=f"{year}-{month:02}", made=count, total=total))
    return growth


async def _follow_up(reader: Reader, viewer_id: str, now: datetime) -> list[DormantTie]:
    rows = await reader.rows(
        "network_report.list_dormant",
        viewer_id=viewer_id,
        dormant_since=now - DORMANT_AFTER,
        milestones_since=now - MILESTONES_WITHIN,
        events_since=now - EVENTS_WITHIN,
        events_until=now + EVENTS_AHEAD,
        limit=MOST_FOLLOW_UPS,
    )
    return [
        DormantTie(
            member=row["member"],
            last_contact_at=row["last_contact_at"],
            occasions=_occasions(row, now),
        )
        for row in rows
    ]


def _occasions(row: Row, now: datetime) -> list[Occasion]:
    found = []
    if milestone := row["milestone"]:
        found.append(
            Occasion(
                kind="milestone",
                id=milestone["id"],
                text=f"Congratulate them: {quote(milestone['text'])}",
                at=milestone["created_at"],
            )
        )
    if event := row["event"]:
        title, starts_at = event["title"] or event["id"], event["starts_at"]
        found.append(
            Occasion(
                kind="event",
                id=event["id"],
                text=f"You will both be at {title}: arrange to meet."
                if starts_at > now
                else f"You were both at {title}: ask how they liked it.",
                at=starts_at,
            )
        )
    if not found:
        at = row["last_contact_at"]
        found.append(
            Occasion(
                kind="silence",
                id=None,
                text=f"You have not been in touch since {at:%B %Y}."
                if at
                else "You have not been in touch yet.",
                at=at,
            )
        )
    return found


async def _communities(reader: Reader, viewer_id: str) -> Communities:
    row = await reader.row(
        "network_report.list_ties_between", viewer_id=viewer_id, limit=MOST_LOOKED_AT
    )
    if row is None:
        raise await missing_member(reader, viewer_id)
    members = {member["id"]: MemberSummary(**member) for member in row["members"]}
    pairs = [(one, other) for one, _, other in (pair.partition("|") for pair in row["pairs"])]
    found = communities([*members], pairs)
    large = [community for community in found if len(community) >= SMALLEST_COMMUNITY]
    return Communities(
        count=len(large),
        looked_at=len(members),
        alone=len(members) - len({member for pair in pairs for member in pair}),
        largest=[
            Community(size=len(community), members=[members[one] for one in community[:MOST_NAMED]])
            for community in large[:MOST_COMMUNITIES]
        ],
    )


async def _asked(reader: Reader, viewer_id: str, now: datetime) -> Row:
    row = await reader.row(
        "network_report.count_asked", viewer_id=viewer_id, made_states=[State.INTRODUCED], now=now
    )
    if row is None:
        raise await missing_member(reader, viewer_id)
    return row
