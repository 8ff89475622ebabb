"""named_id: the id of a company, school, skill or interest follows from its name."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutuals.members.names import ID_PATTERN, named_id


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Acme Corp", "acme-corp"), ("ACME  corp ", "acme-corp"), ("IBM", "ibm"), ("3M", "3m")],
)
def test_plain_names_read_as_they_are(name: str, expected: str) -> None:
    assert named_id(name) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C", "C++"),
        ("C++", "C#"),
        ("A B", "A-B"),
        ("李", "王"),
        ("Zoë", "Zoe"),
        ("a" * 60, "a" * 61),
    ],
)
def test_different_names_have_different_ids(one: str, other: str) -> None:
    assert named_id(one) != named_id(other)


@given(st.text(min_size=1, max_size=200).filter(str.strip))
def test_every_name_has_a_legal_id_whatever_its_case_and_spacing(name: str) -> None:
    assert re.fullmatch(ID_PATTERN, named_id(name))
    assert named_id(f"  {name}\n") == named_id(name)
    assert named_id(named_id(name).upper()) == named_id(named_id(name))
