"""GET /v1/me/connections: of the first or second degree, those who fit every filter given."""

import itertools
from typing import Any

import httpx
import pytest
from tests.conftest import as_member

COMPILERS: dict[str, Any] = {
    "industry": "Computing",
    "location": "New York, USA",
    "positions": [
        {"company": "Acme Corp", "title": "Senior Analyst"},
        {"company": "Navy", "title": "Officer", "ended_on": "2020-01-01"},
    ],
    "schools": [{"school": "Yale"}],
    "skills": ["C++", "COBOL"],
}

KERNELS: dict[str, Any] = {
    "industry": "Software",
    "location": "Portland, USA",
    "positions": [
        {"company": "Navy", "title": "Engineer"},
        {"company": "Acme Corp", "title": "Intern", "ended_on": "2020-01-01"},
    ],
    "schools": [{"school": "Helsinki"}],
    "skills": ["C", "Git"],
}

MEMBERS = {
    "ada": {},
    "grace": COMPILERS,
    "linus": KERNELS,
    "tim": COMPILERS,
    "barbara": KERNELS,
}
TIES = [("ada", "grace"), ("ada", "linus"), ("grace", "tim"), ("grace", "barbara")]

DEGREES = {
    1: {"compilers": "grace", "kernels": "linus"},
    2: {"compilers": "tim", "kernels": "barbara"},
}
FILTERS: list[tuple[dict[str, str], list[str]]] = [
    ({}, ["compilers", "kernels"]),
    ({"company": "Acme Corp"}, ["compilers"]),
    ({"company": "acme  CORP"}, ["compilers"]),
    ({"company": "acme-corp"}, ["compilers"]),
    ({"company": "Navy"}, ["kernels"]),
    ({"company": "Nowhere"}, []),
    ({"title": "analyst"}, ["compilers"]),
    ({"title": "en"}, ["compilers", "kernels"]),
    ({"title": "Intern"}, []),
    ({"company": "Navy", "title": "analyst"}, []),
    ({"school": "yale"}, ["compilers"]),
    ({"skill": "C"}, ["kernels"]),
    ({"skill": "c++"}, ["compilers"]),
    ({"industry": "software"}, ["kernels"]),
    ({"industry": "soft"}, []),
    ({"location": "usa"}, ["compilers", "kernels"]),
    ({"location": "portland"}, ["kernels"]),
    ({"location": "usa", "skill": "Git", "school": "Helsinki"}, ["kernels"]),
    ({"location": "usa", "skill": "Git", "school": "Yale"}, []),
]


@pytest.fixture(autouse=True)
def _network(api: httpx.Client, as_service: dict[str, str]) -> None:
    """Each degree has one member who writes compilers and one who writes kernels."""
    for member_id, profile in MEMBERS.items():
        answer = api.post("/v1/members", json={"id": member_id, **profile}, headers=as_service)
        assert answer.status_code == 201
    for one, other in TIES:
        answer = api.put(f"/v1/members/{one}/connections/{other}", headers=as_service)
        assert answer.status_code == 201


def test_those_who_fit_every_filter_are_listed_and_counted(api: httpx.Client) -> None:
    wrong = []
    for (filters, kinds), degree in itertools.product(FILTERS, DEGREES):
        expected = [DEGREES[degree][kind] for kind in kinds]
        answer = api.get(
            "/v1/me/connections", params={"degree": degree, **filters}, headers=as_member("ada")
        )
        page = answer.json()
        found = [item["id"] for item in page["items"]]
        if sorted(found) != sorted(expected) or page["total"] != len(expected):
            wrong.append((filters, degree, found, page["total"]))
    assert wrong == []


def test_a_cursor_belongs_to_its_filters(api: httpx.Client) -> None:
    ada = as_member("ada")
    first = api.get("/v1/me/connections", params={"limit": 1}, headers=ada).json()
    answer = api.get(
        "/v1/me/connections", params={"cursor": first["next"], "skill": "C"}, headers=ada
    )
    assert answer.status_code == 422
