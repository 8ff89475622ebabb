"""Whether a member may ask for an introduction, approve or forward one: every rule in one place."""

from datetime import timedelta
from typing import NamedTuple

from mutuals.errors import ConflictError, MemberNotFoundError
from mutuals.graph.driver import Row
from mutuals.introductions.introduction_models import NewIntroduction
from mutuals.settings import Settings


class Rules(NamedTuple):
    """What is configured of them."""

    most_open: int
    default_cap: int
    lifetime: timedelta
    written_within: timedelta


def rules_of(settings: Settings) -> Rules:
    return Rules(
        most_open=settings.open_introductions,
        default_cap=settings.introductions_cap,
        lifetime=timedelta(days=settings.introduction_days),
        written_within=timedelta(days=settings.ask_first_days),
    )


def refuse_oneself(requester_id: str, asked: NewIntroduction) -> None:
    """Return if three members are named.

    Raises:
        ConflictError: they are fewer.
    """
    if requester_id in {asked.connector_id, asked.target_id}:
        raise ConflictError("You are one of the two yourself: name two others.")
    if asked.connector_id == asked.target_id:
        raise ConflictError("Nobody introduces you to themselves: name another connector.")


def refuse_request(asked: NewIntroduction, facts: Row, rules: Rules) -> None:
    """Return if the member, of whom `introductions.prepare` found these facts, may ask.

    Raises:
        MemberNotFoundError: connector or target does not exist, or a block makes it look so.
        ConflictError: it is not this connector who can be asked, or not now.
    """
    connector_id, target_id = asked.connector_id, asked.target_id
    if not facts["connector_found"]:
        raise MemberNotFoundError(connector_id)
    if facts["target_is_unconfirmed"]:
        raise ConflictError(
            f"{target_id!r} is not here yet, and cannot answer: write a message to the connector "
            f"of a path that GET /v1/members/{target_id}/introduction-paths lists, who can reach "
            "them."
        )
    if not facts["target_found"]:
        raise MemberNotFoundError(target_id)
    if not facts["connected"]:
        raise ConflictError(
            f"You are not connected to {connector_id!r}: ask a connector of those that "
            f"GET /v1/members/{target_id}/introduction-paths lists."
        )
    if facts["target_connected"]:
        raise ConflictError(f"You are connected to {target_id!r} already: write a message.")
    if facts["hops"] is None:
        raise ConflictError(
            f"{connector_id!r} knows no way to {target_id!r}: ask a connector of those that "
            f"GET /v1/members/{target_id}/introduction-paths lists."
        )
    if facts["asked_already"]:
        raise ConflictError(
            f"You have asked for an introduction to {target_id!r} already: wait for the answer, "
            "or withdraw it."
        )
    if facts["open_count"] >= rules.most_open:
        raise ConflictError(
            f"You have {facts['open_count']} open introductions, and may have {rules.most_open}: "
            "wait for an answer, or withdraw one."
        )
    _refuse_to_trouble(connector_id, takes_introductions=facts["takes_introductions"])
    if facts["to_write_first"]:
        raise ConflictError(
            f"{connector_id!r} wants to hear from you before you ask for an introduction to "
            f"{target_id!r}: write {connector_id!r} a message first."
        )


def refuse_approval(before_id: str, target_id: str, facts: Row) -> None:
    """Return if a connector still knows who asked them, and the target.

    Raises:
        ConflictError: they do not.
    """
    _refuse_stranger(before_id, facts)
    if target_id not in facts["connection_ids"]:
        raise ConflictError(
            f"You are not connected to {target_id!r}: forward it to a connection of yours who is, "
            "or decline it."
        )


def refuse_forwarding(
    next_id: str, before_id: str, target_id: str, involved_ids: list[str], facts: Row
) -> None:
    """Return if a connector still knows who asked them, and can pass it on to another.

    Raises:
        MemberNotFoundError: the other does not exist, or a block makes it look so.
        ConflictError: the other is involved already, does not know both, or takes none.
    """
    if next_id in involved_ids:
        raise ConflictError(
            f"{next_id!r} is involved in this introduction already: name another connector."
        )
    if not facts["next_found"]:
        raise MemberNotFoundError(next_id)
    _refuse_stranger(before_id, facts)
    if next_id not in facts["connection_ids"]:
        raise ConflictError(
            f"You are not connected to {next_id!r}: name a connection of yours who knows "
            f"{target_id!r}."
        )
    if next_id not in facts["target_connection_ids"]:
        raise ConflictError(
            f"{next_id!r} is not connected to {target_id!r}: name a connection of yours who is."
        )
    _refuse_to_trouble(next_id, takes_introductions=facts["next_takes_introductions"])


def _refuse_stranger(before_id: str, facts: Row) -> None:
    if before_id not in facts["connection_ids"]:
        raise ConflictError(
            f"You are no longer connected to {before_id!r}, who asked you: decline it, or connect "
            "again first."
        )


def _refuse_to_trouble(connector_id: str, *, takes_introductions: bool) -> None:
    # One sentence for all reasons: who is paused, at the cap, or hidden is nobody else's business.
    if not takes_introductions:
        raise ConflictError(
            f"{connector_id!r} does not take introductions at the moment: ask another connector, "
            "or wait."
        )
