"""An assistant's tools: what they answer, to whom, and what they may change."""

import json
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from tests.assistants.conftest import Assistant, program, served
from tests.conftest import SECRET, as_member
from tests.network import write_network

from mutuals.graph.driver import Server
from mutuals.settings import Settings

ASKING = [
    "how_am_i_connected",
    "mutual_connections",
    "introduction_paths",
    "suggestions",
    "approach_member",
    "approach_company",
    "search_members",
]
ANALYSING = ["list_analytics", "run_analytics", "run_cypher"]
WRITING = ["send_connection_request", "ask_for_introduction", "send_message"]


@pytest.fixture
def chain(api: httpx.Client, server: Server) -> httpx.Client:
    """Ada knows Grace, who knows Linus, who knows Barbara; the API, to compare with."""
    write_network(server, [("ada", "grace"), ("grace", "linus"), ("linus", "barbara")])
    for member, works_at in [("linus", "Compiler Works"), ("grace", "Navy")]:
        profile = {"positions": [{"company": works_at, "title": "Engineer"}]}
        api.patch("/v1/me", json=profile, headers=as_member(member)).raise_for_status()
    return api


@pytest.fixture
def ada(tools_url: str) -> Assistant:
    """Her assistant, with her own token."""
    return Assistant(tools_url, as_member("ada"))


@pytest.mark.long
def test_an_assistant_starts_the_program_and_asks(chain: httpx.Client, settings: Settings) -> None:
    assert settings.neo4j_password is not None
    environment = {
        "MUTUALS_DATA_DIR": str(settings.data_dir),
        "MUTUALS_NEO4J_URI": str(settings.neo4j_uri),
        "MUTUALS_NEO4J_USER": settings.neo4j_user,
        "MUTUALS_NEO4J_PASSWORD": settings.neo4j_password.get_secret_value(),
    }
    found, answer, written = program(environment, "--viewer", "ada").calls(
        [
            ("search_members", {"q": "linus"}),
            ("how_am_i_connected", {"member_id": "linus"}),
            ("send_message", {"member_id": "grace", "text": "Hello"}),
        ]
    )
    assert [item["id"] for item in found.data["items"]] == ["linus"]
    paths = chain.get("/v1/members/linus/introduction-paths", headers=as_member("ada")).json()
    assert answer.data == {
        "relation": {"member_id": "linus", "degree": 2, "mutual_count": 1},
        "tie": None,
        "best_path": paths["paths"][0],
    }
    assert answer.data["best_path"]["connector_id"] == "grace"
    assert written.texts == ["Unknown tool: send_message"]


def test_every_tool_says_what_it_takes_answers_and_changes(ada: Assistant) -> None:
    tools = ada.tools()
    assert [tool.name for tool in tools] == [*ASKING, *ANALYSING, *WRITING]
    for tool in tools:
        assert tool.description
        assert tool.output_schema
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint is (tool.name not in WRITING)
        for name, argument in tool.input_schema["properties"].items():
            assert "description" in str(argument), f"{tool.name} {name}"


@pytest.mark.parametrize(
    ("tool", "arguments", "route"),
    [
        ("mutual_connections", {"member_id": "linus"}, "/members/linus/mutual-connections"),
        ("introduction_paths", {"member_id": "linus"}, "/members/linus/introduction-paths"),
        (
            "introduction_paths",
            {"company": "Compiler Works"},
            "/companies/compiler-works/introduction-paths",
        ),
        ("suggestions", {}, "/me/suggestions?limit=10"),
        ("approach_member", {"member_id": "linus"}, "/members/linus/approach"),
        ("approach_company", {"company": "compiler-works"}, "/companies/compiler-works/approach"),
        ("search_members", {"degree": 2, "limit": 5}, "/members?degree=2&limit=5"),
    ],
)
def test_a_tool_answers_what_its_route_answers(
    chain: httpx.Client,
    tools_url: str,
    as_service: dict[str, str],
    tool: str,
    arguments: dict[str, Any],
    route: str,
) -> None:
    for headers in (as_member("ada"), as_service | {"Mutuals-Viewer": "ada"}):
        answer = Assistant(tools_url, headers).call(tool, **arguments)
        assert not answer.is_error, answer.texts
        route_s = chain.get(f"/v1{route}", headers=as_member("ada"))
        assert _timeless(answer.data) == _timeless(route_s.json())


def _timeless(answer: Any) -> Any:
    """Without the digits that a tie loses in the time between two answers."""
    if isinstance(answer, dict):
        return {name: _timeless(value) for name, value in answer.items()}
    if isinstance(answer, list):
        return [_timeless(value) for value in answer]
    return round(answer, 6) if isinstance(answer, float) else answer


@pytest.mark.usefixtures("chain")
def test_a_connection_is_answered_with_the_tie_and_oneself_with_neither(ada: Assistant) -> None:
    grace = ada.call("how_am_i_connected", member_id="grace").data
    assert grace["tie"]["strength"] == 0.5
    assert grace["best_path"] is None
    oneself = ada.call("how_am_i_connected", member_id="ada").data
    assert oneself["relation"]["degree"] == 0
    assert (oneself["tie"], oneself["best_path"]) == (None, None)


@pytest.mark.usefixtures("chain")
@pytest.mark.parametrize(
    ("tool", "arguments", "sentence"),
    [
        (
            "how_am_i_connected",
            {"member_id": "nobody"},
            "There is no member 'nobody': check the id, or create the member.",
        ),
        (
            "approach_company",
            {"company": "Nowhere"},
            "There is no company 'nowhere': use the id that a member's positions show.",
        ),
        ("introduction_paths", {}, "Name either member_id or company."),
        ("send_message", {"text": "Hello"}, "Name either member_id or conversation_id."),
        (
            "mutual_connections",
            {"member_id": "grace", "cursor": "x"},
            "This cursor was altered or belongs to another list: start again without a cursor.",
        ),
        (
            "mutual_connections",
            {"limit": 0},
            "Change member_id: This is needed: send it. "
            "Change limit: Input should be greater than or equal to 1",
        ),
    ],
)
def test_an_error_is_said_in_a_sentence(
    ada: Assistant, tool: str, arguments: dict[str, Any], sentence: str
) -> None:
    answer = ada.call(tool, **arguments)
    assert answer.is_error
    assert answer.texts == [sentence]


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer x"}, {"Authorization": "Basic YTpi"}]
)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_nothing_is_answered_without_a_token(
    tools_url: str, headers: dict[str, str], method: str
) -> None:
    for url in (tools_url, tools_url.removesuffix("/mcp")):
        answer = httpx.request(method, url, headers=headers)
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert answer.json()["type"] == "invalid-token"


@pytest.mark.usefixtures("chain")
def test_each_request_is_answered_to_the_owner_of_its_own_token(tools_url: str) -> None:
    asks = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {"name": "how_am_i_connected", "arguments": {"member_id": "barbara"}},
    }
    # Of a member neither header is heeded.
    headers = {
        "Accept": "application/json, text/event-stream",
        "Mutuals-Viewer": "ada",
        "Mcp-Session-Id": "ada",
    }
    with httpx.Client() as client:
        for member, degree in [("grace", 2), ("ada", 3), ("linus", 1), ("grace", 2)]:
            answer = client.post(tools_url, json=asks, headers=headers | as_member(member))
            found = answer.json()["result"]["structuredContent"]
            assert found["relation"]["degree"] == degree
            assert "Mcp-Session-Id" not in answer.headers


@pytest.mark.usefixtures("chain")
def test_a_service_names_its_viewer(tools_url: str, as_service: dict[str, str]) -> None:
    answer = Assistant(tools_url, as_service).call("suggestions")
    assert answer.is_error
    assert answer.texts[0].startswith("A service names its viewer")


@pytest.mark.usefixtures("chain")
def test_a_tool_that_writes_is_there_with_write_alone(settings: Settings) -> None:
    with served(settings.model_copy(update={"secret": SecretStr(SECRET)}), write=False) as url:
        reader = Assistant(url, as_member("ada"))
        assert [tool.name for tool in reader.tools()] == [*ASKING, *ANALYSING]
        for answer in reader.calls([(tool, {}) for tool in WRITING]):
            assert answer.is_error
            assert answer.texts[0].startswith("Unknown tool")


def test_requests_and_messages_are_sent_in_the_viewer_s_name(
    chain: httpx.Client, ada: Assistant
) -> None:
    asked = ada.call("send_connection_request", member_id="barbara", note="We met in Turin.")
    assert asked.data["state"] == "pending"
    received = chain.get("/v1/me/connection-requests", headers=as_member("barbara")).json()
    assert received["items"][0]["note"] == "We met in Turin."

    introduced = ada.call(
        "ask_for_introduction",
        connector_id="grace",
        target_id="linus",
        reason="We port our compiler.",
        purpose="advice",
    )
    assert introduced.data["state"] == "requested"
    asked_of = chain.get("/v1/me/introductions", headers=as_member("grace")).json()
    assert asked_of["items"][0]["reason"] == "We port our compiler."

    written = ada.call("send_message", member_id="grace", text="Hello")
    path = f"/v1/conversations/{written.data['conversation_id']}"
    assert chain.get(path, headers=as_member("grace")).json()["unread"] == 1


@pytest.mark.usefixtures("chain")
def test_a_message_to_a_stranger_is_refused_with_the_ways(ada: Assistant) -> None:
    refused = ada.call("send_message", member_id="linus", text="Hello")
    assert refused.is_error
    sentence, ways = refused.texts
    assert sentence.startswith("You are not connected to 'linus'")
    assert {"introduction", "connection_request"} & {way["way"] for way in json.loads(ways)}
