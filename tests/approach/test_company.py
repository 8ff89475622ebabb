"""The way into a company: who Ada knows there, whom she can reach, and whom to start with."""

from typing import Any

import httpx
import pytest
from tests.approach.conftest import Write
from tests.conftest import as_member

from mutuals.approach.company_models import CompanyApproach

WORK = """
MERGE (company:Company {id: 'acme', name: 'Acme'})
WITH company
UNWIND $workers AS worker
MATCH (member:Member {id: worker.id})
CREATE (member)-[work:WORKS_AT {title: worker.title}]->(company)
SET work.ended_on = CASE WHEN worker.left THEN date('2025-06-30') END
"""


@pytest.fixture
def way_in(api: httpx.Client) -> Any:
    def asked(company: str = "acme") -> dict[str, Any]:
        answer = api.get(f"/v1/companies/{company}/approach", headers=as_member("ada"))
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        CompanyApproach.model_validate(found)
        return found

    return asked


def work(write: Write, *workers: tuple[str, str, bool]) -> None:
    write(WORK, workers=[{"id": id_, "title": title, "left": left} for id_, title, left in workers])


def test_who_is_there_is_reached_through_connectors(way_in: Any, write: Write) -> None:
    work(write, ("grace", "Admiral", False))
    write("""
        MATCH (ada:Member {id: 'ada'}) MATCH (grace:Member {id: 'grace'})
        CREATE (ada)-[:HAS_SKILL]->(:Skill {id: 'cobol', name: 'Cobol'})<-[:HAS_SKILL]-(grace)
        """)
    found = way_in()
    [grace] = found["reachable"]
    assert (grace["id"], grace["title"], grace["degree"]) == ("grace", "Admiral", 2)
    assert grace["score"] == pytest.approx(0.35)
    assert [connector["id"] for connector in grace["connectors"]] == ["linus"]
    assert [(fact["kind"], fact["id"]) for fact in grace["in_common"]] == [("skill", "cobol")]
    assert found["start_with"]["member"]["id"] == "grace"
    assert found["start_with"]["request"] == grace["request"]


def test_the_request_asks_the_connector(way_in: Any, write: Write, api: httpx.Client) -> None:
    work(write, ("grace", "Admiral", False))
    request = way_in()["start_with"]["request"]
    sent = api.post(request["path"], json=request["body"], headers=as_member("ada"))
    assert sent.status_code == 201


def test_a_connection_there_is_started_with(way_in: Any, write: Write, api: httpx.Client) -> None:
    work(write, ("grace", "Admiral", False), ("linus", "Programmer", False))
    found = way_in()
    assert [(one["id"], one["current"], one["tier"]) for one in found["known"]] == [
        ("linus", True, "strong")
    ]
    assert (found["current_count"], found["former_count"]) == (1, 0)
    assert found["start_with"]["member"]["id"] == "linus"
    request = found["start_with"]["request"]
    sent = api.post(request["path"], json=request["body"], headers=as_member("ada"))
    assert sent.status_code == 201


def test_who_was_there_is_asked_where_nobody_else_is(way_in: Any, write: Write) -> None:
    work(write, ("linus", "Programmer", True), ("alan", "Programmer", False))
    found = way_in()
    assert [(one["id"], one["left_on"]) for one in found["known"]] == [("linus", "2025-06-30")]
    assert (found["current_count"], found["former_count"]) == (0, 1)
    assert found["start_with"]["member"]["id"] == "linus"


def test_a_third_degree_is_reached_where_no_second_is(way_in: Any, write: Write) -> None:
    work(write, ("hedy", "Inventor", False))
    [hedy] = way_in()["reachable"]
    assert (hedy["id"], hedy["degree"]) == ("hedy", 3)


def test_no_way_yet(way_in: Any, write: Write) -> None:
    work(write, ("alan", "Programmer", False))
    found = way_in()
    assert (found["start_with"], found["known"], found["reachable"]) == (None, [], [])


def test_who_has_a_block_is_not_there(way_in: Any, write: Write) -> None:
    work(write, ("grace", "Admiral", False))
    write("""
        MATCH (ada:Member {id: 'ada'}) MATCH (grace:Member {id: 'grace'})
        CREATE (grace)-[:BLOCKS]->(ada)
        """)
    assert way_in()["reachable"] == []


def test_a_company_that_is_none(api: httpx.Client) -> None:
    answer = api.get("/v1/companies/none/approach", headers=as_member("ada"))
    assert (answer.status_code, answer.json()["type"]) == (404, "company-not-found")
