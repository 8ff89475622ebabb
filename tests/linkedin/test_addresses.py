"""Addresses: however they are written, the same person's are the same."""

import re
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutuals.identities.addresses import address_of, email_identity, profile_identity

slugs = st.from_regex(r"[a-z0-9äöüßéñжあ-]{1,60}", fullmatch=True)
spellings = st.tuples(
    st.sampled_from(["", "http://", "https://", "HTTPS://"]),
    st.sampled_from(["", "www.", "de.", "uk.", "WWW.", "m."]),
    st.sampled_from(["linkedin.com", "LinkedIn.com"]),
    st.sampled_from(["/in/", "/IN/"]),
    st.sampled_from(["", "/", "/en", "/de/", "?trk=x&a=b", "/?trk=/in/bob", "#about"]),
    st.sampled_from([str, str.upper, lambda slug: quote(slug), lambda slug: quote(slug).lower()]),
)


@given(slugs, spellings, spellings)
def test_spelling_does_not_matter(slug: str, one: tuple, other: tuple) -> None:  # type: ignore[type-arg]
    # A letter whose capital has another small one is another letter.
    if slug.upper().lower() == slug:
        found = {profile_identity(_written(slug, spelling)) for spelling in (one, other)}
        assert len(found) == 1
        assert None not in found


def _written(slug: str, spelling: tuple) -> str:  # type: ignore[type-arg]
    scheme, country, host, path, behind, write = spelling
    return f" {scheme}{country}{host}{path}{write(slug)}{behind} "


@given(slugs)
def test_what_is_written_out_is_read_as_the_same(slug: str) -> None:
    identity = profile_identity(f"linkedin.com/in/{slug}")
    assert identity is not None
    assert profile_identity(address_of(identity)) == identity
    assert re.fullmatch(r"https://www\.linkedin\.com/in/[!-~]+", address_of(identity))


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_none(text: str) -> None:
    for identity in (profile_identity(text), profile_identity(f"https://linkedin.com/in/{text}")):
        if identity is not None:
            assert profile_identity(address_of(identity)) == identity
            assert not re.search(r"[\s\x00-\x1f]", identity)
    email = email_identity(text)
    assert email is None or email_identity(address_of(email)) == email


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://www.linkedin.com/in/",
        "https://www.linkedin.com/company/acme",
        "https://www.linkedin.com/pub/ada/1/2/3",
        "https://linkedin.com.evil.example/in/ada",
        "https://evil.example/linkedin.com/in/ada",
        "https://linkedin.com@evil.example/in/ada",
        "https://ada@linkedin.com/in/ada",
        "https://notlinkedin.com/in/ada",
        "https://www.linkedin.com:8080/in/ada",
        "https://www.linkedin.com/in/a%2Fb",
        "https://www.linkedin.com/in/%ff",
        "https://www.linkedin.com/in/..",
        "https://[linkedin.com/in/ada",
        "ftp://linkedin.com/in/ada",
    ],
)
def test_other_addresses_are_nobody_s(url: str) -> None:
    assert profile_identity(url) is None


def test_an_email_address_is_the_same_in_any_case() -> None:
    assert email_identity(" Ada@Example.COM ") == "email:ada@example.com"
    assert email_identity("ada@example") is None
