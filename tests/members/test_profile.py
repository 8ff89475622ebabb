"""Members: created, shown, changed and deleted by a service; seen by viewers."""

from datetime import UTC, datetime

import httpx
import pytest
from neo4j import GraphDatabase
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server

ADA: dict[str, object] = {
    "id": "ada",
    "name": "Ada Lovelace",
    "headline": "Analyst",
    "about": "I write for engines.\n\n  Notes A to G",
    "industry": "Computing",
    "location": "London",
    "positions": [
        {"company": "Analytical Engines", "title": "Analyst", "started_on": "1842-01-01"},
        {"company": "Home", "started_on": "1835-07-08", "ended_on": "1841-12-31"},
    ],
    "schools": [{"school": "Tutors", "degree": "None", "field": "Mathematics"}],
    "skills": ["Mathematics", "C++"],
    "interests": ["Flight"],
    "languages": ["English", "French"],
    "links": ["https://example.com/ada"],
    "contact": {"email": "ada@example.com", "phone": "+44 20 7946 0000"},
}
NOTHING: dict[str, object] = {
    "name": None,
    "headline": None,
    "about": None,
    "industry": None,
    "location": None,
    "positions": [],
    "schools": [],
    "skills": [],
    "interests": [],
    "languages": [],
    "links": [],
    "contact": {"email": None, "phone": None},
}
LISTS = ["positions", "schools", "skills", "interests", "languages", "links"]


@pytest.fixture
def service(api: httpx.Client, as_service: dict[str, str]) -> httpx.Client:
    """The API as a service calls it; the viewer, where one is needed, is ada."""
    api.headers.update(as_service | {"Mutuals-Viewer": "ada"})
    return api


def create(service: httpx.Client, member: dict[str, object]) -> httpx.Response:
    answer = service.post("/v1/members", json=member)
    assert answer.status_code == 201, answer.text
    return answer


def shown(service: httpx.Client, member_id: str = "ada") -> dict[str, object]:
    answer = service.get(f"/v1/members/{member_id}")
    assert answer.status_code == 200, answer.text
    profile: dict[str, object] = answer.json()
    profile.pop("relation")
    assert profile.pop("confirmed")
    return profile


def test_what_is_sent_is_what_is_shown(service: httpx.Client) -> None:
    created = create(service, ADA)
    assert created.headers["Location"] == "/v1/members/ada"
    assert created.json() == shown(service)
    assert shown(service) == {
        "id": "ada",
        "name": "Ada Lovelace",
        "headline": "Analyst",
        "about": "I write for engines.\n\n  Notes A to G",
        "industry": "Computing",
        "location": "London",
        "positions": [
            {
                "company_id": "analytical-engines",
                "company": "Analytical Engines",
                "title": "Analyst",
                "started_on": "1842-01-01",
                "ended_on": None,
            },
            {
                "company_id": "home",
                "company": "Home",
                "title": None,
                "started_on": "1835-07-08",
                "ended_on": "1841-12-31",
            },
        ],
        "schools": [
            {
                "school_id": "tutors",
                "school": "Tutors",
                "degree": "None",
                "field": "Mathematics",
                "started_on": None,
                "ended_on": None,
            }
        ],
        "skills": [
            {"id": "c-cedb1bac7efc", "name": "C++"},
            {"id": "mathematics", "name": "Mathematics"},
        ],
        "interests": [{"id": "flight", "name": "Flight"}],
        "languages": ["English", "French"],
        "links": ["https://example.com/ada"],
        "contact": {"email": "ada@example.com", "phone": "+44 20 7946 0000"},
    }


def test_a_profile_tells_the_relation_to_its_viewer(api: httpx.Client, server: Server) -> None:
    write_network(server, [("ada", "grace"), ("grace", "linus")])
    answer = api.get("/v1/members/linus", headers=as_member("ada"))
    assert answer.json()["relation"] == {"member_id": "linus", "degree": 2, "mutual_count": 1}


def test_an_id_is_made_where_none_is_sent(service: httpx.Client) -> None:
    first, second = (create(service, {"name": "Ada"}).json()["id"] for _ in range(2))
    assert first != second


def test_everything_but_the_id_may_be_absent(service: httpx.Client) -> None:
    create(service, {"id": "ada"})
    assert shown(service) == {"id": "ada"} | NOTHING


def test_an_id_that_is_somebodys(service: httpx.Client) -> None:
    create(service, ADA)
    answer = service.post("/v1/members", json={"id": "ada", "name": "Another"})
    assert answer.status_code == 409
    assert answer.json()["type"] == "conflict"
    assert shown(service)["name"] == "Ada Lovelace"


@pytest.mark.parametrize("member_id", ["A", "a-b_c.d~e", "0" * 64, "a.b", "~"])
def test_ids_that_are_legal(service: httpx.Client, member_id: str) -> None:
    create(service, {"id": "ada"})
    create(service, {"id": member_id})
    assert shown(service, member_id)["id"] == member_id


@pytest.mark.parametrize(
    "name",
    ["Åsa Öberg", "李小龍", "مريم ميرزاخاني", "Ada 👩‍🚀", 'O\'Brien "Bo"', "a" * 200, "$name"],
)
def test_names_of_the_whole_world(service: httpx.Client, name: str) -> None:
    create(service, {"id": "ada", "name": name, "skills": [name]})
    assert shown(service)["name"] == name
    assert [skill["name"] for skill in shown(service)["skills"]] == [name]  # type: ignore[attr-defined]


def test_white_space_is_tidied(service: httpx.Client) -> None:
    create(service, {"id": "ada", "name": "  Ada\t\n Lovelace\u2028"})
    assert shown(service)["name"] == "Ada Lovelace"


def test_a_company_is_one_however_it_is_written(service: httpx.Client) -> None:
    positions = [{"company": name} for name in ("Acme Corp", "ACME  corp")]
    profile = create(service, {"id": "ada", "positions": positions}).json()
    assert {position["company_id"] for position in profile["positions"]} == {"acme-corp"}


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2024-02-29"])
def test_the_days_that_there_are(service: httpx.Client, day: str) -> None:
    position = {"company": "Acme", "started_on": day, "ended_on": day}
    profile = create(service, {"id": "ada", "positions": [position]}).json()
    assert profile["positions"][0]["started_on"] == day


@pytest.mark.parametrize("field", ["name", "headline", "about", "industry", "location"])
def test_null_removes_a_text_and_leaves_the_rest(service: httpx.Client, field: str) -> None:
    create(service, ADA)
    before = shown(service)
    answer = service.patch("/v1/members/ada", json={field: None})
    assert answer.status_code == 200
    assert answer.json() == before | {field: None}


@pytest.mark.parametrize("field", LISTS)
def test_an_empty_list_removes_a_list_and_leaves_the_rest(
    service: httpx.Client, field: str
) -> None:
    create(service, ADA)
    before = shown(service)
    assert service.patch("/v1/members/ada", json={field: []}).json() == before | {field: []}


@pytest.mark.parametrize("field", LISTS)
def test_null_is_no_list(service: httpx.Client, field: str) -> None:
    create(service, ADA)
    before = shown(service)
    answer = service.patch("/v1/members/ada", json={field: None})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"field": field, "message": "Send a list; the empty list [] is none."}
    ]
    assert shown(service) == before


def test_a_list_replaces_the_whole_list(service: httpx.Client) -> None:
    create(service, ADA)
    changed = service.patch("/v1/members/ada", json={"skills": ["Poetry"]}).json()
    assert changed["skills"] == [{"id": "poetry", "name": "Poetry"}]


def test_an_empty_change_changes_nothing(service: httpx.Client) -> None:
    create(service, ADA)
    before = shown(service)
    assert service.patch("/v1/members/ada", json={}).json() == before


def test_an_id_cannot_be_changed(service: httpx.Client) -> None:
    create(service, ADA)
    answer = service.patch("/v1/members/ada", json={"id": "countess"})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == ["id"]


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_nobody_cannot_be_changed_or_deleted(service: httpx.Client, method: str) -> None:
    body = {"name": "Nobody"} if method == "PATCH" else None
    answer = service.request(method, "/v1/members/nobody", json=body)
    assert answer.status_code == 404
    assert answer.json()["type"] == "member-not-found"


def test_who_is_deleted_is_gone_with_all_connections(service: httpx.Client, server: Server) -> None:
    write_network(server, [("ada", "grace"), ("grace", "linus")])
    assert service.delete("/v1/members/grace").status_code == 204
    assert service.get("/v1/members/grace").status_code == 404
    assert service.get("/v1/me/reach").json() == {"first": 0, "second": 0, "third": 0}


def test_times_of_creation_and_change_are_kept(service: httpx.Client, server: Server) -> None:
    create(service, ADA)
    service.patch("/v1/members/ada", json={"name": "Ada King"})
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        [record] = driver.execute_query(
            "MATCH (ada:Member {id: 'ada'}) "
            "RETURN ada.created_at AS made, ada.updated_at AS changed",
            database_=server.database,
        ).records
    assert record["made"].to_native() < record["changed"].to_native() <= datetime.now(UTC)


def test_connecting_answers_with_the_tie(service: httpx.Client) -> None:
    for member_id in ("ada", "grace"):
        create(service, {"id": member_id, "schools": [{"school": "Tutors"}]})
    first = service.put("/v1/members/grace/connections/ada")
    assert first.status_code == 201
    tie = first.json()
    assert tie["member_ids"] == ["ada", "grace"]
    assert datetime.fromisoformat(tie["since"]).tzinfo is not None
    assert tie["strength"] == pytest.approx(0.1)
    assert tie["tier"] == "weak"
    assert [factor["name"] for factor in tie["factors"]] == ["shared_school"]

    again = service.put("/v1/members/ada/connections/grace")
    assert again.status_code == 200
    assert again.json() == tie


def test_nobody_is_connected_to_themselves(service: httpx.Client) -> None:
    create(service, ADA)
    for method in ("PUT", "DELETE"):
        answer = service.request(method, "/v1/members/ada/connections/ada")
        assert answer.status_code == 409
        assert "name two members" in answer.json()["detail"]


def test_a_connection_is_ended_from_either_side_and_once(
    service: httpx.Client, server: Server
) -> None:
    write_network(server, [("ada", "grace")])
    for _ in range(2):
        assert service.delete("/v1/members/grace/connections/ada").status_code == 204
        assert service.get("/v1/members/grace/relation").json()["degree"] is None
