"""Imports over HTTP: uploaded either way, told of by server-sent events, seen by nobody else."""

import json
import re
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvloop
from tests.conftest import as_member
from tests.linkedin.exports import connection, export_of, message, table, zipped
from tests.linkedin.importing import known, ties
from tests.network import write_network

from mutuals.app import create_app
from mutuals.graph.driver import Server
from mutuals.settings import Settings

URL = "/v1/me/imports"
ZIP = {"Content-Type": "application/zip"}


@pytest.fixture(autouse=True)
def _network(empty_server: Server) -> None:
    write_network(empty_server, [("ada", "bob")], ["eve"])


@pytest.fixture
def export(tmp_path: Path) -> bytes:
    rows = [connection("Grace Hopper", "grace@navy.mil"), connection("Alan Turing", on="never")]
    messages = [message("ada", "grace")]
    return export_of(tmp_path / "e.zip", connections=rows, messages=messages).read_bytes()


def events(text: str) -> list[tuple[str, Any]]:
    """The events of a stream, each with its name and its data."""
    found = []
    for block in re.split(r"\r?\n\r?\n", text.strip()):
        lines = [line for line in block.splitlines() if not line.startswith(":")]
        fields = dict(line.split(": ", 1) for line in lines)
        if fields:
            found.append((fields["event"], json.loads(fields["data"])))
    return found


def upload(api: httpx.Client, content: bytes, member_id: str = "ada") -> httpx.Response:
    return api.post(URL, content=content, headers=as_member(member_id) | ZIP)


def known_now(server: Server, owner_id: str) -> dict[str, dict[str, Any]]:
    return uvloop.run(known(server, owner_id))


@pytest.mark.parametrize("how", ["body", "form"])
def test_an_export_is_imported_with_progress_and_a_report(
    api: httpx.Client, server: Server, export: bytes, how: str
) -> None:
    if how == "body":
        answer = upload(api, export)
    else:
        files = {"file": ("export.zip", export)}
        answer = api.post(URL, files=files, headers=as_member("ada"))
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/event-stream")
    told = events(answer.text)
    assert [name for name, _ in told] == ["progress"] * 3 + ["report"]
    assert told[0][1]["file"] == "Connections.csv"
    assert told[2][1] == {"stage": "storing", "file": None, "rows": 1, "done": 1, "total": 1}
    report = told[-1][1]
    assert report["people"] == {"created": 1, "updated": 0, "unchanged": 0, "confirmed": 0}
    assert report["counted"]["messages"] == 1
    assert report["bad_rows"]["rows"] == [
        {
            "file": "Connections.csv",
            "line": 6,
            "reason": "Connected On is no day such as 05 Mar 2024",
        }
    ]
    assert {*known_now(server, "ada")} == {"Grace Hopper"}


@pytest.mark.parametrize(
    ("content", "headers", "status", "sentence"),
    [
        (b"First Name", ZIP, 422, "no ZIP file"),
        (b"", ZIP, 422, "no ZIP file"),
        (b"{}", {"Content-Type": "application/json"}, 422, "Content-Type: application/zip"),
        (b"x", {"Content-Type": "multipart/form-data"}, 422, "as the field `file`"),
        (b"x", {"Content-Type": "multipart/form-data; boundary=a"}, 422, "as the field `file`"),
    ],
)
def test_what_is_no_export_is_answered_with_a_problem(
    api: httpx.Client, content: bytes, headers: dict[str, str], status: int, sentence: str
) -> None:
    answer = api.post(URL, content=content, headers=as_member("ada") | headers)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert sentence in answer.json()["detail"]


def test_a_file_damaged_within_is_told_at_its_place(
    api: httpx.Client, server: Server, tmp_path: Path
) -> None:
    files = {"Connections.csv": table("Connections.csv", [connection("Grace Hopper")] * 400)}
    content = bytearray(zipped(tmp_path / "e.zip", files).read_bytes())
    content[60:80] = b"\xff" * 20
    name, problem = events(upload(api, bytes(content)).text)[-1]
    assert (name, problem["type"], problem["status"]) == ("problem", "invalid-file", 422)
    assert known_now(server, "ada") == {}


def test_only_this_route_takes_a_large_body(api: httpx.Client, tmp_path: Path) -> None:
    noise = "".join(f"{number * 7919 % 1000003:x}" for number in range(600_000))
    files = {"Connections.csv": table("Connections.csv", [connection("A B")]), "x.txt": noise}
    content = zipped(tmp_path / "e.zip", files).read_bytes()
    assert len(content) > 1 << 20
    assert events(upload(api, content).text)[-1][0] == "report"
    headers = as_member("ada") | ZIP
    assert api.post("/v1/relations", content=content, headers=headers).status_code == 413
    wire = HTTPConnection(api.base_url.host, api.base_url.port or 80)
    declared = headers | {"Content-Length": str(101 << 20)}
    wire.request("POST", URL, headers=declared)
    refused = wire.getresponse()
    assert refused.status == 413
    assert "over 100 MiB" in json.loads(refused.read())["detail"]
    wire.close()


def test_it_needs_a_member(api: httpx.Client, export: bytes, as_service: dict[str, str]) -> None:
    assert api.post(URL, content=export, headers=ZIP).status_code == 401
    headers = as_service | {"Mutuals-Viewer": "nobody"} | ZIP
    assert api.post(URL, content=export, headers=headers).status_code == 404
    assert api.delete(URL).status_code == 401


@pytest.mark.long
def test_who_goes_away_stops_it_and_the_same_file_does_the_rest(
    api: httpx.Client, server: Server, tmp_path: Path
) -> None:
    rows = [connection(f"P{number} X") for number in range(900)]
    content = export_of(tmp_path / "e.zip", connections=rows).read_bytes()
    headers = as_member("ada") | ZIP
    with api.stream("POST", URL, content=content, headers=headers) as answer:
        for line in answer.iter_lines():
            if "storing" in line:
                break
    deadline = time.monotonic() + 10
    seen = -1
    while (now := len(known_now(server, "ada"))) != seen and time.monotonic() < deadline:
        seen = now
        time.sleep(0.3)
    report = events(upload(api, content).text)[-1][1]
    assert report["people"]["created"] + report["people"]["unchanged"] == 900
    assert len(known_now(server, "ada")) == 900


def test_imports_are_forgotten_on_demand(api: httpx.Client, server: Server, export: bytes) -> None:
    upload(api, export)
    upload(api, export, "bob")
    answer = api.delete(URL, headers=as_member("ada"))
    assert (answer.status_code, answer.json()) == (200, {"removed": 1})
    assert known_now(server, "ada") == {}
    assert {*known_now(server, "bob")} == {"Grace Hopper"}


def test_a_service_makes_members_and_they_are_connected(
    api: httpx.Client, server: Server, export: bytes, as_service: dict[str, str]
) -> None:
    upload(api, export)
    made = {"id": "grace", "name": "Grace", "contact": {"email": "Grace@Navy.mil"}}
    assert api.post("/v1/members", json=made, headers=as_service).status_code == 201
    found = uvloop.run(ties(server))
    assert {*found} == {"ada|bob", "ada|grace"}
    answer = api.get("/v1/me/connections", headers=as_member("grace"))
    assert [item["id"] for item in answer.json()["items"]] == ["ada"]
    change = {"contact": {"email": "eve@example.org"}}
    assert api.patch("/v1/members/grace", json=change, headers=as_service).status_code == 200


def test_a_stranger_who_registers_under_an_address_is_not_taken_for_its_owner(
    api: httpx.Client, server: Server, export: bytes, as_service: dict[str, str]
) -> None:
    upload(api, export)
    account = {"email": "grace@navy.mil", "password": "long enough, indeed", "name": "G"}
    assert api.post("/v1/accounts", json=account).status_code == 201
    assert {*uvloop.run(ties(server))} == {"ada|bob"}
    other = account | {"email": "Grace.H@navy.mil", "member_id": "gh"}
    assert api.post("/v1/accounts", json=other, headers=as_service).status_code == 201


def routes() -> Iterator[tuple[str, str]]:
    paths: dict[str, dict[str, object]] = create_app(Settings()).openapi()["paths"]
    for path, methods in paths.items():
        for method in methods:
            if re.search(r"\{(\w*_)?id\}", path):
                yield method.upper(), path


def test_nobody_else_is_told_of_an_unconfirmed_member(
    api: httpx.Client, server: Server, export: bytes
) -> None:
    upload(api, export)
    [person] = known_now(server, "ada").values()
    for method, path in routes():
        if method == "GET":
            url = re.sub(r"\{\w*\}", person["id"], path)
            for viewer in ("bob", "eve"):
                answer = api.get(url, headers=as_member(viewer))
                assert answer.status_code in {403, 404, 422}, (url, answer.text)
                assert "Hopper" not in answer.text
    for url in (
        "/v1/members?q=Hopper",
        "/v1/me/connections",
        "/v1/members/ada",
        "/v1/members/ada/connections",
        "/v1/me/suggestions",
        "/v1/companies?q=Navy",
        "/v1/me/network",
    ):
        for viewer in ("bob", "eve"):
            answer = api.get(url, headers=as_member(viewer))
            # A stranger may not list Ada's connections.
            assert answer.status_code == 200 or url.endswith("ada/connections"), answer.text
            said = answer.text
            assert person["id"] not in said
            assert "Hopper" not in said
            assert "Navy" not in said.replace("q=Navy", "")
