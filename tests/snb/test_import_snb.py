"""An SNB data set in the graph: people, ties, groups, what they say, and what it makes of ties."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.conftest import NOW, as_member
from tests.imports.conftest import answer
from tests.imports.test_cli import mutuals
from tests.snb.conftest import WriteFiles

from mutuals.connections.strength import activity
from mutuals.errors import ImportFileError
from mutuals.graph.driver import Graph, Server
from mutuals.settings import Settings
from mutuals.snb.commands import import_snb
from mutuals.snb.models import Count

pytestmark = pytest.mark.anyio

ALL = """
MATCH (one) WHERE NOT one:Migration AND NOT one:MigrationLock
OPTIONAL MATCH (one)-[tie]->(other)
RETURN labels(one) AS labels, properties(one) AS one, type(tie) AS type,
  properties(tie) AS tie, other.id AS other
ORDER BY one.id, labels, type, other
"""


def get(api: httpx.Client, viewer: str, path: str) -> Any:
    response = api.get(path, headers=as_member(viewer))
    assert response.status_code == 200, response.text
    return response.json()


def status_of(api: httpx.Client, viewer: str, path: str) -> int:
    return api.get(path, headers=as_member(viewer)).status_code


@pytest.mark.parametrize("inside", ["", "social_network"])
async def test_each_kind_is_counted(graph: Graph, write_files: WriteFiles, inside: str) -> None:
    report = await import_snb(graph, write_files(inside), now=NOW)
    assert report.members == Count(lines=3, created=3)
    # Once the other way round, one of a person to themselves, one to nobody.
    assert report.connections == Count(lines=5, created=2, left_out=3)
    assert report.positions == Count(lines=2, created=2)
    assert report.schools == Count(lines=1, created=1)
    assert report.interests == Count(lines=3, created=2, left_out=1)
    assert report.groups == Count(lines=1, created=1)
    assert report.memberships == Count(lines=2, created=1, left_out=1)
    assert report.posts == Count(lines=3, created=2, left_out=1)
    assert report.comments == Count(lines=2, created=2)
    assert report.reactions == Count(lines=1, created=1)
    assert report.ties_with_interactions == 1
    assert report.not_stored == {"person_likes_comment": 1}
    [malformed] = report.malformed["person_0_0.csv"].lines
    assert (malformed.line, malformed.reason) == (5, "'yesterday' is not a time")


async def test_a_second_run_changes_nothing(
    graph: Graph, server: Server, write_files: WriteFiles
) -> None:
    folder = write_files("")
    first = await import_snb(graph, folder, now=NOW)
    before = await answer(server, ALL)
    second = await import_snb(graph, folder, now=NOW)
    assert await answer(server, ALL) == before
    assert second.ties_with_interactions == 0
    for kind, count in first:
        if isinstance(count, Count):
            again = count.model_copy(update={"created": 0, "unchanged": count.created})
            assert getattr(second, kind) == again


async def test_a_profile_is_what_its_files_say(
    graph: Graph, api: httpx.Client, write_files: WriteFiles
) -> None:
    await import_snb(graph, write_files(""), now=NOW)
    ada = get(api, "1129", "/v1/members/933")
    assert (ada["name"], ada["location"]) == ("Ada King", "Leeds, United Kingdom")
    assert ada["languages"] == ["en", "fr"]
    assert ada["contact"]["email"] == "ada@example.org"
    [position] = ada["positions"]
    assert (position["company"], position["started_on"]) == ("Acme Works", "2005-01-01")
    [school] = ada["schools"]
    assert (school["school"], school["ended_on"]) == ("Leeds University", "2004-12-31")
    assert [interest["name"] for interest in ada["interests"]] == ["Graph Theory"]
    found = get(api, "1129", "/v1/members?q=ada+king")
    assert [item["id"] for item in found["items"]] == ["933"]


async def test_what_is_said_in_a_group_is_seen_by_its_members(
    graph: Graph, api: httpx.Client, write_files: WriteFiles
) -> None:
    await import_snb(graph, write_files(""), now=NOW)
    post = get(api, "1129", "/v1/posts/70")
    assert (post["text"], post["author"]["id"]) == ('About "graphs"', "933")
    assert post["group"]["name"] == "Wall of Ada"
    assert get(api, "933", "/v1/posts/71")["text"] == "photo71.jpg"
    comments = get(api, "1129", "/v1/posts/70/comments")["items"]
    assert {(said["author"]["id"], said["text"]) for said in comments} == {
        ("1129", "Nice"),
        ("933", "Thanks"),
    }
    assert status_of(api, "4194", "/v1/posts/70") == 404


async def test_strengths_follow_from_what_two_did_with_each_other(
    graph: Graph, server: Server, write_files: WriteFiles
) -> None:
    await import_snb(graph, write_files(""), now=NOW)
    [tie] = await answer(
        server, "MATCH ()-[t:CONNECTED_TO {pair: '1129|933'}]->() RETURN t{.*} AS t"
    )
    counters = tie["t"]
    # A comment and a like, 90 days before the reply to the comment.
    assert counters["forward"] == pytest.approx(1.3 / 2)
    assert counters["backward"] == pytest.approx(1.0)
    assert counters["counted_at"].iso_format() == "2010-06-30T05:33:20.000000000+00:00"
    assert counters["shared_employer"]
    assert counters["shared_groups"] == 1
    assert counters["strength"] == pytest.approx(
        1 - (1 - activity(0.65, 1.0)) * (1 - counters["context"])
    )


async def test_another_folder_is_no_data_set(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match=r"no dynamic/person_0_0\.csv"):
        await import_snb(graph, tmp_path, now=NOW)


@pytest.mark.long
async def test_the_command_prints_the_report(
    graph: Graph, settings: Settings, write_files: WriteFiles
) -> None:
    del graph
    folder = write_files("")
    done = mutuals(settings, "snb", "--json", str(folder))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["posts"]["created"] == 2
    again = mutuals(settings, "snb", str(folder))
    assert "person_likes_comment: 1 lines, for which Mutuals has no place" in again.stdout
