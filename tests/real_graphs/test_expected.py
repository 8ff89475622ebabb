"""Real networks, imported and asked over HTTP: every answer is the one computed beforehand.

Their files stand beside the checkout, in shared/data, or in the folder MUTUALS_TEST_DATA; the
answers were found by breadth-first search, without a database.
"""

import json
import os
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from tests.conftest import NOW, as_member

from mutuals.graph.catalogue import load_catalogue
from mutuals.graph.driver import Server, connected
from mutuals.imports.commands import import_connections
from mutuals.imports.models import ConnectionsReport

DATA = Path(os.environ.get("MUTUALS_TEST_DATA", Path(__file__).parents[3] / "shared" / "data"))

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not DATA.is_dir(), reason=f"the real networks are not in {DATA}"),
]

MOST_IDS_GIVEN = 50


async def imported(server: Server, source: Path) -> ConnectionsReport:
    async with connected(server, load_catalogue()) as graph:
        return await import_connections(
            graph, source, strict=False, now=NOW, progress=lambda *_: None
        )


def answer(api: httpx.Client, viewer: str, path: str, **query: str | int) -> Any:
    response = api.get(path, params=query, headers=as_member(viewer))
    assert response.status_code == 200, response.text
    return response.json()


def mutual_ids(api: httpx.Client, viewer: str, member: str) -> list[str]:
    """Through all pages."""
    query: dict[str, str | int] = {"limit": 100}
    ids = []
    while True:
        page = answer(api, viewer, f"/v1/members/{member}/mutual-connections", **query)
        ids += [item["id"] for item in page["items"]]
        if page["next"] is None:
            assert page["total"] == len(ids)
            return ids
        query["cursor"] = page["next"]


def found_of_pair(api: httpx.Client, row: dict[str, Any]) -> dict[str, Any]:
    """In the shape of the row, as far as Mutuals answers it."""
    viewer, member = str(row["src"]), str(row["dst"])
    relation = answer(api, viewer, f"/v1/members/{member}/relation")
    ids = sorted(int(member_id) for member_id in mutual_ids(api, viewer, member))
    return {
        "distance": relation["degree"],
        "mutual_count": relation["mutual_count"],
        "mutual": ids[:MOST_IDS_GIVEN],
        "mutual_listed": len(ids),
    }


def expected_of_pair(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "distance": row["distance"] if 1 <= row["distance"] <= 3 else None,
        "mutual_count": row["mutual_count"],
        "mutual": row["mutual"],
        "mutual_listed": row["mutual_count"],
    }


def found_of_viewer(api: httpx.Client, row: dict[str, Any]) -> dict[str, Any]:
    reach = answer(api, str(row["src"]), "/v1/me/reach")
    totals = [
        answer(api, str(row["src"]), "/v1/me/connections", degree=degree, limit=1)["total"]
        for degree in (1, 2)
    ]
    suggested = answer(api, str(row["src"]), "/v1/me/suggestions", order="mutual", limit=10)
    most_mutual = [item["mutual_count"] for item in suggested["items"]]
    return {"reach": [*reach.values()], "totals": totals, "most_mutual": most_mutual}


def expected_of_viewer(row: dict[str, Any]) -> dict[str, Any]:
    reach = [row["degree"], row["second_degree_count"], row["third_degree_count"]]
    most_mutual = [count for _, count in row["top10_by_mutual_then_id"]]
    return {"reach": reach, "totals": reach[:2], "most_mutual": most_mutual}


QUESTIONS = {
    "pair": (found_of_pair, expected_of_pair),
    "pymk": (found_of_viewer, expected_of_viewer),
}


@pytest.mark.parametrize(
    ("folder", "file", "members", "connections"),
    [
        ("ego-facebook", "edges.txt", 4_039, 88_234),
        ("lastfm-asia", "edges.csv", 7_624, 27_806),
        ("ca-grqc", "edges.csv", 5_241, 14_484),  # one of 5,242 only joins themselves
    ],
    ids=["ego-facebook", "lastfm-asia", "ca-grqc"],
)
def test_every_answer_is_the_expected_one(
    api: httpx.Client, server: Server, folder: str, file: str, members: int, connections: int
) -> None:
    report = anyio.run(imported, server, DATA / folder / file)
    assert (report.members_created, report.created) == (members, connections)
    rows = [*map(json.loads, (DATA / folder / "expected.jsonl").read_text().splitlines())]
    wrong = []
    for row in rows:
        find, expect = QUESTIONS[row["q"]]
        found, expected = find(api, row), expect(row)
        if found != expected:
            wrong.append((row["src"], row.get("dst"), found, expected))
    assert (len(rows) > 500, wrong) == (True, [])
