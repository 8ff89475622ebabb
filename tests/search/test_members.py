"""Members are found by what is written of them, in whatever field and however it is written."""

from typing import Any

import httpx
import pytest
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server

ADA = {
    "name": "Ada Lovelace",
    "headline": "Weaving algebraic patterns",
    "industry": "Computing",
    "location": "London, England",
    "positions": [
        {"company": "Analytical Engines", "title": "Chief Analyst"},
        {"company": "Royal Society", "title": "Translator", "ended_on": "1842-01-01"},
    ],
    "schools": [{"school": "Private Tutors"}],
    "skills": ["Mathematics", "C++"],
}


@pytest.fixture
def ada(api: httpx.Client, as_service: dict[str, str]) -> None:
    """Ada, and Bob who asks for her."""
    for member in ({"id": "ada"} | ADA, {"id": "bob", "name": "Bob"}):
        assert api.post("/v1/members", json=member, headers=as_service).status_code == 201


def search(api: httpx.Client, viewer: str = "bob", **query: str | int) -> Any:
    answer = api.get("/v1/members", params=query, headers=as_member(viewer))
    assert answer.status_code == 200, answer.text
    return answer.json()


def found(api: httpx.Client, viewer: str = "bob", **query: str | int) -> list[str]:
    return [item["id"] for item in search(api, viewer, **query)["items"]]


@pytest.mark.usefixtures("ada")
@pytest.mark.parametrize(
    "query",
    [
        "ada",
        "Lovelace",
        "ADA LOVELACE",
        "lovelace ada",
        "algebraic",
        "analyst",
        "analytical engines",
        "royal",
        "translator",
        "mathematics",
        "C++",
        "c",
        "ada analytical mathematics",
        "love",
        "l",
        "ada lovelcae",
        "matehmatics",
        "ada. (lovelace)!",
        "ÁDA Lövelace",
    ],
)
def test_what_finds_a_member(api: httpx.Client, query: str) -> None:
    assert found(api, q=query) == ["ada"]


@pytest.mark.usefixtures("ada")
@pytest.mark.parametrize(
    "query", ["grace", "ada hopper", "lvlc", "velace", "c#", "adx", "london", "ada OR grace"]
)
def test_what_does_not(api: httpx.Client, query: str) -> None:
    assert found(api, q=query) == []


NAMES = [
    ("José Núñez", ["jose nunez", "José", "núñez", "JOSE", "nun", "nuñes"]),
    ("Søren Kjærgård", ["soren", "kjaergard", "søren kjær", "Kjærgard"]),
    ("Łukasz Żak", ["lukasz zak", "łukasz"]),
    ("Jürgen Weiß", ["jurgen weiss", "weiß", "WEISS"]),
    ("Miles O'Brien", ["o'brien", "obrien", "brien", "o\u2019brien"]),
    ("Jean-Luc Picard", ["jean-luc", "jean luc", "luc"]),
    ("張偉", ["張偉", "張", "偉"]),
    ("田中さくら", ["田中", "さくら", "田中さくら"]),
    ("Ольга Чайковская", ["ольга", "ОЛЬГА", "чайковская", "Чайк"]),
    ("محمد علي", ["محمد", "علي"]),
    ("Will An", ["will", "an", "Will An"]),
]


@pytest.mark.parametrize(("name", "queries"), NAMES, ids=[name for name, _ in NAMES])
def test_names_of_the_world(
    api: httpx.Client, as_service: dict[str, str], name: str, queries: list[str]
) -> None:
    for member in ({"id": "one", "name": name}, {"id": "bob", "name": "Bob"}):
        api.post("/v1/members", json=member, headers=as_service)
    wrong = [query for query in queries if found(api, q=query) != ["one"]]
    assert wrong == []


HOSTILE = [
    "*",
    "?",
    "**",
    "~",
    "ada~",
    '"',
    '"ada',
    "ada\\",
    "\\",
    "(",
    "ada)",
    "[a TO b]",
    "{a TO b}",
    "+",
    "-ada",
    "!ada",
    "NOT ada",
    "AND",
    "ada AND",
    "OR OR",
    "&& ||",
    "search_name:ada",
    "*:*",
    "ada^",
    "ada^1000",
    "/ada/",
    "/.*/",
    "_exists_:search_name",
    "') YIELD node RETURN node //",
    "$query",
    "{{}}",
    "\x00ada\x01",
    "a\tb\nc\r",
    "\u202eada",
    "🚀",
    "👩\u200d💻",
    "張 🚀 *",
    "%",
    ";",
    "--",
    "a" * 1000,
    "x " * 500,
    "*" * 1000,
    "(" * 1000,
    "ada " + "~" * 900,
    "\u0301" * 100,
]


@pytest.mark.usefixtures("ada")
@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_a_query_is_data(api: httpx.Client, query: str) -> None:
    words = {"ada"} if "ada" in query.casefold() else set()
    for path in ("members", "companies", "schools", "groups", "events"):
        answer = api.get(f"/v1/{path}", params={"q": query}, headers=as_member("bob"))
        assert answer.status_code == 200, (path, answer.text)
        # At most what the words in it find.
        assert {item["id"] for item in answer.json()["items"]} <= words


@pytest.mark.usefixtures("ada")
def test_operators_mean_nothing(api: httpx.Client) -> None:
    for query in ('"ada"', "+ada", "-ada", "ada*", "ada?", "(ada)", "ada~2", "ada^5"):
        assert found(api, q=query) in (["ada"], []), query
    assert found(api, q="-ada") == ["ada"]
    assert found(api, q="search_name:ada") == []
    assert found(api, q="*") == []


def test_a_query_that_is_too_long_is_refused(api: httpx.Client) -> None:
    answer = api.get("/v1/members", params={"q": "a" * 1001}, headers=as_member("bob"))
    assert answer.status_code == 422


def test_a_viewer_who_is_nobody(api: httpx.Client) -> None:
    for path in ("members", "companies", "schools", "groups", "events"):
        for query in ("ada", "*"):
            answer = api.get(f"/v1/{path}", params={"q": query}, headers=as_member("nobody"))
            assert (path, answer.status_code) == (path, 404)


@pytest.mark.usefixtures("ada")
def test_what_was_changed_is_found_and_what_was_is_not(
    api: httpx.Client, as_service: dict[str, str]
) -> None:
    change = {
        "name": "Augusta King",
        "headline": None,
        "positions": [{"company": "Countess Ltd", "title": "Owner"}],
        "skills": ["Poetry"],
    }
    api.patch("/v1/members/ada", json=change, headers=as_service)
    assert [found(api, q=query) for query in ("augusta", "countess owner", "poetry")] == [
        ["ada"]
    ] * 3
    assert [found(api, q=query) for query in ("lovelace", "algebraic", "analyst", "c++")] == [
        []
    ] * 4


@pytest.mark.usefixtures("ada")
def test_own_changes_and_deletions_count(api: httpx.Client, as_service: dict[str, str]) -> None:
    api.patch("/v1/me", json={"headline": "Enchantress"}, headers=as_member("ada"))
    assert found(api, q="enchantress") == ["ada"]
    api.delete("/v1/members/ada", headers=as_service)
    assert found(api, q="enchantress") == []


@pytest.mark.usefixtures("ada")
@pytest.mark.parametrize("blocker", ["ada", "bob"])
def test_who_has_a_block_with_the_viewer_is_not_there(api: httpx.Client, blocker: str) -> None:
    other = {"ada": "bob", "bob": "ada"}[blocker]
    api.put(f"/v1/me/blocks/{other}", headers=as_member(blocker))
    answer = search(api, q="ada")
    assert (answer["items"], answer["total"], answer["next"]) == ([], 0, None)
    assert [*answer["facets"].values()][1:] == [[]] * 5
    assert sum(entry["count"] for entry in answer["facets"]["degree"]) == 0
    asked = api.get("/v1/members", params={"connections_of": "ada"}, headers=as_member("bob"))
    assert asked.status_code == 404


def test_who_is_near_comes_first_and_each_has_their_degree(
    api: httpx.Client, empty_server: Server, as_service: dict[str, str]
) -> None:
    ties = [("ada", "bea"), ("bea", "cid"), ("ada", "dan"), ("dan", "cid"), ("cid", "eve")]
    write_network(empty_server, ties, members=["fay"])
    for member in ("bea", "cid", "eve", "fay"):
        api.patch(f"/v1/members/{member}", json={"headline": "Analyst"}, headers=as_service)
    items = search(api, "ada", q="analyst")["items"]
    assert [(item["id"], item["degree"], item["mutual_count"]) for item in items] == [
        ("bea", 1, 0),
        ("cid", 2, 2),
        ("eve", 3, 0),
        ("fay", None, 0),
    ]


def test_the_name_counts_more_than_the_rest(api: httpx.Client, as_service: dict[str, str]) -> None:
    for member in (
        {"id": "bob", "name": "Bob"},
        {"id": "cid", "name": "Cid", "skills": ["Baker"]},
        {"id": "dan", "name": "Dan Baker"},
        {"id": "eve", "name": "Eve", "headline": "Baker"},
        {"id": "fay", "name": "Fay Bakersfield"},
    ):
        api.post("/v1/members", json=member, headers=as_service)
    assert found(api, q="baker")[0] == "dan"
    assert set(found(api, q="baker")) == {"cid", "dan", "eve", "fay"}


def test_imported_members_are_found(api: httpx.Client, empty_server: Server, tmp_path: Any) -> None:
    import anyio
    from tests.conftest import NOW

    from mutuals.graph.catalogue import load_catalogue
    from mutuals.graph.driver import connected
    from mutuals.imports.commands import import_members

    file = tmp_path / "members.csv"

    async def imported(text: str) -> None:
        file.write_text(text)
        async with connected(empty_server, load_catalogue()) as graph:
            await import_members(graph, file, strict=True, now=NOW, progress=lambda *_: None)

    header = "id,name,company,title,skills\n"
    anyio.run(imported, f"{header}ada,Ada,Engines,Analyst,Maths;Poetry\nbob,Bob,,,\n")
    assert [found(api, q=query) for query in ("ada engines analyst poetry", "maths")] == [
        ["ada"]
    ] * 2
    anyio.run(imported, f"{header}ada,Ada,Looms,Weaver,Maths\n")
    assert [found(api, q=query) for query in ("looms weaver", "poetry", "analyst")] == [
        ["ada"],
        [],
        [],
    ]
