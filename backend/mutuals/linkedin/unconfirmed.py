"""What is stored of a person who is no member: the row of an export, and the tie's strength."""

from collections.abc import Callable
from datetime import UTC, datetime, time

from mutuals.connections.strength import (
    CONTEXT_CEILING,
    MOST_OF_ENDORSEMENTS,
    RECOMMENDATION_WEIGHT,
    SKILL_ENDORSED_WEIGHT,
    activity,
    strength,
)
from mutuals.graph.driver import Row
from mutuals.linkedin.archive import Kind
from mutuals.linkedin.people import Person
from mutuals.members.names import named_id


def unconfirmed_row(
    person: Person, before: Row | None, kinds: set[Kind], new_id: Callable[[], str]
) -> tuple[Row, bool]:
    """The row of linkedin.write_unconfirmed, and whether it changes what is known.

    A file that the export lacks takes nothing away, and an older export no newer interactions.
    """
    told: Row = {
        "name": person.name,
        "company": person.company,
        "company_id": named_id(person.company) if person.company else None,
        "position": person.position,
        "profile_url": person.profile_url,
        "email": person.email,
        "since": datetime.combine(person.since, time(), UTC) if person.since else None,
        **_tie(person, before or {}, kinds),
    }
    identity_ids = sorted(person.identity_ids)
    if before is not None:
        if told["profile_url"] is None or told["email"] is None:
            told["profile_url"] = told["profile_url"] or before["profile_url"]
            told["email"] = told["email"] or before["email"]
            # The file leaves one out, which does not mean that there is none.
            identity_ids = _kept(person, before)
        told["since"] = told["since"] or before["since"]
    told["identity_ids"] = identity_ids
    changed = before is None or any(before[name] != value for name, value in told.items())
    return {"id": before["id"] if before else new_id(), **told}, changed


def _kept(person: Person, before: Row) -> list[str]:
    kinds = {identity_id.partition(":")[0] for identity_id in person.identity_ids}
    kept = [
        identity_id
        for identity_id in before["identity_ids"]
        if identity_id.partition(":")[0] not in kinds
    ]
    return sorted([*kept, *person.identity_ids])


def _tie(person: Person, before: Row, kinds: set[Kind]) -> Row:
    endorsements, recommended = person.endorsements, person.recommended
    if not {Kind.ENDORSEMENTS_GIVEN, Kind.ENDORSEMENTS_RECEIVED} <= kinds:
        endorsements = max(endorsements, before.get("endorsements") or 0)
    if not {Kind.RECOMMENDATIONS_GIVEN, Kind.RECOMMENDATIONS_RECEIVED} <= kinds:
        recommended = recommended or bool(before.get("recommended"))
    tie = {name: before.get(name) for name in ("forward", "backward", "counted_at")}
    found, counted_at = person.interactions(), before.get("counted_at")
    if found and (
        counted_at is None or (Kind.MESSAGES in kinds and found.counted_at >= counted_at)
    ):
        tie = {
            "forward": found.forward,
            "backward": found.backward,
            "counted_at": found.counted_at,
        }
    facts = min(SKILL_ENDORSED_WEIGHT * endorsements, MOST_OF_ENDORSEMENTS)
    context = min(facts + (RECOMMENDATION_WEIGHT if recommended else 0.0), CONTEXT_CEILING)
    active = activity(tie["forward"] or 0.0, tie["backward"] or 0.0) if tie["counted_at"] else 0.0
    return {
        **tie,
        "endorsements": endorsements,
        "recommended": recommended,
        "context": context,
        "strength": strength(context, active),
    }
