"""Whether a member may ask another to connect: every rule, in one place."""

from datetime import datetime, timedelta
from math import ceil
from typing import NamedTuple

from mutuals.errors import (
    ConflictError,
    MemberNotFoundError,
    NotPermittedError,
    QuotaReachedError,
)
from mutuals.graph.driver import Row
from mutuals.settings import Settings

WEEK = timedelta(days=7)


class Rules(NamedTuple):
    """What is configured of them."""

    a_week: int
    less_a_week: int
    most_connections: int
    cooldown: timedelta
    lifetime: timedelta
    not_known_counts: timedelta
    follow_up: timedelta


def rules_of(settings: Settings) -> Rules:
    return Rules(
        a_week=settings.requests_a_week,
        less_a_week=settings.requests_less_a_week,
        most_connections=settings.most_connections,
        cooldown=timedelta(days=settings.request_cooldown_days),
        lifetime=timedelta(days=settings.request_days),
        not_known_counts=timedelta(days=settings.not_known_days),
        follow_up=timedelta(days=settings.follow_up_days),
    )


def refuse(receiver_id: str, facts: Row, rules: Rules, now: datetime) -> None:
    """Return if a member, of whom `connection_requests.prepare` found these facts, may ask.

    Raises:
        MemberNotFoundError: one has blocked the other.
        ConflictError: they are connected, a request of the member's is pending, one was withdrawn
            too recently, or one of them has all the connections there may be.
        NotPermittedError: the other takes no requests, or none of the member's.
    """
    if facts["blocked"]:
        raise MemberNotFoundError(receiver_id)
    if facts["connected"]:
        raise ConflictError(f"You are connected to {receiver_id!r} already: write a message.")
    if facts["open"] and facts["open"]["own"]:
        raise ConflictError(
            f"You have asked {receiver_id!r} already: wait for the answer, or withdraw the request."
        )
    if facts["most_connections"] >= rules.most_connections:
        raise ConflictError(
            f"One of you has {rules.most_connections:,} connections, and none may have more: "
            "remove one first."
        )
    if facts["open"]:
        return  # They asked too: nothing below stands between two who want to connect.
    # One sentence for all three, or a member would learn how the other answered.
    if (
        facts["not_known"]
        or facts["requests_from"] == "nobody"
        or (facts["requests_from"] == "second_degree" and not facts["second_degree"])
    ):
        raise NotPermittedError(
            f"{receiver_id!r} takes no connection request of yours: "
            "ask a mutual connection for an introduction."
        )
    if facts["withdrawn_at"] and facts["withdrawn_at"] + rules.cooldown > now:
        raise ConflictError(
            f"You withdrew a request to {receiver_id!r}: you can send the next from "
            f"{facts['withdrawn_at'] + rules.cooldown:%Y-%m-%d %H:%M} UTC on."
        )


def sent_this_week(facts: Row, rules: Rules, now: datetime) -> list[datetime]:
    """When the member asked in the last seven days, now included.

    Raises:
        QuotaReachedError: that were more than the member may ask in a week.
    """
    sent = sorted(time for time in facts["requests_sent_at"] if time > now - WEEK)
    against = sum(time > now - rules.not_known_counts for time in facts["not_known_at"])
    allowed = max(1, rules.a_week - against * rules.less_a_week)
    if len(sent) >= allowed:
        seconds = ceil((sent[len(sent) - allowed] + WEEK - now).total_seconds())
        raise QuotaReachedError(
            f"You have sent {len(sent)} connection requests in seven days, and may send {allowed}: "
            f"wait, or ask a connection for an introduction.",
            seconds,
        )
    return [*sent, now]
