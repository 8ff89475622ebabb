"""PUT|GET|DELETE /v1/groups/{id}/import-sharing: opt-in, reciprocal, over with membership."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from tests.conftest import as_member
from tests.network import write_network
from tests.pooling.pools import get, known, listed, run, share, write_imports

from mutuals.graph.driver import Server

SHARING = "/v1/groups/team/import-sharing"
MEMBERSHIP = "/v1/groups/team/membership"


@pytest.fixture
def team(server: Server, api: httpx.Client) -> httpx.Client:
    """Ada, Bea and Cas are in a group, of which Bea is the owner; each has imported somebody."""
    share(server, "ada", "bea", "cas", shares=None)
    run(server, "MATCH (:Member {id: 'bea'})-[part:MEMBER_OF]->() SET part.role = 'owner'")
    write_network(server, {}, members=["dov"])
    write_imports(server, *(known(owner, f"of-{owner}") for owner in ("ada", "bea", "cas")))
    return api


def opt_in(api: httpx.Client, *member_ids: str) -> None:
    for member_id in member_ids:
        assert api.put(SHARING, headers=as_member(member_id)).status_code == 200


def seen(api: httpx.Client, viewer: str) -> list[str]:
    """Whom of the pool the viewer sees."""
    return listed(api, viewer, 2)


def test_nobody_shares_unasked(team: httpx.Client) -> None:
    assert get(team, "ada", "groups/team/import-sharing") == {
        "group_id": "team",
        "shares": False,
        "member_count": 0,
        "members": [],
        "gained": 0,
    }
    assert [seen(team, viewer) for viewer in ("ada", "bea", "cas")] == [[], [], []]


def test_it_works_both_ways_for_those_who_share(team: httpx.Client) -> None:
    opt_in(team, "ada", "bea")
    assert [seen(team, viewer) for viewer in ("ada", "bea", "cas")] == [["of-bea"], ["of-ada"], []]


def test_it_tells_who_shares_and_what_is_gained(team: httpx.Client) -> None:
    opt_in(team, "ada", "cas")
    answer = team.put(SHARING, headers=as_member("bea"))
    assert answer.json() == {
        "group_id": "team",
        "shares": True,
        "member_count": 2,
        "members": [
            {"id": "ada", "name": "Ada", "headline": None},
            {"id": "cas", "name": "Cas", "headline": None},
        ],
        "gained": 2,
    }
    assert get(team, "bea", "groups/team/import-sharing") == answer.json()


def test_who_does_not_share_knows_with_whom_they_would_and_sees_nothing(
    team: httpx.Client,
) -> None:
    opt_in(team, "ada")
    found = get(team, "cas", "groups/team/import-sharing")
    assert (found["shares"], found["member_count"], found["gained"]) == (False, 1, 0)


def test_who_has_a_block_is_not_told_of(team: httpx.Client) -> None:
    opt_in(team, "ada", "bea", "cas")
    team.put("/v1/me/blocks/ada", headers=as_member("cas"))
    for viewer in ("ada", "cas"):
        found = get(team, viewer, "groups/team/import-sharing")
        assert [member["id"] for member in found["members"]] == ["bea"]
        assert (found["member_count"], found["gained"]) == (1, 1)


def test_sharing_again_and_hiding_again_change_nothing(team: httpx.Client) -> None:
    opt_in(team, "ada", "ada", "bea")
    for _ in range(2):
        assert team.delete(SHARING, headers=as_member("ada")).status_code == 204
    assert seen(team, "bea") == []
    opt_in(team, "ada")
    assert seen(team, "bea") == ["of-ada"]


def test_it_is_for_members_of_the_group(team: httpx.Client) -> None:
    for method, path, status in [
        ("GET", SHARING, 403),
        ("PUT", SHARING, 403),
        ("DELETE", SHARING, 204),
        ("GET", "/v1/groups/none/import-sharing", 404),
        ("PUT", "/v1/groups/none/import-sharing", 404),
        ("DELETE", "/v1/groups/none/import-sharing", 404),
    ]:
        assert team.request(method, path, headers=as_member("dov")).status_code == status
    answer = team.put(SHARING, headers=as_member("dov"))
    assert answer.json()["detail"] == (
        "Only members of the group share their imports in it: join it first."
    )


def test_into_an_open_group_nobody_shares_as_anybody_may_come(team: httpx.Client) -> None:
    opt_in(team, "ada", "cas")
    opened = team.patch("/v1/groups/team", json={"joining": "open"}, headers=as_member("bea"))
    assert opened.status_code == 200
    assert [seen(team, viewer) for viewer in ("ada", "cas")] == [[], []]
    refused = team.put(SHARING, headers=as_member("ada"))
    assert refused.status_code == 409
    assert "by approval" in refused.json()["detail"]


def test_who_asks_to_join_does_not_share_yet(team: httpx.Client) -> None:
    opt_in(team, "ada")
    assert team.put(MEMBERSHIP, headers=as_member("dov")).json()["state"] == "asked"
    assert team.put(SHARING, headers=as_member("dov")).status_code == 403
    assert seen(team, "dov") == []


@pytest.mark.parametrize(
    ("method", "path", "by"),
    [
        ("DELETE", MEMBERSHIP, "ada"),
        ("DELETE", "/v1/groups/team/members/ada", "bea"),
        ("DELETE", "/v1/groups/team", "bea"),
    ],
)
def test_it_ends_with_the_membership_for_good(
    team: httpx.Client, server: Server, method: str, path: str, by: str
) -> None:
    opt_in(team, "ada", "bea")
    assert team.request(method, path, headers=as_member(by)).status_code == 204
    assert (seen(team, "ada"), seen(team, "bea")) == ([], [])
    share(server, "ada", shares=None)
    assert (seen(team, "ada"), seen(team, "bea")) == ([], [])


def test_another_role_leaves_it(team: httpx.Client) -> None:
    opt_in(team, "ada", "bea")
    path = "/v1/groups/team/members/ada"
    answer = team.patch(path, json={"role": "moderator"}, headers=as_member("bea"))
    assert answer.status_code == 200
    assert seen(team, "bea") == ["of-ada"]


def test_two_groups_count_once_and_end_apart(team: httpx.Client, server: Server) -> None:
    opt_in(team, "ada", "bea")
    share(server, "ada", "bea", group_id="club")
    assert seen(team, "ada") == ["of-bea"]
    team.delete(SHARING, headers=as_member("bea"))
    assert seen(team, "ada") == ["of-bea"]
    team.delete("/v1/groups/club/import-sharing", headers=as_member("bea"))
    assert seen(team, "ada") == []


class TestAtOnce:
    def test_who_leaves_while_opting_in_shares_nothing_afterwards(
        self, team: httpx.Client, server: Server
    ) -> None:
        opt_in(team, "bea")
        for _ in range(10):
            share(server, "ada", shares=None)
            with ThreadPoolExecutor(2) as threads:
                sharing = threads.submit(team.put, SHARING, headers=as_member("ada"))
                leaving = threads.submit(team.delete, MEMBERSHIP, headers=as_member("ada"))
            assert sharing.result().status_code in (200, 403)
            assert leaving.result().status_code == 204
            assert run(server, "MATCH (:Member {id: 'ada'})-[p:MEMBER_OF]->() RETURN p") == []
            assert seen(team, "bea") == []

    def test_who_reads_while_another_opts_out_sees_all_or_nothing(self, team: httpx.Client) -> None:
        opt_in(team, "ada", "bea")

        def read(_: int) -> tuple[int, list[int | None]]:
            path = team.get("/v1/members/of-bea/introduction-paths", headers=as_member("ada"))
            return path.status_code, [len(path.json().get("paths", []))]

        with ThreadPoolExecutor(4) as threads:
            reads = threads.map(read, range(40))
            hidden = threads.submit(team.delete, SHARING, headers=as_member("bea"))
        assert hidden.result().status_code == 204
        assert set(map(str, reads)) <= {"(200, [1])", "(404, [0])"}
        assert read(0) == (404, [0])
        assert seen(team, "ada") == []
