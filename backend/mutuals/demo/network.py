"""Generates the demo network, the same for the same seed, and picks the pair to show first."""

import random

from mutuals.demo.companies import FEWEST_COMPANIES, MEMBERS_PER_COMPANY, Companies
from mutuals.demo.life import Life
from mutuals.demo.models import FEWEST_MEMBERS, DemoNetwork
from mutuals.demo.people import People
from mutuals.demo.ties import Acquaintances


def generate(members: int = 1000, seed: int = 1) -> DemoNetwork:
    """Invent so many members, their companies, connections and life; one component.

    Raises:
        ValueError: fewer than 50 members, which make no network to look at.
    """
    if members < FEWEST_MEMBERS:
        raise ValueError(f"A demo network has at least {FEWEST_MEMBERS} members, not {members}.")
    rng = random.Random(seed)  # noqa: S311 - invented people need no secrecy
    companies = Companies(rng, max(members // MEMBERS_PER_COMPANY, FEWEST_COMPANIES))
    people = People(rng, seed, companies)
    invented = tuple(people.member() for _ in range(members))
    acquaintances = Acquaintances(rng, invented)
    acquaintances.meet()
    acquaintances.join_up()
    life = Life(rng, invented, tuple(acquaintances.connections()))
    groups = tuple(life.groups())
    return DemoNetwork(
        tuple(companies.all),
        invented,
        connections=tuple(life.warmed()),
        groups=groups,
        events=tuple(life.events()),
        posts=tuple(life.posts(groups)),
        endorsements=tuple(life.endorsements()),
    )
