"""Invents the companies: their names, sizes, ages and cities."""

import itertools
import random
from collections import Counter
from datetime import date

from mutuals.demo.industries import INDUSTRIES, NAME_ENDS, NAME_STARTS
from mutuals.demo.models import Company
from mutuals.demo.places import CITIES
from mutuals.demo.tracks import Track

MEMBERS_PER_COMPANY = 25
FEWEST_COMPANIES = len(INDUSTRIES)
INDUSTRY = {industry.name: industry for industry in INDUSTRIES}


class Companies:
    """The companies by who could work there; sizes fall off like Zipf's law."""

    def __init__(self, rng: random.Random, count: int) -> None:
        self._rng = rng
        self.all = _companies(rng, count)
        self._sizes = list(itertools.accumulate(_size(rank) for rank in range(count)))
        self._pools: dict[str, list[int]] = {}
        for number, company in enumerate(self.all):
            for track in INDUSTRY[company.industry].tracks:
                self._pools.setdefault(track, []).append(number)
                self._pools.setdefault(f"{company.industry}/{track}", []).append(number)
        self._pool_sizes = {
            name: list(
                itertools.accumulate(
                    self._sizes[number] - (self._sizes[number - 1] if number else 0)
                    for number in pool
                )
            )
            for name, pool in self._pools.items()
        }

    def any(self) -> Company:
        """One of all, the bigger the likelier."""
        return self._rng.choices(self.all, cum_weights=self._sizes)[0]

    def earlier(
        self, track: Track, industry: str, cities: Counter[str], been: set[str], day: date
    ) -> Company:
        """One that hired for this track on that day, rather in these cities and new to them."""
        own = f"{industry}/{track.name}"
        pool = own if self._rng.random() < 0.75 else track.name
        drawn = self._rng.choices(self._pools[pool], cum_weights=self._pool_sizes[pool], k=8)
        found = [self.all[number] for number in drawn if self.all[number].founded_on <= day]
        if not found:
            return min(
                (self.all[number] for number in self._pools[own]), key=lambda one: one.founded_on
            )
        weights = [
            (1 + cities[company.location]) * (0.08 if company.name in been else 1)
            for company in found
        ]
        return self._rng.choices(found, weights)[0]


def _companies(rng: random.Random, count: int) -> list[Company]:
    """The biggest first; every industry has one that is older than any career."""
    handmade = {industry.name: list(industry.companies) for industry in INDUSTRIES}
    compounds = [start + end for start, end in itertools.product(NAME_STARTS, NAME_ENDS)]
    rng.shuffle(compounds)
    industries = _spread(rng, [industry.weight for industry in INDUSTRIES], count)
    cities = _spread(rng, [city.weight for city in CITIES], count)
    found: dict[str, Company] = {}
    for rank, (industry, city) in enumerate(
        zip((INDUSTRIES[one] for one in industries), (CITIES[one] for one in cities), strict=True)
    ):
        eldest = len(handmade[industry.name]) == len(industry.companies)
        if handmade[industry.name]:
            name = handmade[industry.name].pop(0)
        else:
            name = f"{compounds[rank % len(compounds)]} {rng.choice(industry.suffixes)}"
        while name in found:
            name = f"{rng.choice(compounds)} {rng.choice(industry.suffixes)}"
        if eldest:
            year = rng.randint(1946, 1978)
        else:
            year = rng.randint(1975, 2008 if rank < count / 3 else 2020)
        found[name] = Company(name, industry.name, city.name, date(year, rng.randint(1, 12), 1))
    return list(found.values())


def _spread(rng: random.Random, weights: list[float], count: int) -> list[int]:
    """Indices drawn in turn, so that each keeps its share of sizes from the biggest company on."""
    total = sum(weights)
    owed = [weight / total * rng.uniform(0, 0.7) for weight in weights]
    drawn = []
    for rank in range(count):
        chosen = max(range(len(weights)), key=owed.__getitem__)
        drawn.append(chosen)
        size = _size(rank)
        owed[chosen] -= size
        for number, weight in enumerate(weights):
            owed[number] += size * weight / total
    # Small networks: no industry goes without a company.
    missing = [number for number in range(len(weights)) if number not in drawn]
    for number in missing if count >= len(weights) else []:
        counts = Counter(drawn)
        last = max(place for place, one in enumerate(drawn) if counts[one] > 1)
        drawn[last] = number
    return drawn


def _size(rank: int) -> float:
    return float((rank + 2) ** -0.75)
