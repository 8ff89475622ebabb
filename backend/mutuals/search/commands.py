"""Writes what the search of members reads."""

from operator import itemgetter

from mutuals.graph.driver import Row, Transaction
from mutuals.members.names import named_id
from mutuals.search.words import indexed_text, words

SEARCHED = ("search_name", "search_headline", "search_work", "search_skills", "search_keys")
"""The properties that texts() makes."""


async def index_members(transaction: Transaction, member_ids: list[str]) -> None:
    """Renew what is searched of these members; to be run by all that writes their profiles, last
    in the same transaction.

    A member's words stand on the member (docs/decisions/0002).
    """
    rows = await transaction.rows("search.read_profiles", member_ids=member_ids)
    await transaction.rows(
        "search.set_texts", rows=[{"id": row["id"], "texts": texts(row)} for row in rows]
    )


def texts(profile: Row) -> dict[str, str | None]:
    """The searched properties of a member; null where there is nothing to find."""
    # In one order, so that the same profile makes the same text.
    positions = sorted(
        profile["positions"], key=lambda entry: (entry["company_id"], entry["title"] or "")
    )
    skills = sorted(profile["skills"], key=itemgetter("id"))
    found = {
        "search_name": indexed_text(profile["name"]),
        "search_headline": indexed_text(profile["headline"]),
        "search_work": indexed_text(
            *(position[part] for position in positions for part in ("title", "company"))
        ),
        "search_skills": indexed_text(*(skill["name"] for skill in skills)),
        "search_keys": " ".join(_keys(profile)),
    }
    return {name: text or None for name, text in found.items()}


def _keys(profile: Row) -> list[str]:
    """What filters ask for, each as one word: `skill:python`."""
    keys = []
    for position in profile["positions"]:
        when = "now" if position["current"] else "before"
        keys.append(f"{when}:{position['company_id']}")
        if position["current"]:
            keys += [f"title:{word}" for word in words(position["title"] or "")]
    keys += [f"school:{school_id}" for school_id in profile["school_ids"]]
    keys += [f"skill:{skill['id']}" for skill in profile["skills"]]
    if profile["industry"]:
        keys.append(f"industry:{named_id(profile['industry'])}")
    keys += [f"location:{word}" for word in words(profile["location"] or "")]
    return sorted(set(keys))
