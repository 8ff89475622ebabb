"""How a background fits a goal: the weights, and what the search for it is asked with.

A fit, 0 to 1, is the sum of the weights of what fits, of all that the goal names. Which counts for
how much depends on the kind of goal. The weights are Mutuals' own.
"""

import re
from typing import Any

from mutuals.goals.models import Background, Kind, Reason
from mutuals.members.names import named_id

WEIGHTS: dict[Kind, dict[str, float]] = {
    Kind.ROLE: {"company": 0.30, "title": 0.25, "skills": 0.20, "industry": 0.15, "place": 0.10},
    Kind.EMPLOYER: {"company": 0.50, "title": 0.1, "skills": 0.1, "industry": 0.2, "place": 0.1},
    Kind.INDUSTRY: {"company": 0.1, "title": 0.15, "skills": 0.15, "industry": 0.5, "place": 0.1},
    Kind.COLLABORATION: {
        "company": 0.15,
        "title": 0.15,
        "skills": 0.45,
        "industry": 0.15,
        "place": 0.10,
    },
    Kind.MENTOR: {"company": 0.15, "title": 0.35, "skills": 0.3, "industry": 0.15, "place": 0.05},
    Kind.HIRE: {"company": 0.10, "title": 0.30, "skills": 0.40, "industry": 0.10, "place": 0.10},
}
PAST = 0.5
"""What is left of the weight of a company or title that was before."""
NEARNESS = {2: 1.0, 3: 0.6}
"""What the fit is multiplied by at each degree."""
SEPARATORS = [*" -\u2013\u2014_/|\\,.;:&+()[]{}'\u2019\"#@!?*"]
"""Of the words of a title, an industry or a location."""

_words = re.compile(r"[^\W_]+").findall


def words_of(text: str) -> list[str]:
    """What is looked for at the starts of words: letters and digits, no syntax of a query."""
    return _words(text.lower())


def fits(words: list[str], text: str | None) -> bool:
    """Whether each of the words is the start of one of the text's."""
    found = re.split("|".join(map(re.escape, SEPARATORS)), (text or "").lower())
    return bool(words) and all(any(part.startswith(word) for part in found) for word in words)


def weights_of(kind: Kind, goal: Background) -> dict[str, float]:
    """What each part adds to a fit: 0 where the goal names nothing of it, and 1 together."""
    named = {
        "company": goal.companies,
        "title": words_of(goal.title or ""),
        "skills": goal.skills,
        "industry": _phrases(goal.industries),
        "place": _phrases(goal.places),
    }
    all_of_them = sum(weight for part, weight in WEIGHTS[kind].items() if named[part])
    return {
        part: weight / all_of_them if named[part] else 0.0 for part, weight in WEIGHTS[kind].items()
    }


def asked_for(kind: Kind, goal: Background) -> dict[str, Any]:
    """What `goals.find_matches` is to look for.

    One map: parameters that may be null or empty are a plan for each way of setting them.
    """
    title_words = words_of(goal.title or "")
    industries, places = _phrases(goal.industries), _phrases(goal.places)
    # By places alone where nothing else is named: they hold too many.
    only_places = not (goal.companies or title_words or goal.skills or industries)
    field, phrases = ("location", places) if only_places else ("industry", industries)
    return {
        "company_ids": _ids(goal.companies),
        "skill_ids": _ids(goal.skills),
        "skill_count": len(goal.skills),
        "title_words": title_words,
        "industries": industries,
        "places": places,
        "title_query": _starting(title_words) if title_words else None,
        "background_query": " OR ".join(
            f"{field}:({_starting(phrase.split())})" for phrase in phrases
        )
        or None,
        "separators": SEPARATORS,
        "weights": weights_of(kind, goal),
        "past": PAST,
    }


def reasons(goal: Background, weights: dict[str, float], row: dict[str, Any]) -> list[Reason]:
    """Why a background fits, the weightiest first, from a row of `goals.find_matches`; their
    weights together are its fit."""
    member, title_words = row["member"], words_of(goal.title or "")
    # The current ones come first.
    company = next((entry for entry in row["positions"] if entry["is_named"]), None)
    title = next((entry for entry in row["positions"] if fits(title_words, entry["title"])), None)
    skills = row["skills"]
    parts: list[tuple[str, float, str]] = [
        ("skills", min(len(skills) / (len(goal.skills) or 1), 1.0), f"knows {', '.join(skills)}"),
        ("industry", _any_fits(goal.industries, member["industry"]), f"is in {member['industry']}"),
        ("place", _any_fits(goal.places, member["location"]), f"is in {member['location']}"),
    ]
    if company is not None:
        verb = "works" if company["is_now"] else "worked"
        parts.append(("company", _part(company), f"{verb} at {company['company']}"))
    if title is not None:
        verb = "is" if title["is_now"] else "was"
        detail = f"{verb} {title['title']} at {title['company']}"
        parts.append(("title", _part(title), detail))
    found = [
        Reason.model_validate({"kind": kind, "weight": weights[kind] * part, "detail": detail})
        for kind, part, detail in parts
        if weights[kind] * part > 0
    ]
    return sorted(found, key=lambda reason: (-reason.weight, reason.kind))


def _part(position: dict[str, Any]) -> float:
    return 1.0 if position["is_now"] else PAST


def _any_fits(names: list[str], text: str | None) -> bool:
    return any(fits(words_of(name), text) for name in names)


def _phrases(names: list[str]) -> list[str]:
    return [" ".join(words) for name in names if (words := words_of(name))]


def _ids(names: list[str]) -> list[str]:
    """A company or skill may be named by its id or by its name."""
    return [id_ for name in names for id_ in dict.fromkeys((name, named_id(name)))]


def _starting(words: list[str]) -> str:
    return " ".join(f"+{word}*" for word in words)
