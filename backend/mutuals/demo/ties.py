"""Who the members know: colleagues, schoolmates, peers of a city's trade, and friends of friends.

Every member has a number of connections in mind, for few of them many. Round after round each
meets somebody where people meet, or a connection of a connection, until the numbers are reached.
"""

import math
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from mutuals.demo.models import Connection, Member
from mutuals.demo.people import TODAY
from mutuals.demo.tracks import TRACKS

OPENED = date(2009, 1, 1)
"""Before this day nobody was on the network, however long they had known each other."""

MEDIAN_DEGREE, SPREAD = 24, 0.75
FEWEST, MOST = 3, 260
HUB_DEGREE = 110
ROUNDS = 12
MEMBERS_PER_CIRCLE = 250
"""A place that holds many members falls into circles, or else nobody's friends knew each other."""
ATTEMPTS = 40
WHIM = 0.04
"""How readily those connect who share no company, school, city or industry."""
LAST_SINCE = TODAY - timedelta(days=2)

TEAM_OF = {title: track.name for track in TRACKS.values() for title in track.titles}


class Acquaintances:
    """Who knows whom since when, by the members' numbers."""

    def __init__(self, rng: random.Random, members: tuple[Member, ...]) -> None:
        self._rng = rng
        self._members = members
        self.knows: list[dict[int, date]] = [{} for _ in members]
        self._friends: list[list[int]] = [[] for _ in members]
        self._joined = [self._joining_day(member) for member in members]
        self._wanted = [self._wanted_degree(member) for member in members]
        self._facts = [_facts(member) for member in members]
        self._places: dict[tuple[str | int, ...], list[int]] = defaultdict(list)
        self._visits: list[dict[str, list[tuple[str | int, ...]]]] = []
        for number, member in enumerate(members):
            visits = _visits(member, number % (1 + len(members) // MEMBERS_PER_CIRCLE))
            self._visits.append(visits)
            for places in visits.values():
                for place in dict.fromkeys(places):
                    self._places[place].append(number)
        self._ways: tuple[tuple[str, Callable[[int, int], date | None]], ...] = (
            ("team", self._worked_together),
            ("company", self._worked_together),
            ("school", self._studied_together),
            ("trade", self._both_at_work),
            ("industry", self._both_at_work),
            ("city", self._both_at_work),
        )

    def meet(self) -> None:
        """Let everybody meet until they know as many as they want, or find nobody new."""
        rng = self._rng
        waiting = list(range(len(self._members)))
        while waiting:
            rng.shuffle(waiting)
            waiting = [number for number in waiting if self._meet_some(number)]

    def join_up(self) -> None:
        """Introduce whoever is left apart to somebody of the greatest component."""
        components = sorted(self._components(), key=len, reverse=True)
        greatest = components[0]
        for component in components[1:]:
            for _ in range(ATTEMPTS * ATTEMPTS):
                one, other = self._rng.choice(component), self._rng.choice(greatest)
                since = self._both_at_work(one, other)
                if since is not None and self._connect(one, other, since):
                    break

    def connections(self) -> Iterator[Connection]:
        """Every pair once, with a time of day."""
        ids = [member.id for member in self._members]
        for number, known in enumerate(self.knows):
            for other, day in known.items():
                if number < other:
                    seconds = self._rng.randint(7 * 3600, 22 * 3600)
                    since = datetime.combine(day, time(), UTC) + timedelta(seconds=seconds)
                    smaller, greater = sorted((ids[number], ids[other]))
                    yield Connection(smaller, greater, since)

    def _joining_day(self, member: Member) -> date:
        """The network filled up over its first years; later ones join as students."""
        opened = OPENED + timedelta(days=round(2200 * self._rng.random() ** 1.5))
        student = member.schools[0].started_on + timedelta(days=self._rng.randint(200, 1200))
        return min(max(opened, student), TODAY - timedelta(days=120))

    def _wanted_degree(self, member: Member) -> int:
        years = (TODAY - member.positions[0].started_on).days / 365
        met = MEDIAN_DEGREE * (0.6 + min(years, 20) / 20 * 0.65)
        wanted = round(met * self._rng.lognormvariate(0, SPREAD))
        return max(FEWEST, min(wanted, MOST, len(self._members) // 4))

    def _meet_some(self, number: int) -> bool:
        """A round's share of what is wanted; false once somebody has enough or meets nobody."""
        for _ in range(math.ceil(self._wanted[number] / ROUNDS)):
            if len(self.knows[number]) >= self._wanted[number] or not self._meet_one(number):
                return False
        return True

    def _meet_one(self, number: int) -> bool:
        rng = self._rng
        # Those who know everybody are known for it: people make room for them.
        hub = self._wanted[number] >= HUB_DEGREE
        whim, room_made = (0.5, 1.3) if hub else (WHIM, 1.0)
        for _ in range(ATTEMPTS):
            chance = rng.random()
            if chance < 0.6 and self._friends[number]:
                friend = rng.choice(self._friends[number])
                other = rng.choice(self._friends[friend])
                introduced_on = max(
                    self.knows[number][friend], self.knows[friend].get(other, OPENED)
                )
                since = (
                    self._worked_together(number, other)
                    or self._studied_together(number, other)
                    or introduced_on
                )
            elif chance < 0.97:
                kind, known_since = rng.choices(self._ways, (56, 6, 12, 14, 6, 6))[0]
                other = rng.choice(self._places[rng.choice(self._visits[number][kind])])
                met = None if other == number else known_since(number, other)
                if met is None:
                    continue
                since = met
            else:
                other = rng.randrange(len(self._members))
                met = self._both_at_work(number, other)
                if met is None:
                    continue
                since = met
            if self._facts[number].isdisjoint(self._facts[other]) and rng.random() > whim:
                continue
            room = room_made * self._wanted[other] - len(self.knows[other])
            if room > 0 and self._connect(number, other, since):
                return True
        return False

    def _connect(self, one: int, other: int, met_on: date) -> bool:
        """Connect two who met on a day; the connection follows when both are on the network."""
        if one == other or other in self.knows[one]:
            return False
        earliest = max(met_on, self._joined[one], self._joined[other])
        day = earliest + timedelta(days=round(self._rng.expovariate(1 / 200)))
        if day > LAST_SINCE:
            return False
        self.knows[one][other] = self.knows[other][one] = day
        self._friends[one].append(other)
        self._friends[other].append(one)
        return True

    def _worked_together(self, one: int, other: int) -> date | None:
        days = [
            max(mine.started_on, theirs.started_on)
            for mine in self._members[one].positions
            for theirs in self._members[other].positions
            if mine.company == theirs.company
            and max(mine.started_on, theirs.started_on)
            < min(mine.ended_on or TODAY, theirs.ended_on or TODAY)
        ]
        return min(days, default=None)

    def _studied_together(self, one: int, other: int) -> date | None:
        days = [
            max(mine.started_on, theirs.started_on)
            for mine in self._members[one].schools
            for theirs in self._members[other].schools
            if mine.school == theirs.school
            and max(mine.started_on, theirs.started_on) < min(mine.ended_on, theirs.ended_on)
        ]
        return min(days, default=None)

    def _both_at_work(self, one: int, other: int) -> date | None:
        """Any day since both have worked: at a fair, at a dinner, in a queue."""
        first = max(
            self._members[one].positions[0].started_on, self._members[other].positions[0].started_on
        )
        days = (LAST_SINCE - first).days
        return first + timedelta(days=self._rng.randrange(days)) if days > 0 else None

    def _components(self) -> Iterator[list[int]]:
        seen: set[int] = set()
        for start in range(len(self._members)):
            if start in seen:
                continue
            seen.add(start)
            component = [start]
            for number in component:
                found = [other for other in self._friends[number] if other not in seen]
                seen.update(found)
                component.extend(found)
            yield component


def _visits(member: Member, circle: int) -> dict[str, list[tuple[str | int, ...]]]:
    """Where a member has been, year by year, by the kind of place."""
    work = [
        (position.company, TEAM_OF.get(position.title, "founders"), year)
        for position in member.positions
        for year in range(position.started_on.year, (position.ended_on or TODAY).year + 1)
    ]
    return {
        "team": [("team", *place, circle) for place in work],
        "company": [("company", company, year) for company, _, year in work],
        "school": [
            ("school", study.school, year, circle)
            for study in member.schools
            for year in range(study.started_on.year, study.ended_on.year + 1)
        ],
        "trade": [("trade", member.location, member.industry, circle)],
        "industry": [("industry", member.industry)],
        "city": [("city", member.location)],
    }


def _facts(member: Member) -> set[str]:
    companies = {position.company for position in member.positions}
    schools = {study.school for study in member.schools}
    return {member.location, member.industry, *companies, *schools}
