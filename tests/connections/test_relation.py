"""GET /v1/members/{id}/relation: how near is a member to the viewer."""

import httpx
import pytest
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server

CHAIN = [("ada", "grace"), ("grace", "linus"), ("linus", "barbara"), ("barbara", "edsger")]


@pytest.mark.parametrize(
    ("member_id", "degree"),
    [("ada", 0), ("grace", 1), ("linus", 2), ("barbara", 3), ("edsger", None), ("alan", None)],
)
def test_degree_is_the_number_of_hops_up_to_three(
    api: httpx.Client, server: Server, member_id: str, degree: int | None
) -> None:
    write_network(server, CHAIN, members=["alan"])
    answer = api.get(f"/v1/members/{member_id}/relation", headers=as_member("ada"))
    assert answer.json()["degree"] == degree


def test_mutual_count_counts_the_connections_of_both(api: httpx.Client, server: Server) -> None:
    write_network(
        server, [("ada", "grace"), ("ada", "alan"), ("linus", "grace"), ("linus", "alan")]
    )
    answer = api.get("/v1/members/linus/relation", headers=as_member("ada"))
    assert answer.json() == {"member_id": "linus", "degree": 2, "mutual_count": 2}
