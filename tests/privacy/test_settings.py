"""GET|PATCH /v1/me/privacy: what members let others see and do."""

import httpx
from tests.conftest import as_member
from tests.network import write_network

from mutuals.graph.driver import Server

DEFAULTS = {
    "connections_visible_to": "connections",
    "requests_from": "everyone",
    "contact_visible_to": "connections",
    "appears_as_connector": True,
}


def change(api: httpx.Client, **fields: object) -> httpx.Response:
    return api.patch("/v1/me/privacy", json=fields, headers=as_member("ada"))


def test_who_never_said_anything_has_the_defaults(api: httpx.Client, server: Server) -> None:
    write_network(server, [], members=["ada"])
    assert api.get("/v1/me/privacy", headers=as_member("ada")).json() == DEFAULTS


def test_a_change_leaves_the_rest(api: httpx.Client, server: Server) -> None:
    write_network(server, [], members=["ada"])
    change(api, connections_visible_to="only_me")
    answer = change(api, appears_as_connector=False, requests_from="nobody")
    expected = DEFAULTS | {
        "connections_visible_to": "only_me",
        "appears_as_connector": False,
        "requests_from": "nobody",
    }
    assert answer.json() == expected
    assert api.get("/v1/me/privacy", headers=as_member("ada")).json() == expected


def test_null_goes_back_to_the_default(api: httpx.Client, server: Server) -> None:
    write_network(server, [], members=["ada"])
    change(api, contact_visible_to="everyone")
    assert change(api, contact_visible_to=None).json() == DEFAULTS


def test_what_there_is_not_is_refused(api: httpx.Client, server: Server) -> None:
    write_network(server, [], members=["ada"])
    refused = [
        change(api, connections_visible_to="friends"),
        change(api, appears_as_connector="maybe"),
        change(api, introductions_paused=True),
    ]
    assert [answer.status_code for answer in refused] == [422, 422, 422]


def test_a_viewer_who_is_nobody_is_not_found(api: httpx.Client) -> None:
    answers = [api.get("/v1/me/privacy", headers=as_member("ada")), change(api)]
    assert [answer.status_code for answer in answers] == [404, 404]
