"""A member asks to be erased, may have a change of mind, and is erased when the day has come."""

from datetime import datetime, timedelta

import httpx
import pytest
from tests.accounts.conftest import ADA, bearer, renewed, signed_in
from tests.conftest import NOW, SECRET, as_member, served
from tests.network import write_network

from mutuals.engine.traces import leaving_traces
from mutuals.erasure.commands import ask_for_erasure, cancel_erasure, erase_due
from mutuals.errors import MemberNotFoundError
from mutuals.graph.driver import Graph, Server
from mutuals.graph.opening import utc_now
from mutuals.members.queries import find_missing
from mutuals.settings import Settings
from mutuals.upkeep import tidy

THIRTY_DAYS = timedelta(days=30)


@pytest.fixture(autouse=True)
def _three(empty_server: Server) -> None:
    write_network(empty_server, [("ada", "ben"), ("ben", "cid")])


def test_who_asks_is_told_the_day_and_asks_again_in_vain(api: httpx.Client) -> None:
    assert api.get("/v1/me/erasure", headers=as_member("ada")).json() == {"erase_at": None}
    answer = api.delete("/v1/me", headers=as_member("ada"))
    assert answer.status_code == 202
    day = datetime.fromisoformat(answer.json()["erase_at"])
    assert abs(day - utc_now() - THIRTY_DAYS) < timedelta(minutes=1)
    assert api.delete("/v1/me", headers=as_member("ada")).json() == answer.json()
    assert api.get("/v1/me/erasure", headers=as_member("ada")).json() == answer.json()
    assert api.get("/v1/me", headers=as_member("ada")).json()["name"] == "Ada"


def test_who_asks_is_signed_out_and_may_sign_in_to_stay(api: httpx.Client) -> None:
    account = ADA | {"member_id": "dan"}
    assert api.post("/v1/accounts", json=account).status_code == 201
    tokens = signed_in(api).json()
    assert api.delete("/v1/me", headers=bearer(tokens)).status_code == 202
    assert renewed(api, tokens["refresh_token"]).status_code == 401
    again = bearer(signed_in(api).json())
    assert api.delete("/v1/me/erasure", headers=again).status_code == 204
    assert api.get("/v1/me/erasure", headers=again).json() == {"erase_at": None}


def test_without_days_of_grace_it_is_done_at_once(settings: Settings) -> None:
    at_once = Settings.model_validate(settings.model_dump() | {"secret": SECRET, "erasure_days": 0})
    with served(at_once) as url, httpx.Client(base_url=url, timeout=60) as own:
        assert own.delete("/v1/me", headers=as_member("ada")).status_code == 202
        assert own.get("/v1/me", headers=as_member("ada")).status_code == 404
        assert own.delete("/v1/me", headers=as_member("ada")).status_code == 404
        assert own.get("/v1/members/cid", headers=as_member("ben")).status_code == 200


@pytest.mark.long
@pytest.mark.anyio
async def test_a_server_erases_whose_day_has_come(graph: Graph, settings: Settings) -> None:
    await ask_for_erasure(graph.writer, settings, "ada", NOW)
    await ask_for_erasure(graph.writer, settings, "ben", NOW + timedelta(hours=1))
    await ask_for_erasure(graph.writer, settings, "cid", NOW)
    await cancel_erasure(graph.writer, "cid")
    await tidy(graph, settings, NOW + THIRTY_DAYS - timedelta(seconds=1))
    assert await find_missing(graph.reader, "ada", "ben", "cid") == []
    await tidy(graph, settings, NOW + THIRTY_DAYS)
    assert await find_missing(graph.reader, "ada", "ben", "cid") == ["ada"]
    assert await erase_due(graph, settings, NOW + THIRTY_DAYS) == 0


@pytest.mark.anyio
async def test_nobody_is_not_erased(graph: Graph, settings: Settings) -> None:
    with pytest.raises(MemberNotFoundError):
        await ask_for_erasure(graph.writer, settings, "nobody", NOW)
    with pytest.raises(MemberNotFoundError):
        await cancel_erasure(graph.writer, "nobody")


def test_an_embedded_store_is_marked_before_and_after(settings: Settings) -> None:
    own = Settings(data_dir=settings.data_dir)
    traces = own.data_dir / "engine" / "traces"
    traces.parent.mkdir(parents=True)
    with leaving_traces(own):
        traces.unlink()
    assert traces.exists()
    traces.unlink()
    with leaving_traces(settings):  # of a server's
        pass
    assert not traces.exists()
