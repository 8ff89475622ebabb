"""Groups: joined, left and led; who sees what of them."""

from typing import Any

import httpx
import pytest
from tests.connections.threads import at_once
from tests.groups.grouping import ask, block, made, news, run
from tests.network import write_network

from mutuals.errors import ConflictError, NotFoundError
from mutuals.graph.driver import Graph, Server
from mutuals.graph.opening import utc_now
from mutuals.groups.commands import answer_join_request, appoint, leave_group
from mutuals.groups.models import GroupRole

TIES = [("ada", "grace"), ("grace", "linus"), ("linus", "barbara")]


@pytest.fixture(autouse=True)
def _network(empty_server: Server) -> None:
    write_network(empty_server, TIES, ["edsger"])


@pytest.fixture
def club(api: httpx.Client) -> str:
    """An open group of Grace's."""
    return made(api, "grace", "groups", name="Compiler people")


@pytest.fixture
def lodge(api: httpx.Client) -> str:
    """A group of Grace's by approval."""
    return made(api, "grace", "groups", name="Lodge", description="Few.", joining="approval")


def join(api: httpx.Client, group_id: str, *members: str) -> None:
    for member in members:
        assert ask(api, member, f"PUT /v1/groups/{group_id}/membership").is_success


def seen(api: httpx.Client, who: str, group_id: str) -> dict[str, Any]:
    found: dict[str, Any] = ask(api, who, f"GET /v1/groups/{group_id}").json()
    return found


def set_role(api: httpx.Client, who: str, group_id: str, member: str, role: str) -> httpx.Response:
    return ask(api, who, f"PATCH /v1/groups/{group_id}/members/{member}", {"role": role})


def test_who_makes_a_group_owns_it(api: httpx.Client) -> None:
    answer = ask(
        api, "ada", "POST /v1/groups", {"name": " Engines ", "description": "Of all kinds"}
    )
    body = answer.json()
    assert answer.headers["Location"] == f"/v1/groups/{body['id']}"
    assert (body["name"], body["description"], body["joining"]) == (
        "Engines",
        "Of all kinds",
        "open",
    )
    assert (body["size"], body["post_count"], body["membership"]["role"]) == (1, 0, "owner")


def test_a_key_makes_one_group(api: httpx.Client) -> None:
    api.headers["Idempotency-Key"] = "once"
    first, second = (made(api, "ada", "groups", name="Engines") for _ in range(2))
    assert first == second


def test_an_open_group_is_joined_at_once_and_left(api: httpx.Client, club: str) -> None:
    joined = ask(api, "ada", f"PUT /v1/groups/{club}/membership")
    assert joined.status_code == 200
    assert (joined.json()["state"], joined.json()["role"]) == ("member", "member")
    assert ask(api, "ada", f"PUT /v1/groups/{club}/membership").json() == joined.json()
    assert seen(api, "linus", club)["size"] == 2
    for _ in range(2):
        assert ask(api, "ada", f"DELETE /v1/groups/{club}/membership").status_code == 204
    assert seen(api, "ada", club)["membership"] is None


def test_a_group_by_approval_is_asked_and_answers(api: httpx.Client, lodge: str) -> None:
    join(api, lodge, "ada", "ada", "linus")
    assert seen(api, "ada", lodge)["membership"]["state"] == "asked"
    assert news(api, "grace") == [("group", "asked", "linus"), ("group", "asked", "ada")]
    listed = ask(api, "grace", f"GET /v1/groups/{lodge}/requests").json()["items"]
    assert [item["member"]["id"] for item in listed] == ["ada", "linus"]
    assert listed[0]["relation"] == {"member_id": "ada", "degree": 1, "mutual_count": 0}
    requests = f"POST /v1/groups/{lodge}/requests"
    assert ask(api, "grace", f"{requests}/ada/accept").status_code == 204
    assert ask(api, "grace", f"{requests}/linus/decline").status_code == 204
    assert ask(api, "grace", f"{requests}/linus/accept").status_code == 404
    assert seen(api, "ada", lodge)["membership"]["state"] == "member"
    assert seen(api, "linus", lodge)["membership"] is None
    assert news(api, "ada") == [("group", "accepted", "grace")]
    assert news(api, "linus") == [("group", "declined", "grace")]


def test_who_asks_takes_it_back(api: httpx.Client, lodge: str) -> None:
    join(api, lodge, "ada")
    ask(api, "ada", f"DELETE /v1/groups/{lodge}/membership")
    assert ask(api, "grace", f"GET /v1/groups/{lodge}/requests").json()["items"] == []


def test_members_neither_see_requests_nor_answer_them(api: httpx.Client, lodge: str) -> None:
    join(api, lodge, "ada", "linus")
    ask(api, "grace", f"POST /v1/groups/{lodge}/requests/ada/accept")
    assert ask(api, "ada", f"GET /v1/groups/{lodge}/requests").status_code == 403
    assert ask(api, "ada", f"POST /v1/groups/{lodge}/requests/linus/accept").status_code == 403


def test_an_owner_appoints_and_a_moderator_leads(api: httpx.Client, lodge: str) -> None:
    join(api, lodge, "ada")
    ask(api, "grace", f"POST /v1/groups/{lodge}/requests/ada/accept")
    assert set_role(api, "grace", lodge, "ada", "moderator").json()["role"] == "moderator"
    assert news(api, "ada")[0] == ("group", "made moderator", "grace")
    join(api, lodge, "linus")
    assert ask(api, "ada", f"POST /v1/groups/{lodge}/requests/linus/accept").status_code == 204
    assert ask(api, "ada", f"PATCH /v1/groups/{lodge}", {"name": "Mine"}).status_code == 403
    assert set_role(api, "ada", lodge, "linus", "moderator").status_code == 403
    assert ask(api, "ada", f"DELETE /v1/groups/{lodge}/members/linus").status_code == 204
    assert news(api, "linus")[0] == ("group", "removed", "ada")
    assert ask(api, "ada", f"DELETE /v1/groups/{lodge}/members/grace").status_code == 403
    assert ask(api, "grace", f"DELETE /v1/groups/{lodge}/members/ada").status_code == 204
    assert seen(api, "grace", lodge)["size"] == 1


def test_the_last_owner_hands_over_first(api: httpx.Client, club: str) -> None:
    join(api, club, "ada")
    leave = f"DELETE /v1/groups/{club}/membership"
    assert ask(api, "grace", leave).status_code == 409
    assert set_role(api, "grace", club, "grace", "member").status_code == 409
    assert set_role(api, "grace", club, "ada", "owner").status_code == 200
    assert set_role(api, "ada", club, "grace", "member").status_code == 403
    assert ask(api, "grace", leave).status_code == 204
    assert ask(api, "ada", leave).status_code == 409


@pytest.mark.anyio
@pytest.mark.anyio
async def test_two_owners_leave_at_once_and_one_stays(
    api: httpx.Client, server: Server, club: str
) -> None:
    join(api, club, "ada")
    set_role(api, "grace", club, "ada", "owner")

    async def leaves(graph: Graph) -> bool:
        try:
            await graph.writer.transaction(lambda tx: leave_group(tx, "grace", club, utc_now()))
        except ConflictError:
            return False
        return True

    async def steps_down(graph: Graph) -> bool:
        role = GroupRole.MEMBER
        try:
            await graph.writer.transaction(
                lambda tx: appoint(tx, "ada", club, "ada", role, utc_now())
            )
        except ConflictError:
            return False
        return True

    assert sum(await at_once(server, leaves, steps_down)) == 1
    owners = "MATCH (:Member)-[m:MEMBER_OF {role: 'owner'}]->() RETURN count(m) AS owners"
    assert run(server, owners) == [{"owners": 1}]


@pytest.mark.anyio
async def test_two_let_in_who_takes_it_back(api: httpx.Client, server: Server, lodge: str) -> None:
    """A member is let in or not, and asks no more: never both."""
    run(
        server,
        "MATCH (m:Member {id: 'linus'}) MATCH (g:Group {id: $id}) "
        "CREATE (m)-[:MEMBER_OF {role: 'moderator', since: datetime()}]->(g)",
        id=lodge,
    )
    join(api, lodge, "ada")

    async def lets_in(graph: Graph, leader_id: str) -> bool:
        try:
            await graph.writer.transaction(
                lambda tx: answer_join_request(
                    tx, leader_id, lodge, "ada", accepted=True, now=utc_now()
                )
            )
        except NotFoundError:
            return False
        return True

    async def takes_back(graph: Graph) -> bool:
        await graph.writer.transaction(lambda tx: leave_group(tx, "ada", lodge, utc_now()))
        return True

    first, second, _ = await at_once(
        server,
        lambda graph: lets_in(graph, "grace"),
        lambda graph: lets_in(graph, "linus"),
        takes_back,
    )
    assert not (first and second)
    assert seen(api, "ada", lodge)["membership"] is None or first or second
    assert ask(api, "grace", f"GET /v1/groups/{lodge}/requests").json()["items"] == []


def test_members_are_listed_with_their_degree(api: httpx.Client, club: str) -> None:
    join(api, club, "ada", "linus", "barbara", "edsger")
    found = ask(api, "ada", f"GET /v1/groups/{club}/members").json()
    assert [(item["id"], item["degree"], item["role"]) for item in found["items"]] == [
        ("ada", 0, "member"),
        ("grace", 1, "owner"),
        ("linus", 2, "member"),
        ("barbara", 3, "member"),
        ("edsger", None, "member"),
    ]
    assert found["counts"] == {"first": 1, "second": 1, "third": 1}
    assert (found["total"], found["shown"]) == (5, "all")
    second = ask(api, "ada", f"GET /v1/groups/{club}/members?degree=2").json()
    assert [item["id"] for item in second["items"]] == ["linus"]


def test_pages_of_members_are_each_once(api: httpx.Client, club: str) -> None:
    join(api, club, "ada", "linus", "barbara", "edsger")
    path = f"/v1/groups/{club}/members?limit=2"
    found = []
    page = ask(api, "ada", f"GET {path}").json()
    while True:
        found += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        page = ask(api, "ada", f"GET {path}&cursor={page['next']}").json()
    assert found == ["ada", "grace", "linus", "barbara", "edsger"]


def test_outsiders_of_a_group_by_approval_find_their_own_connections(
    api: httpx.Client, server: Server, lodge: str
) -> None:
    run(
        server,
        "MATCH (g:Group {id: $id}) MATCH (m:Member) WHERE m.id IN ['linus', 'edsger'] "
        "CREATE (m)-[:MEMBER_OF {role: 'member', since: datetime()}]->(g)",
        id=lodge,
    )
    outside = ask(api, "ada", f"GET /v1/groups/{lodge}/members").json()
    assert [item["id"] for item in outside["items"]] == ["grace"]
    assert outside["shown"] == "connections"
    assert outside["counts"] == {"first": 1, "second": 0, "third": 0}
    group = seen(api, "ada", lodge)
    assert (group["size"], group["post_count"], group["connection_count"]) == (3, None, 1)
    assert [member["id"] for member in group["connections"]] == ["grace"]
    assert ask(api, "linus", f"GET /v1/groups/{lodge}/members").json()["total"] == 3


def test_the_blocked_are_neither_listed_nor_counted(api: httpx.Client, club: str) -> None:
    join(api, club, "ada", "linus")
    block(api, "linus", "ada")
    assert seen(api, "ada", club)["size"] == 2
    members = ask(api, "ada", f"GET /v1/groups/{club}/members").json()
    assert [item["id"] for item in members["items"]] == ["ada", "grace"]
    assert members["total"] == 2


def test_who_is_blocked_can_be_neither_let_in_nor_appointed(
    api: httpx.Client, lodge: str, club: str
) -> None:
    join(api, lodge, "linus")
    join(api, club, "linus")
    block(api, "linus", "grace")
    assert ask(api, "grace", f"GET /v1/groups/{lodge}/requests").json()["items"] == []
    assert ask(api, "grace", f"POST /v1/groups/{lodge}/requests/linus/accept").status_code == 404
    assert set_role(api, "grace", club, "linus", "moderator").status_code == 404


def test_posts_are_counted_without_those_of_the_blocked(
    api: httpx.Client, server: Server, club: str
) -> None:
    join(api, club, "ada", "edsger")
    run(
        server,
        "MATCH (g:Group {id: $id}) MATCH (m:Member) WHERE m.id IN ['grace', 'edsger'] "
        "CREATE (m)-[:POSTED]->(:Post {id: m.id})-[:POSTED_IN]->(g)",
        id=club,
    )
    assert seen(api, "ada", club)["post_count"] == 2
    block(api, "edsger", "ada")
    assert seen(api, "ada", club)["post_count"] == 1


def test_own_groups_the_latest_first(api: httpx.Client, club: str, lodge: str) -> None:
    join(api, club, "ada")
    join(api, lodge, "ada")
    page = ask(api, "ada", "GET /v1/me/groups?limit=1").json()
    rest = ask(api, "ada", f"GET /v1/me/groups?limit=1&cursor={page['next']}").json()
    found = [*page["items"], *rest["items"]]
    assert [(item["id"], item["membership"]["state"]) for item in found] == [
        (lodge, "asked"),
        (club, "member"),
    ]
    assert rest["next"] is None


def test_a_group_is_changed_and_deleted_by_its_owner(api: httpx.Client, lodge: str) -> None:
    changed = ask(
        api, "grace", f"PATCH /v1/groups/{lodge}", {"description": None, "joining": "open"}
    ).json()
    assert (changed["name"], changed["description"], changed["joining"]) == ("Lodge", None, "open")
    join(api, lodge, "ada")
    assert ask(api, "ada", f"DELETE /v1/groups/{lodge}").status_code == 403
    assert ask(api, "grace", f"DELETE /v1/groups/{lodge}").status_code == 204
    assert ask(api, "ada", f"GET /v1/groups/{lodge}").status_code == 404


def test_a_deleted_owner_s_group_goes_to_the_next(
    api: httpx.Client, as_service: dict[str, str], club: str, lodge: str
) -> None:
    join(api, club, "ada", "linus")
    set_role(api, "grace", club, "linus", "moderator")
    assert api.delete("/v1/members/grace", headers=as_service).status_code == 204
    assert seen(api, "linus", club)["membership"]["role"] == "owner"
    assert seen(api, "ada", club)["membership"]["role"] == "member"
    assert ask(api, "ada", f"GET /v1/groups/{lodge}").status_code == 404


def test_nobody_s_group(api: httpx.Client) -> None:
    assert ask(api, "ada", "GET /v1/groups/none").status_code == 404
    assert ask(api, "ada", "PUT /v1/groups/none/membership").status_code == 404
