"""Writes the files that `neo4j-admin database import` reads: what the online import would store.

Of a connection 8 bytes are held in memory, of a member about 200; all else goes to the files.
"""

import csv
from array import array
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TextIO

from mutuals.connections.strength import (
    COMMON_CONNECTIONS_WEIGHT,
    CONTEXT_CEILING,
    SHARED_EMPLOYER_WEIGHT,
    SHARED_SCHOOL_WEIGHT,
)
from mutuals.imports.edge_lines import EdgeLine
from mutuals.imports.member_changes import PROPERTIES, changes_of
from mutuals.imports.member_lines import MemberLine
from mutuals.imports.models import ConnectionsReport, MembersReport
from mutuals.search.commands import SEARCHED, texts

NODES = {
    "Member": [
        ":ID(Member)",
        "id",
        *PROPERTIES,
        *SEARCHED,
        "created_at:datetime",
        "updated_at:datetime",
    ],
    "Company": [":ID(Company)", "id", "name"],
    "School": [":ID(School)", "id", "name"],
    "Skill": [":ID(Skill)", "id", "name"],
}
RELATIONSHIPS = {
    "WORKS_AT": [":START_ID(Member)", ":END_ID(Company)", "title"],
    "STUDIED_AT": [":START_ID(Member)", ":END_ID(School)"],
    "HAS_SKILL": [":START_ID(Member)", ":END_ID(Skill)"],
    "CONNECTED_TO": [
        ":START_ID(Member)",
        ":END_ID(Member)",
        "pair",
        "since:datetime",
        "imported_strength:double",
        "strength:double",
        "context:double",
        "shared_employer:boolean",
        "shared_school:boolean",
        "recommended:boolean",
        "endorsements:long",
        "shared_groups:long",
        "common_share:double",
    ],
}
TOLD = "told"
"""What the file of connections says of each, until all are known and their strengths follow."""
TABLES = NODES | RELATIONSHIPS | {TOLD: ["pair", "since", "strength"]}
NOBODY = -1
SETS_HELD = 1024

Known = dict[str, Any]
_UNKNOWN: Known = dict.fromkeys(PROPERTIES) | {
    "created": True,
    "positions": [],
    "schools": [],
    "skill_ids": [],
}


@dataclass
class Named:
    """Companies, schools or skills: a number for each id, and the name that came first."""

    names: dict[str, tuple[int, str]] = field(default_factory=dict)

    def number(self, named_id: str, name: str) -> int:
        return self.names.setdefault(named_id, (len(self.names), name))[0]

    def name(self, named_id: str) -> str:
        return self.names[named_id][1]


class StoreFiles:
    """Collects members, then connections. Made for one import, of a graph with nothing in it."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self.folder = folder
        self._now = now.astimezone(UTC).isoformat()
        self._numbers: dict[str, int] = {}
        self._companies, self._schools, self._skills = Named(), Named(), Named()
        self._company_of, self._school_of = array("i"), array("i")
        self._ones, self._others = array("I"), array("I")
        self._files: dict[str, TextIO] = {}
        self._writers: dict[str, Any] = {}

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Have the files open, each with its header, for the length of the block."""
        with ExitStack() as stack:
            for name, columns in TABLES.items():
                file = (self.folder / f"{name}.csv").open("w", newline="", encoding="utf-8")
                self._files[name] = stack.enter_context(file)
                self._writers[name] = csv.writer(file, lineterminator="\n")
                self._writers[name].writerow(columns)
            yield

    def add_members(self, lines: list[MemberLine], report: MembersReport) -> None:
        """Write members of whom none is given twice."""
        changes = changes_of(lines, [_UNKNOWN | {"id": line.id} for line in lines])
        report.created += changes.created
        profiles: dict[str, Known] = {
            line.id: _UNKNOWN | {"skills": [], "school_ids": []} for line in lines
        }
        for row in changes.properties:
            profiles[row["id"]].update(row["properties"])
        numbers = {line.id: self._number(line.id) for line in lines}
        for row in changes.positions:
            number = self._companies.number(row["company_id"], row["company"])
            self._company_of[numbers[row["id"]]] = number
            self._writers["WORKS_AT"].writerow([numbers[row["id"]], number, row["title"]])
            position = {
                "company_id": row["company_id"],
                "company": self._companies.name(row["company_id"]),
                "title": row["title"],
                "current": True,
            }
            profiles[row["id"]]["positions"] = [position]
        for row in changes.schools:
            number = self._schools.number(row["school_id"], row["school"])
            self._school_of[numbers[row["id"]]] = number
            self._writers["STUDIED_AT"].writerow([numbers[row["id"]], number])
            profiles[row["id"]]["school_ids"] = [row["school_id"]]
        for row in changes.skills:
            for skill in row["added"]:
                number = self._skills.number(skill["id"], skill["name"])
                self._writers["HAS_SKILL"].writerow([numbers[row["id"]], number])
                named = {"id": skill["id"], "name": self._skills.name(skill["id"])}
                profiles[row["id"]]["skills"].append(named)
        for member_id, profile in profiles.items():
            self._write_member(member_id, profile | texts(profile))

    def add_connections(self, edges: list[EdgeLine], report: ConnectionsReport) -> None:
        """Note pairs of which none is given twice; members that are missing are written."""
        for edge in edges:
            for member_id in (edge.smaller_id, edge.greater_id):
                if member_id not in self._numbers:
                    self._number(member_id)
                    self._write_member(member_id, {})
                    report.members_created += 1
            self._ones.append(self._numbers[edge.smaller_id])
            self._others.append(self._numbers[edge.greater_id])
            since = edge.since.isoformat() if edge.since else None
            self._writers[TOLD].writerow([edge.key, since, edge.strength])
        report.created += len(edges)

    def finish(self) -> Iterator[tuple[int, int]]:
        """Write the named things, and the connections with their strengths; tells how many of how
        many connections are written."""
        for name, named in (
            ("Company", self._companies),
            ("School", self._schools),
            ("Skill", self._skills),
        ):
            rows = ([number, key, text] for key, (number, text) in named.names.items())
            self._writers[name].writerows(rows)
        self._files[TOLD].flush()
        shares = self._common_shares()
        write = self._writers["CONNECTED_TO"].writerow
        with (self.folder / f"{TOLD}.csv").open(newline="", encoding="utf-8") as file:
            told = csv.reader(file)
            next(told)
            for place, (pair, since, imported) in enumerate(told):
                one, other = self._ones[place], self._others[place]
                colleagues = NOBODY != self._company_of[one] == self._company_of[other]
                schoolmates = NOBODY != self._school_of[one] == self._school_of[other]
                share = next(shares)
                context = imported or _context(colleagues, schoolmates, share)
                write(
                    [
                        one,
                        other,
                        pair,
                        since,
                        imported,
                        context,
                        context,
                        "true" if colleagues else "false",
                        "true" if schoolmates else "false",
                        "false",
                        0,
                        0,
                        share,
                    ]
                )
                if place % 10_000 == 0:
                    yield place, len(self._ones)

    def _number(self, member_id: str) -> int:
        number = self._numbers[member_id] = len(self._numbers)
        self._company_of.append(NOBODY)
        self._school_of.append(NOBODY)
        return number

    def _write_member(self, member_id: str, profile: Known) -> None:
        told = [profile.get(name) for name in (*PROPERTIES, *SEARCHED)]
        self._writers["Member"].writerow(
            [self._numbers[member_id], member_id, *told, self._now, self._now]
        )

    def _common_shares(self) -> Iterator[float]:
        """Of each connection, of all who know either end, the share who know both (Jaccard)."""
        starts, ends = self._neighbours()

        @lru_cache(SETS_HELD)
        def known(member: int) -> set[int]:
            return set(ends[starts[member] : starts[member + 1]])

        for one, other in zip(self._ones, self._others, strict=True):
            one_count = starts[one + 1] - starts[one]
            other_count = starts[other + 1] - starts[other]
            fewer, more = (one, other) if one_count < other_count else (other, one)
            mutual = len(known(more).intersection(ends[starts[fewer] : starts[fewer + 1]]))
            yield mutual / (one_count + other_count - 2 - mutual) if mutual else 0.0

    def _neighbours(self) -> "tuple[array[int], array[int]]":
        """Everybody's connections in one array, and where in it each member's begin."""
        places = array("I", bytes(4 * (len(self._numbers) + 1)))
        for side in (self._ones, self._others):
            for member in side:
                places[member + 1] += 1
        for member in range(len(self._numbers)):
            places[member + 1] += places[member]
        starts = places[:]
        ends = array("I", bytes(8 * len(self._ones)))
        for one, other in zip(self._ones, self._others, strict=True):
            ends[places[one]] = other
            places[one] += 1
            ends[places[other]] = one
            places[other] += 1
        return starts, ends


def _context(colleagues: bool, schoolmates: bool, share: float) -> float:
    """As connections.renew_ties computes it where no other fact is known."""
    facts = (
        (SHARED_EMPLOYER_WEIGHT if colleagues else 0.0)
        + (SHARED_SCHOOL_WEIGHT if schoolmates else 0.0)
        + COMMON_CONNECTIONS_WEIGHT * share
    )
    return min(facts, CONTEXT_CEILING)
