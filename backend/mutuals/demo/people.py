"""Invents the people: names, schools, careers, headlines, skills."""

import random
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from faker import Faker

from mutuals.demo.companies import INDUSTRY, Companies
from mutuals.demo.models import Company, Member, Position, Study
from mutuals.demo.places import CITIES, INTERESTS, City
from mutuals.demo.tracks import TRACKS, Track

CITY = {city.name: city for city in CITIES}
TODAY = date(2026, 1, 31)
"""The day the demo's world stands still at, so that it is the same whenever it is generated."""

TOP = 5
YEARS_TO_LEVEL = (0, 2.5, 6, 11, 17, 23)
REMOTE_SHARE = 0.12
NATIVE_SHARE = 0.65
POSTGRADUATE_SHARE = 0.3
EXECUTIVE_MBA_SHARE = 0.06

UNDECOMPOSED = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "Æ": "Ae", "đ": "d", "Đ": "D"}
    | {"\u0131": "i", "œ": "oe", "Œ": "Oe"}
)


@dataclass(frozen=True, slots=True)
class _Stint:
    company: Company
    started_on: date
    ended_on: date | None


class People:
    """Invents one member after another."""

    def __init__(self, rng: random.Random, seed: int, companies: Companies) -> None:
        self._rng = rng
        self._companies = companies
        self._names: dict[str, Faker] = {}
        for number, locale in enumerate(sorted({name for city in CITIES for name in city.locales})):
            self._names[locale] = Faker(locale, providers=["faker.providers.person"])
            self._names[locale].seed_instance(seed * 1000 + number)
        self._taken_ids: Counter[str] = Counter()
        self._taken_tops: set[tuple[str, str]] = set()

    def member(self) -> Member:
        """A whole profile."""
        rng = self._rng
        company = self._companies.any()
        industry = INDUSTRY[company.industry]
        track = TRACKS[rng.choices(list(industry.tracks), list(industry.tracks.values()))[0]]
        home = CITY[company.location]
        origin = home if rng.random() < NATIVE_SHARE else _any_city(rng)
        name = self._name(rng.choice(origin.locales))
        started_studying = self._began_studying()
        schools = self._schools(track, origin, home, started_studying)
        began = self._month(schools[-1].ended_on, 1, 9)
        cities = Counter({origin.name: 3})
        cities[home.name] += 4
        stints = self._stints(track, company, cities, began)
        positions, level = self._positions(track, stints)
        if level >= 3 and rng.random() < EXECUTIVE_MBA_SHARE:
            schools = self._with_mba(schools, home, began)
        skills = self._skills(track, level, origin, home)
        interests = rng.sample(list(INTERESTS), rng.randint(3, 6))
        return Member(
            id=self._id(name),
            name=name,
            headline=self._headline(track, positions, skills, interests, schools),
            industry=industry.name,
            location=origin.name if rng.random() < REMOTE_SHARE else home.name,
            positions=tuple(positions),
            schools=tuple(schools),
            skills=tuple(skills),
            interests=tuple(interests),
        )

    def _name(self, locale: str) -> str:
        names = self._names[locale]
        if locale in {"ja_JP", "zh_CN"}:
            return f"{names.first_romanized_name()} {names.last_romanized_name()}"
        given = names.first_name_female if self._rng.random() < 0.5 else names.first_name_male
        return f"{given()} {names.last_name()}"

    def _id(self, name: str) -> str:
        letters = unicodedata.normalize("NFKD", name.translate(UNDECOMPOSED))
        slug = re.sub(r"[^a-z0-9]+", "-", letters.encode("ascii", "ignore").decode().casefold())
        slug = slug.strip("-")[:56]
        self._taken_ids[slug] += 1
        return slug if self._taken_ids[slug] == 1 else f"{slug}-{self._taken_ids[slug]}"

    def _began_studying(self) -> date:
        """At 18 or 19, by somebody who is 22 to 64 today, rather 25 to 45."""
        age = round(22.5 + 42 * self._rng.betavariate(1.3, 2.4))
        return date(TODAY.year - age + self._rng.choice((18, 18, 19)), 9, 1)

    def _month(self, day: date, fewest: int, most: int) -> date:
        """The first of a month, so many months later and not in the future."""
        months = day.year * 12 + day.month - 1 + self._rng.randint(fewest, most)
        last = TODAY.year * 12 + TODAY.month - 3
        year, month = divmod(min(months, last), 12)
        return date(year, month + 1, 1)

    def _schools(self, track: Track, origin: City, home: City, started_on: date) -> list[Study]:
        rng = self._rng
        where = origin if rng.random() < 0.75 else _any_city(rng)
        field = rng.choice(track.fields)
        years = {"MBBS": 5, "Diploma": 2}.get(track.degrees[0], rng.choice((3, 3, 4)))
        latest = TODAY.year - 1
        first = Study(
            rng.choice(where.schools),
            track.degrees[0],
            field,
            started_on,
            date(min(started_on.year + years, latest), 6, 30),
        )
        schools = [first]
        doctor = track.name == "research" and rng.random() < 0.4
        share = 0.9 if track.name == "law" else POSTGRADUATE_SHARE
        if doctor or rng.random() < share:
            degree, years = ("PhD", 4) if doctor else (track.degrees[1], rng.choice((1, 2)))
            end = date(first.ended_on.year + years, 6, 30)
            if end.year <= latest and degree != "BA":
                where = rng.choice((where, home, _any_city(rng)))
                school = rng.choice(where.schools)
                start = date(first.ended_on.year, 9, 1)
                if rng.random() < 0.3:
                    field = rng.choice(track.fields)
                schools.append(Study(school, degree, field, start, end))
        return schools

    def _with_mba(self, schools: list[Study], home: City, began: date) -> list[Study]:
        """An executive MBA is done beside the job."""
        year = began.year + self._rng.randint(6, 10)
        if year + 2 >= TODAY.year:
            return schools
        field = "Business Administration"
        school = self._rng.choice(home.schools)
        start, end = date(year, 9, 1), date(year + 2, 6, 30)
        return [*schools, Study(school, "Executive MBA", field, start, end)]

    def _stints(
        self, track: Track, current: Company, cities: Counter[str], began: date
    ) -> list[_Stint]:
        """One company after another, up to today's; the older one is, the longer one stays."""
        rng = self._rng
        starts = [began]
        while True:
            years = (starts[-1] - began).days / 365
            stay = round(12 * min(rng.lognormvariate(1.15, 0.55) + years / 4, 16))
            following = self._month(starts[-1], max(stay, 7), max(stay, 7))
            if (TODAY - following).days < 120:
                break
            starts.append(following)
        starts[-1] = max(starts[-1], current.founded_on)
        been = {current.name}
        companies = []
        for start in starts[:-1]:
            company = self._companies.earlier(track, current.industry, cities, been, start)
            companies.append(company)
            been.add(company.name)
        stints: list[_Stint] = []
        for start, company in zip(starts, [*companies, current], strict=True):
            if stints and stints[-1].company == company:
                continue
            if stints:
                gap = rng.choice((0, 0, 0, 0, 1, 2))
                previous = stints[-1]
                end = self._month(start, -gap, -gap) if gap else start
                stints[-1] = _Stint(previous.company, previous.started_on, _day_before(end))
            stints.append(_Stint(company, start, None))
        return stints

    def _positions(self, track: Track, stints: list[_Stint]) -> tuple[list[Position], int]:
        """Titles rise with years; a rise within a stint is a position of its own."""
        rng = self._rng
        pace = rng.uniform(0.7, 1.5)
        began = stints[0].started_on
        top = 5 if rng.random() < 0.5 else rng.choice((2, 3, 3, 4))
        level = 0
        positions: list[Position] = []
        for stint in stints:
            reached = self._level(began, stint.started_on, pace, top)
            level = max(level, min(reached, level + 1))
            if self._founds(stint, level):
                positions.append(
                    Position(
                        stint.company.name,
                        self._founder_title(stint.company),
                        stint.started_on,
                        stint.ended_on,
                    )
                )
                level = max(level, 3)
                continue
            start = stint.started_on
            title = self._title(track, stint.company, level)
            end = stint.ended_on or TODAY
            for risen in range(level + 1, top + 1):
                day = self._month(began, *[round(12 * pace * YEARS_TO_LEVEL[risen])] * 2)
                if (day - start).days < 400 or (end - day).days < 200:
                    continue
                level += 1
                better = self._title(track, stint.company, level)
                if better != title:
                    positions.append(Position(stint.company.name, title, start, _day_before(day)))
                    start, title = day, better
            positions.append(Position(stint.company.name, title, start, stint.ended_on))
        return positions, level

    def _level(self, began: date, day: date, pace: float, top: int) -> int:
        years = (day - began).days / 365 / pace
        return min(top, max(level for level in range(TOP + 1) if YEARS_TO_LEVEL[level] <= years))

    def _title(self, track: Track, company: Company, level: int) -> str:
        """The top title goes to one member of a company; who comes later stays below it."""
        if level == TOP:
            if (company.name, track.titles[TOP]) in self._taken_tops:
                return track.titles[TOP - 1]
            self._taken_tops.add((company.name, track.titles[TOP]))
        return track.titles[level]

    def _founds(self, stint: _Stint, level: int) -> bool:
        founded = stint.company.founded_on
        new = 0 <= (stint.started_on - founded).days < 200
        return new and level >= 1 and (stint.company.name, "Co-founder") not in self._taken_tops

    def _founder_title(self, company: Company) -> str:
        if (company.name, "Co-founder and CEO") in self._taken_tops:
            self._taken_tops.add((company.name, "Co-founder"))
            return "Co-founder"
        self._taken_tops.add((company.name, "Co-founder and CEO"))
        return "Co-founder and CEO"

    def _skills(self, track: Track, level: int, origin: City, home: City) -> list[str]:
        rng = self._rng
        most = min(len(track.skills), 5 + level + rng.randint(0, 1))
        skills = rng.sample(track.skills, rng.randint(5, most))
        if level >= 3:
            extra = ("Team leadership", "Mentoring", "Hiring", "Strategy", "Budgeting")
            skills += [skill for skill in rng.sample(extra, 2) if skill not in skills]
        if origin.language not in {"English", home.language} and rng.random() < 0.5:
            skills.append(origin.language)
        return skills[:12]

    def _headline(
        self,
        track: Track,
        positions: list[Position],
        skills: list[str],
        interests: list[str],
        schools: list[Study],
    ) -> str:
        rng = self._rng
        current = positions[-1]
        plain = f"{current.title} at {current.company}"
        before = [one.company for one in positions if one.company != current.company]
        style = rng.random()
        if style < 0.12 and before:
            return f"{plain}, previously {before[-1]}"
        if style < 0.26:
            return f"{plain} | {skills[0]}, {skills[1]}"
        if style < 0.36:
            return f"{plain}, weekend {INTERESTS[interests[0]]}"
        if style < 0.50 and "ounder" not in current.title:
            line = rng.choice(track.taglines)
            return line.format(title=current.title, company=current.company)
        if style < 0.54:
            return f"{plain} | {schools[-1].degree}, {schools[-1].school}"
        return plain


def _any_city(rng: random.Random) -> City:
    return rng.choices(CITIES, [city.weight for city in CITIES])[0]


def _day_before(day: date) -> date:
    return day - timedelta(days=1)
