"""What a better profile still lacks: a function of the profile alone."""

import math
from datetime import date

import pytest

from mutuals.members.contacts import Contact
from mutuals.members.models import Named, Position, Profile, School
from mutuals.members.profile_check import PARTS, check_profile

JOB = Position(
    company_id="acme", company="Acme", title=None, started_on=date(2020, 1, 1), ended_on=None
)
EMPTY = Profile(
    id="ada",
    name=None,
    headline=None,
    about=None,
    industry=None,
    location=None,
    positions=[],
    schools=[],
    skills=[],
    interests=[],
    languages=[],
    links=[],
    contact=Contact(email=None, phone=None),
)
WHOLE = EMPTY.model_copy(
    update={
        "name": "Ada",
        "headline": "Analyst",
        "about": "I write for engines.",
        "industry": "Computing",
        "location": "London",
        "positions": [JOB],
        "schools": [
            School(
                school_id="tutors",
                school="Tutors",
                degree=None,
                field=None,
                started_on=None,
                ended_on=None,
            )
        ],
        "skills": [Named(id=name, name=name) for name in ("algebra", "engines", "poetry")],
        "interests": [Named(id="flight", name="Flight")],
        "languages": ["English"],
        "links": ["https://example.com/"],
    }
)


def lacking(profile: Profile) -> list[str]:
    return [lack.field for lack in check_profile(profile).missing]


def test_the_weights_are_one_together() -> None:
    assert math.fsum(part.weight for part in PARTS) == pytest.approx(1, abs=1e-12)


def test_a_whole_profile_lacks_nothing() -> None:
    assert check_profile(WHOLE).model_dump() == {"complete": 1, "missing": []}


def test_an_empty_profile_lacks_everything_the_heaviest_first() -> None:
    check = check_profile(EMPTY)
    assert check.complete == 0
    assert [lack.field for lack in check.missing] == [part.field for part in PARTS]
    weights = [lack.weight for lack in check.missing]
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize(
    "field", ["name", "headline", "about", "industry", "location", "schools", "interests", "links"]
)
def test_what_is_taken_away_is_missed_by_its_weight(field: str) -> None:
    check = check_profile(WHOLE.model_copy(update={field: getattr(EMPTY, field)}))
    [lack] = check.missing
    assert lack.field == field
    assert lack.reason.endswith(".")
    assert check.complete == pytest.approx(1 - lack.weight)


def test_two_skills_are_too_few() -> None:
    assert lacking(WHOLE.model_copy(update={"skills": WHOLE.skills[:2]})) == ["skills"]


def test_a_position_without_a_start_lacks_its_date() -> None:
    undated = JOB.model_copy(update={"started_on": None})
    assert lacking(WHOLE.model_copy(update={"positions": [JOB, undated]})) == ["position_dates"]


def test_a_position_that_ended_is_not_a_current_one() -> None:
    ended = JOB.model_copy(update={"ended_on": date(2021, 1, 1)})
    assert lacking(WHOLE.model_copy(update={"positions": [ended]})) == ["current_position"]


def test_dates_of_positions_are_missed_for_the_colleagues_of_the_time() -> None:
    [reason] = [
        lack.reason for lack in check_profile(EMPTY).missing if lack.field == "position_dates"
    ]
    assert "colleagues of the same time have the stronger ties" in reason
