"""Signer: member tokens by the clock, cursors for their list; and the secret it signs with."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from mutuals.errors import InvalidCursorError, InvalidTokenError
from mutuals.http.pagination import LONGEST_CURSOR
from mutuals.settings import Settings
from mutuals.tokens.signing import Signer, signing_secret

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
signer = Signer("one secret")
another = Signer("another secret")


@pytest.mark.parametrize("moment", [NOON - HOUR, NOON, NOON + HOUR - SECOND])
def test_a_token_names_its_member_until_it_expires(moment: datetime) -> None:
    token = signer.member_token("ada", NOON, HOUR)
    assert signer.identity_of(token, moment).member_id == "ada"


@pytest.mark.parametrize("moment", [NOON + HOUR, NOON + 2 * HOUR])
def test_a_token_expires_by_the_clock_that_is_passed_in(moment: datetime) -> None:
    token = signer.member_token("ada", NOON, HOUR)
    with pytest.raises(InvalidTokenError, match="has expired: ask for a new one"):
        signer.identity_of(token, moment)


def test_a_token_of_another_secret_is_refused() -> None:
    with pytest.raises(InvalidTokenError, match="not one of ours"):
        signer.identity_of(another.member_token("ada", NOON, HOUR), NOON)


def test_a_cursor_says_where_its_page_starts() -> None:
    assert signer.after("list of ada", signer.cursor("list of ada", ["bob", "b"])) == ["bob", "b"]


def test_a_cursor_of_another_list_or_secret_is_refused() -> None:
    for cursor in (signer.cursor("list of bob", ["b"]), another.cursor("list of ada", ["b"])):
        with pytest.raises(InvalidCursorError, match="start again without a cursor"):
            signer.after("list of ada", cursor)


def test_a_token_is_no_cursor_and_a_cursor_no_token() -> None:
    with pytest.raises(InvalidCursorError):
        signer.after("list of ada", signer.member_token("ada", NOON, HOUR))
    with pytest.raises(InvalidTokenError):
        signer.identity_of(signer.cursor("list of ada", ["b"]), NOON)


def test_the_longest_name_fits_a_cursor_that_the_api_takes() -> None:
    for name in ("\U0001f680" * 200, ("\u0130" * 200).lower()):
        assert len(signer.cursor("list of ada", [name, "a" * 64])) <= LONGEST_CURSOR


def test_a_secret_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    secret = signing_secret(settings)
    assert len(secret) >= 32
    assert signing_secret(settings) == secret
    [file] = (tmp_path / "data").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_configured_secret_wins_and_is_not_written(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data", secret=SecretStr("configured " * 4))
    assert signing_secret(settings) == "configured " * 4
    assert not (tmp_path / "data").exists()


def test_a_secret_does_not_show_in_settings(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, secret=SecretStr("configured " * 4))
    assert "configured" not in repr(settings)
