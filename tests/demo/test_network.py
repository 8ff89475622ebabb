"""The demo network reads like real life, and is the same for the same seed."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from itertools import pairwise
from statistics import median

import networkx
import pytest

from mutuals.demo.models import DemoNetwork, Member
from mutuals.demo.network import generate
from mutuals.demo.people import TODAY
from mutuals.demo.showcase import showcase
from mutuals.demo.tracks import TRACKS
from mutuals.members.names import ID_PATTERN

FINGERPRINT = (
    "import hashlib; from mutuals.demo.network import generate; "
    "print(hashlib.sha256(repr(generate(60, 3)).encode()).hexdigest())"
)


@pytest.fixture(scope="module")
def network() -> DemoNetwork:
    return generate()


@pytest.fixture(scope="module")
def members(network: DemoNetwork) -> dict[str, Member]:
    return {member.id: member for member in network.members}


def draw(network: DemoNetwork) -> "networkx.Graph[str]":
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(member.id for member in network.members)
    graph.add_edges_from((one.smaller_id, one.greater_id) for one in network.connections)
    return graph


@pytest.fixture(scope="module")
def drawn(network: DemoNetwork) -> "networkx.Graph[str]":
    return draw(network)


def fingerprint(hash_seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    command = [sys.executable, "-c", FINGERPRINT]
    return subprocess.check_output(command, text=True, env=environment)


def test_the_same_seed_gives_the_same_network_in_any_process() -> None:
    assert fingerprint("1") == fingerprint("2")


def test_another_seed_gives_another_network() -> None:
    assert generate(60, 1).members != generate(60, 2).members


def test_too_few_members_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 50"):
        generate(49)


@pytest.mark.parametrize("count", [50, 333])
def test_it_has_as_many_members_as_asked_for(count: int) -> None:
    assert len(generate(count).members) == count


def test_ids_are_legal_and_each_is_used_once(network: DemoNetwork) -> None:
    ids = [member.id for member in network.members]
    assert len(set(ids)) == 1000
    assert all(re.fullmatch(ID_PATTERN, one) for one in ids)


def test_ids_follow_names(members: dict[str, Member]) -> None:
    for member in members.values():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)+(-\d+)?", member.id), member


def test_every_profile_is_whole(network: DemoNetwork) -> None:
    for member in network.members:
        assert member.name
        assert member.headline
        assert member.industry
        assert member.location
        assert member.schools
        assert 5 <= len(set(member.skills)) == len(member.skills) <= 12
        assert 3 <= len(set(member.interests)) == len(member.interests) <= 6


def test_a_career_is_one_position_after_another_up_to_a_current_one(network: DemoNetwork) -> None:
    for member in network.members:
        *past, current = member.positions
        assert current.ended_on is None
        assert current.started_on < TODAY
        for position in past:
            assert position.ended_on is not None
            assert position.started_on < position.ended_on
        for position, following in pairwise(member.positions):
            assert position.ended_on is not None
            assert position.ended_on < following.started_on


def test_work_begins_after_graduation(network: DemoNetwork) -> None:
    for member in network.members:
        assert member.schools[0].started_on < member.schools[0].ended_on
        assert member.schools[0].ended_on < member.positions[0].started_on


def test_members_are_of_working_age(network: DemoNetwork) -> None:
    for member in network.members:
        years_since_school = TODAY.year - member.schools[0].started_on.year
        assert 22 - 18 <= years_since_school <= 65 - 18


def test_nobody_works_at_a_company_before_it_is_founded(network: DemoNetwork) -> None:
    founded = {company.name: company.founded_on for company in network.companies}
    for member in network.members:
        for position in member.positions:
            assert founded[position.company] <= position.started_on


def test_most_live_where_their_company_is(network: DemoNetwork) -> None:
    home = {company.name: company.location for company in network.companies}
    near = sum(member.location == home[member.positions[-1].company] for member in network.members)
    assert 0.8 < near / len(network.members) < 1


def test_skills_fit_the_title(network: DemoNetwork) -> None:
    for member in network.members:
        titles = {position.title for position in member.positions}
        tracks = [track for track in TRACKS.values() if titles & set(track.titles)]
        known = {skill for track in tracks for skill in track.skills}
        assert not tracks or len(known & set(member.skills)) >= 5, member


def test_a_company_has_one_of_each_chief(network: DemoNetwork) -> None:
    chiefs = [
        (member.positions[-1].company, member.positions[-1].title)
        for member in network.members
        if member.positions[-1].title.startswith("Chief")
    ]
    assert len(set(chiefs)) == len(chiefs)


def test_company_sizes_fall_off(network: DemoNetwork) -> None:
    staff = [member.positions[-1].company for member in network.members]
    sizes = sorted((staff.count(company.name) for company in network.companies), reverse=True)
    assert len(sizes) == 40
    assert 60 <= sizes[0] <= 180
    assert median(sizes) < 30


def test_a_pair_is_connected_once_and_stored_from_the_smaller_id(network: DemoNetwork) -> None:
    pairs = [(one.smaller_id, one.greater_id) for one in network.connections]
    assert len(set(pairs)) == len(pairs)
    assert all(smaller < greater for smaller, greater in pairs)


def test_connections_follow_when_both_were_students_at_least(
    network: DemoNetwork, members: dict[str, Member]
) -> None:
    for connection in network.connections:
        for end in (connection.smaller_id, connection.greater_id):
            assert connection.since.date() > members[end].schools[0].started_on
        assert datetime(2009, 1, 1, tzinfo=UTC) < connection.since
        assert connection.since.date() < TODAY
        assert connection.since.tzinfo is UTC


def test_the_network_is_one_component(drawn: "networkx.Graph[str]") -> None:
    assert networkx.is_connected(drawn)


def test_few_know_many_and_many_know_few(drawn: "networkx.Graph[str]") -> None:
    degrees = [drawn.degree(one) for one in drawn]
    assert min(degrees) >= 1
    assert 20 <= median(degrees) <= 30
    assert median(degrees) < sum(degrees) / len(degrees)
    assert 1 <= sum(degree >= 150 for degree in degrees) <= 20


def test_friends_of_friends_are_often_friends(drawn: "networkx.Graph[str]") -> None:
    assert 0.2 <= networkx.average_clustering(drawn) <= 0.5


def test_a_typical_viewer_has_members_of_every_degree(drawn: "networkx.Graph[str]") -> None:
    typical = [one for one in drawn if 15 <= drawn.degree(one) <= 40]
    for viewer in typical[:50]:
        degrees = list(networkx.single_source_shortest_path_length(drawn, viewer).values())
        assert min(degrees.count(1), degrees.count(2), degrees.count(3)) >= 15
        assert 2.2 <= sum(degrees) / (len(degrees) - 1) <= 3.3


@pytest.mark.parametrize("count", [50, 300])
def test_a_small_network_is_one_component_too(count: int) -> None:
    assert networkx.is_connected(draw(generate(count)))


@pytest.mark.long
@pytest.mark.parametrize(("count", "seed"), [(50, 1), (400, 2), (1000, 3)])
def test_the_showcase_pair_is_of_degree_2_with_several_mutual_connections(
    count: int, seed: int
) -> None:
    network = generate(count, seed)
    graph = draw(network)
    viewer, target = showcase(network)
    assert networkx.shortest_path_length(graph, viewer, target) == 2
    assert len(list(networkx.common_neighbors(graph, viewer, target))) >= 3


@pytest.mark.long
def test_the_showcase_is_the_same_for_the_same_network(network: DemoNetwork) -> None:
    assert showcase(network) == showcase(generate())
