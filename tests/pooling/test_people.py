"""Unconfirmed members: their profile, degree and place in lists, for the owner and the pool."""

import httpx
import pytest
from tests.conftest import as_member
from tests.network import write_network
from tests.pooling.pools import degrees, get, known, listed, run, share, write_imports

from mutuals.graph.driver import Server

ZOE = known(
    "bea",
    "zoe-b",
    "Zoe Quinn",
    company="Acme Corp",
    position="Engineer",
    email="zoe@example.org",
    identities=["url:linkedin.com/in/zoe", "email:zoe@example.org"],
)


@pytest.fixture
def team(server: Server, api: httpx.Client) -> httpx.Client:
    """Ada and Bea share their imports, Cas is in their group and does not, Dov is not in it. Bea
    knows Zoe."""
    share(server, "ada", "bea")
    share(server, "cas", shares=None)
    write_network(server, {}, members=["dov"])
    write_imports(server, ZOE)
    return api


class TestProfiles:
    def test_the_owner_sees_all_of_them(self, team: httpx.Client) -> None:
        profile = get(team, "bea", "members/zoe-b")
        assert profile["confirmed"] is False
        assert (profile["name"], profile["headline"]) == ("Zoe Quinn", "Engineer at Acme Corp")
        assert profile["positions"] == [
            {
                "company_id": "acme-corp",
                "company": "Acme Corp",
                "title": "Engineer",
                "started_on": None,
                "ended_on": None,
            }
        ]
        assert profile["links"] == ["https://www.linkedin.com/in/zoe-b"]
        assert profile["contact"] == {"email": "zoe@example.org", "phone": None}
        assert profile["relation"] == {"member_id": "zoe-b", "degree": 1, "mutual_count": 0}

    def test_a_pool_mate_sees_all_but_how_to_write_to_them(self, team: httpx.Client) -> None:
        owners, mates = (get(team, viewer, "members/zoe-b") for viewer in ("bea", "ada"))
        assert mates == owners | {
            "contact": None,
            "relation": {"member_id": "zoe-b", "degree": 2, "mutual_count": 0},
        }

    @pytest.mark.parametrize("viewer", ["cas", "dov"])
    @pytest.mark.parametrize("path", ["", "/relation", "/introduction-paths"])
    def test_nobody_else_can_tell_them_from_an_id_that_is_nobodys(
        self, team: httpx.Client, viewer: str, path: str
    ) -> None:
        found, missing = (
            team.get(f"/v1/members/{member}{path}", headers=as_member(viewer))
            for member in ("zoe-b", "nobody")
        )
        assert (found.status_code, found.text.replace("zoe-b", "nobody")) == (404, missing.text)
        assert degrees(team, viewer, "zoe-b") == [None]

    def test_who_hides_theirs_sees_nobodys(self, team: httpx.Client) -> None:
        assert get(team, "ada", "members/zoe-b/relation")["degree"] == 2
        answer = team.delete("/v1/groups/team/import-sharing", headers=as_member("ada"))
        assert answer.status_code == 204
        assert get(team, "ada", "members/zoe-b/relation") == 404

    def test_what_one_imports_and_another_shares_elsewhere_is_no_pool(
        self, team: httpx.Client, server: Server
    ) -> None:
        share(server, "dov", "ada", group_id="club")
        assert get(team, "dov", "members/zoe-b") == 404

    @pytest.mark.parametrize(("one", "other"), [("ada", "bea"), ("bea", "ada")])
    def test_a_block_ends_it_between_two(
        self, team: httpx.Client, server: Server, one: str, other: str
    ) -> None:
        share(server, "eve")
        team.put(f"/v1/me/blocks/{other}", headers=as_member(one))
        assert get(team, "ada", "members/zoe-b") == 404
        assert degrees(team, "ada", "zoe-b") == [None]
        assert listed(team, "ada", 2) == []
        assert get(team, "eve", "members/zoe-b/relation")["degree"] == 2

    def test_mutual_connections_are_the_pool_mates_one_is_connected_to(
        self, team: httpx.Client, server: Server
    ) -> None:
        share(server, "eve")
        write_network(server, [("ada", "bea"), ("ada", "dov")])
        same = known("eve", "zoe-e", "Zoe", identities=["url:linkedin.com/in/zoe"])
        write_imports(server, same, known("dov", "zoe-d", identities=["url:linkedin.com/in/zoe"]))
        assert get(team, "ada", "members/zoe-b/relation") == {
            "member_id": "zoe-b",
            "degree": 2,
            "mutual_count": 1,
        }
        [item] = get(team, "ada", "me/connections", degree=2)["items"]
        assert item["mutual_count"] == 1


class TestRelations:
    def test_members_and_others_are_answered_together(
        self, team: httpx.Client, server: Server
    ) -> None:
        write_network(server, [("ada", "cas")])
        write_imports(server, known("ada", "yan", "Yan"))
        asked = ["zoe-b", "nobody", "cas", "yan", "zoe-b", "ada"]
        assert degrees(team, "ada", *asked) == [2, None, 1, 1, 2, 0]

    def test_who_is_in_ones_own_import_too_is_of_the_first_degree(
        self, team: httpx.Client, server: Server
    ) -> None:
        write_imports(server, known("ada", "zoe-a", identities=["email:zoe@example.org"]))
        assert degrees(team, "ada", "zoe-a", "zoe-b") == [1, 1]
        assert degrees(team, "bea", "zoe-a", "zoe-b") == [1, 1]


class TestLists:
    def test_they_stand_among_the_first_degree_by_name(
        self, team: httpx.Client, server: Server
    ) -> None:
        write_network(server, [("bea", "yan"), ("bea", "abe"), ("bea", "zoe")])
        write_imports(server, known("bea", "mia", "Mia"), known("bea", "anonymous"))
        assert listed(team, "bea") == ["abe", "anonymous", "mia", "yan", "zoe", "zoe-b"]

    def test_an_item_says_that_it_is_unconfirmed(self, team: httpx.Client) -> None:
        assert get(team, "bea", "me/connections")["items"] == [
            {
                "id": "zoe-b",
                "name": "Zoe Quinn",
                "headline": "Engineer at Acme Corp",
                "degree": 1,
                "mutual_count": 0,
                "confirmed": False,
            }
        ]

    def test_the_pools_stand_among_the_second_degree(
        self, team: httpx.Client, server: Server
    ) -> None:
        write_network(server, [("ada", "dov"), ("dov", "yan")])
        assert listed(team, "ada", 2) == ["yan", "zoe-b"]
        assert listed(team, "ada", 1) == ["dov"]
        for viewer in ("cas", "dov"):
            assert "zoe-b" not in listed(team, viewer, 1) + listed(team, viewer, 2)

    @pytest.mark.parametrize(
        ("filters", "fits"),
        [
            ({"company": "Acme Corp"}, True),
            ({"company": "acme-corp", "title": "engin"}, True),
            ({"title": "manager"}, False),
            ({"company": "Other"}, False),
            ({"skill": "python"}, False),
            ({"school": "mit"}, False),
            ({"industry": "software"}, False),
            ({"location": "paris"}, False),
        ],
    )
    def test_filters_let_through_of_whom_the_import_says_so(
        self, team: httpx.Client, filters: dict[str, object], fits: bool
    ) -> None:
        assert listed(team, "bea", 1, **filters) == ["zoe-b"] * fits
        assert listed(team, "ada", 2, **filters) == ["zoe-b"] * fits

    def test_a_person_in_several_imports_is_listed_once_as_the_strongest_tie_has_them(
        self, team: httpx.Client, server: Server
    ) -> None:
        share(server, "eve", "fay")
        write_imports(
            server,
            known("eve", "zoe-e", strength=0.7, identities=["url:linkedin.com/in/zoe"]),
            known("fay", "zoe-f", strength=0.7, identities=["email:zoe@example.org"]),
            known("fay", "yan", strength=0.9),
            known("cas", "zoe-c", strength=0.9, identities=["url:linkedin.com/in/zoe"]),
        )
        assert listed(team, "ada", 2) == ["yan", "zoe-e", "zoe-f"]
        run(
            server,
            """
            MATCH (zoe:UnconfirmedMember {id: 'zoe-f'})
            MATCH (identity:Identity {id: 'url:linkedin.com/in/zoe'})
            CREATE (zoe)-[:IDENTIFIED_BY]->(identity)
            """,
        )
        assert listed(team, "ada", 2) == ["yan", "zoe-e"]
        assert get(team, "ada", "groups/team/import-sharing")["gained"] == 2

    def test_who_is_ones_own_is_not_listed_of_the_pool(
        self, team: httpx.Client, server: Server
    ) -> None:
        write_imports(server, known("ada", "zoe-a", identities=["url:linkedin.com/in/zoe"]))
        assert listed(team, "ada", 1) == ["zoe-a"]
        assert listed(team, "ada", 2) == []

    @pytest.mark.parametrize("tie", ["CONNECTED_TO", "BLOCKS"])
    def test_who_is_known_as_a_member_is_not_there_twice(
        self, team: httpx.Client, server: Server, tie: str
    ) -> None:
        write_network(server, {}, members=["zoe"])
        run(
            server,
            f"""
            MATCH (ada:Member {{id: 'ada'}}), (zoe:Member {{id: 'zoe'}})
            MATCH (identity:Identity {{id: 'url:linkedin.com/in/zoe'}})
            CREATE (zoe)-[:IDENTIFIED_BY]->(identity), (zoe)-[:{tie} {{pair: 'ada|zoe'}}]->(ada)
            """,
        )
        assert "zoe-b" not in listed(team, "ada", 2)
        assert get(team, "ada", "members/zoe-b") == 404
        assert get(team, "ada", "members/zoe-b/introduction-paths") == 404
        assert degrees(team, "ada", "zoe-b") == [None]
        assert get(team, "ada", "groups/team/import-sharing")["gained"] == 0
        assert listed(team, "bea", 1) == ["zoe-b"]

    def test_nobody_is_shown_to_themselves(self, team: httpx.Client, server: Server) -> None:
        run(
            server,
            """
            MATCH (ada:Member {id: 'ada'}), (identity:Identity {id: 'email:zoe@example.org'})
            CREATE (ada)-[:IDENTIFIED_BY]->(identity)
            """,
        )
        assert get(team, "ada", "members/zoe-b") == 404
        assert listed(team, "ada", 2) == []
