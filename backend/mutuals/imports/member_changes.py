"""Compares a line of a members file with what the graph has: what is to be written."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from mutuals.graph.driver import Row
from mutuals.imports.member_lines import MemberLine
from mutuals.members.names import named_id

PROPERTIES = ("name", "headline", "industry", "location")

_id_of = lru_cache(maxsize=10_000)(named_id)


@dataclass
class Changes:
    """What a batch changes, as rows for the Cypher files of imports."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    properties: list[Row] = field(default_factory=list)
    positions: list[Row] = field(default_factory=list)
    schools: list[Row] = field(default_factory=list)
    skills: list[Row] = field(default_factory=list)


def changes_of(lines: list[MemberLine], members: list[Row]) -> Changes:
    """What makes the graph's members, as imports.hold_members reads them, what the lines say."""
    by_id = {row["id"]: row for row in members}
    changes = Changes()
    for line in lines:
        row = by_id[line.id]
        properties = _changed_properties(line, row)
        position = _changed_position(line, row["positions"])
        school = _changed_school(line, row["schools"])
        skills = _changed_skills(line, row["skill_ids"])
        changed = bool(properties or position or school or skills)
        if changed:
            changes.properties.append({"id": line.id, "properties": properties})
        changes.positions += position
        changes.schools += school
        changes.skills += skills
        changes.created += row["created"]
        changes.updated += changed and not row["created"]
        changes.unchanged += not changed and not row["created"]
    return changes


def _changed_properties(line: MemberLine, known: dict[str, Any]) -> dict[str, Any]:
    told = {name: line.cells[name] or None for name in PROPERTIES if name in line.cells}
    return {name: value for name, value in told.items() if known[name] != value}


def _changed_position(line: MemberLine, known: list[dict[str, Any]]) -> list[Row]:
    company = line.cells.get("company")
    if company is None:
        return []
    company_id = _id_of(company) if company else None
    titled = "title" in line.cells
    title = line.cells.get("title") or None
    if company_id is None:
        same = not known
    elif titled:
        same = known == [{"id": company_id, "title": title}]
    else:
        same = {position["id"] for position in known} == {company_id}
    if same:
        return []
    return [
        {
            "id": line.id,
            "company_id": company_id,
            "company": company,
            "title": title,
            "titled": titled,
        }
    ]


def _changed_school(line: MemberLine, known: list[dict[str, Any]]) -> list[Row]:
    school = line.cells.get("school")
    if school is None:
        return []
    school_id = _id_of(school) if school else None
    stale = any(study["id"] != school_id and not study["ended"] for study in known)
    missing = school_id is not None and all(study["id"] != school_id for study in known)
    if not stale and not missing:
        return []
    return [{"id": line.id, "school_id": school_id, "school": school}]


def _changed_skills(line: MemberLine, known: list[str]) -> list[Row]:
    if "skills" not in line.cells:
        return []
    told = {_id_of(name): name for name in reversed(line.skills)}
    removed = [skill_id for skill_id in known if skill_id not in told]
    added = [{"id": skill_id, "name": told[skill_id]} for skill_id in told if skill_id not in known]
    if not removed and not added:
        return []
    return [{"id": line.id, "removed_ids": removed, "added": added}]
