"""The server of an assistant's tools: which there are, and how an error is said."""

import json
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import CallToolResult, InputRequiredResult, TextContent, ToolAnnotations
from pydantic import ValidationError

from mutuals.assistants.analyses import AnalystTools
from mutuals.assistants.asking import AskingOf, Call
from mutuals.assistants.reads import ReadTools
from mutuals.assistants.writes import WriteTools
from mutuals.errors import MutualsError, NotConnectedError
from mutuals.http.problems import message_of

INSTRUCTIONS = """\
Mutuals answers of a professional network on behalf of one member, the viewer: how the viewer is
connected to somebody, whom both know, and who can introduce them, and how warmly. Members are named
by id: find it with search_members. A connector is the viewer's own connection that a path starts
with: the one to ask. Strengths are 0 to 1: from 0.60 on strong, from 0.25 on moderate.
"""
READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
WRITES = ToolAnnotations(
    read_only_hint=False, destructive_hint=False, idempotent_hint=False, open_world_hint=False
)


class AssistantServer(MCPServer[Any]):
    """The library's server, which would say an error's text only behind a text of its own."""

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Call | None = None
    ) -> CallToolResult | InputRequiredResult:
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            match error.__cause__:
                case NotConnectedError() as known:
                    ways = json.dumps(known.ways)
                    content = [TextContent(text=str(known)), TextContent(text=ways)]
                    return CallToolResult(content=[*content], is_error=True)
                case MutualsError() | ToolError() as known:
                    raise ToolError(str(known)) from error
                case ValidationError() as wrong if type(error) is ToolError:
                    raise ToolError(_to_change(wrong)) from error
            raise


def _to_change(wrong: ValidationError) -> str:
    """The arguments to change, in one sentence each."""
    return " ".join(
        f"Change {'.'.join(str(part) for part in item['loc'])}: {message_of(item)}"
        for item in wrong.errors()
    )


def assistant_server(asking: AskingOf, *, analyst: bool, write: bool) -> AssistantServer:
    """The tools, for whomever `asking` finds to be the viewer of a call."""
    server = AssistantServer(
        name="mutuals",
        title="Mutuals",
        instructions=INSTRUCTIONS,
        version=version("mutuals"),
        log_level="WARNING",
    )
    reads = ReadTools(asking)
    _add(
        server,
        READS,
        reads.how_am_i_connected,
        reads.mutual_connections,
        reads.introduction_paths,
        reads.suggestions,
        reads.approach_member,
        reads.approach_company,
        reads.search_members,
    )
    if analyst:
        analyses = AnalystTools(asking)
        _add(
            server,
            READS,
            analyses.list_analytics,
            analyses.run_analytics,
            analyses.run_cypher,
        )
    if write:
        writes = WriteTools(asking)
        _add(
            server,
            WRITES,
            writes.send_connection_request,
            writes.ask_for_introduction,
            writes.send_message,
        )
    return server


def _add(server: AssistantServer, annotations: ToolAnnotations, *tools: Callable[..., Any]) -> None:
    for tool in tools:
        # Its lines are broken for who reads the code.
        description = " ".join((tool.__doc__ or "").split())
        server.add_tool(
            tool, description=description, annotations=annotations, structured_output=True
        )
