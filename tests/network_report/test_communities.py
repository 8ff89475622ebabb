"""Communities by label propagation: what they are, and that they are the same every time."""

import random
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from mutuals.network_report.communities import communities

Pairs = list[tuple[str, str]]


def clique(members: str) -> Pairs:
    return [*combinations(members, 2)]


def test_two_circles_of_friends_are_two() -> None:
    assert communities([*"abcdefg"], clique("abcd") + clique("efg")) == [[*"abcd"], [*"efg"]]


def test_one_acquaintance_between_them_does_not_make_them_one() -> None:
    pairs = [*clique("abcde"), *clique("vwxyz"), ("c", "x")]
    assert communities([*"abcdevwxyz"], pairs) == [[*"abcde"], [*"vwxyz"]]


def test_who_knows_none_of_the_others_is_one_alone() -> None:
    assert communities([*"abcd"], clique("abc")) == [[*"abc"], ["d"]]


def test_of_nobody() -> None:
    assert communities([], []) == []


def test_each_comes_in_the_order_given() -> None:
    assert communities([*"cbaz"], clique("abc")) == [[*"cba"], ["z"]]


members = [*"abcdefghij"]


@given(
    pairs=st.sets(st.sampled_from([*combinations(members, 2)])),
    seed=st.integers(0, 9),
)
def test_every_member_is_in_one_and_the_order_of_pairs_does_not_matter(
    pairs: set[tuple[str, str]], seed: int
) -> None:
    shuffled = sorted(pairs)
    random.Random(seed).shuffle(shuffled)
    found = communities(members, shuffled)
    assert sorted(member for community in found for member in community) == members
    assert found == communities(members, [(b, a) for a, b in sorted(pairs)])


@given(pairs=st.sets(st.sampled_from([*combinations(members, 2)])))
def test_nobody_is_with_those_they_have_no_way_to(pairs: set[tuple[str, str]]) -> None:
    for community in communities(members, sorted(pairs)):
        reached = {community[0]}
        for _ in members:
            reached |= {b for a, b in pairs if a in reached} | {a for a, b in pairs if b in reached}
        assert set(community) <= reached
