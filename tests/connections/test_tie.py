"""GET /v1/members/{id}/tie: what the viewer's tie with a connection is made of."""

from typing import Any

import httpx
from neo4j import GraphDatabase
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server


def set_on_tie(server: Server, **properties: object) -> None:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        driver.execute_query(
            "MATCH ()-[tie:CONNECTED_TO {pair: 'ada|grace'}]->() SET tie += $properties "
            "SET tie.counted_at = CASE WHEN tie.forward IS NOT NULL "
            "THEN datetime() - duration('P3D') END",
            properties=properties,
            database_=server.database,
        )


def tie_of(api: httpx.Client, viewer: str, member: str) -> Any:
    return api.get(f"/v1/members/{member}/tie", headers=as_member(viewer)).json()


def factor_names(tie: Any) -> list[str]:
    return [factor["name"] for factor in tie["factors"]]


def test_it_explains_itself(api: httpx.Client, server: Server) -> None:
    write_network(server, {("ada", "grace"): 0.3})
    set_on_tie(server, forward=4.0, backward=4.0)
    tie = tie_of(api, "ada", "grace")
    assert factor_names(tie) == ["imported", "activity"]
    assert tie["factors"][1]["detail"] == "in touch this week"
    assert tie["last_contact_at"] is not None
    activity = tie["factors"][1]["weight"]
    assert abs(tie["strength"] - (1 - 0.7 * (1 - activity))) < 1e-12
    assert (tie["member_id"], tie["since"], tie["tier"]) == ("grace", None, "strong")


def test_without_activity_it_is_the_context(api: httpx.Client, server: Server) -> None:
    write_network(server, {("ada", "grace"): 0.3})
    tie = tie_of(api, "ada", "grace")
    assert (tie["strength"], tie["last_contact_at"], factor_names(tie)) == (0.3, None, ["imported"])


def test_a_private_answer_is_named_to_its_author_alone(api: httpx.Client, server: Server) -> None:
    write_network(server, {("ada", "grace"): 0.3, ("ada", "linus"): 0.5})
    set_on_tie(server, known_by_smaller=0.2, context=0.2, strength=0.2)
    assert factor_names(tie_of(api, "ada", "grace")) == ["own_answer"]
    theirs = tie_of(api, "grace", "ada")
    assert (factor_names(theirs), theirs["factors"][0]["detail"]) == (["context"], "")
    [path] = api.get("/v1/members/grace/introduction-paths", headers=as_member("linus")).json()[
        "paths"
    ]
    assert factor_names(path["hops"][1]) == ["context"]


def test_the_higher_of_two_answers_is_not_what_counts(api: httpx.Client, server: Server) -> None:
    write_network(server, {("ada", "grace"): 0.3})
    set_on_tie(server, known_by_smaller=0.6, known_by_greater=0.1, context=0.1, strength=0.1)
    assert factor_names(tie_of(api, "ada", "grace")) == ["context"]
    assert factor_names(tie_of(api, "grace", "ada")) == ["own_answer"]


def test_who_is_not_connected_has_none(api: httpx.Client, server: Server) -> None:
    write_network(server, [("ada", "linus"), ("grace", "linus")])
    answers = [
        api.get(f"/v1/members/{member}/tie", headers=as_member("ada"))
        for member in ("grace", "ada", "nobody")
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
