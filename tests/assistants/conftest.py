"""An assistant: the library's own client of the tools, over HTTP or over pipes."""

import threading
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx2
import pytest
import uvicorn
import uvloop
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp_types import CallToolResult, TextContent, Tool
from tests.cli.conftest import PROGRAM
from tests.conftest import SECRET

from mutuals.assistants.http import create_assistant_app
from mutuals.graph.driver import Server
from mutuals.settings import Settings


@dataclass(frozen=True)
class Answer:
    """What a tool answered: texts, and the same as data where it is no error."""

    texts: list[str]
    data: Any
    is_error: bool


@dataclass(frozen=True)
class Assistant:
    """Reaches the tools at an address with headers, or those of a program of its own."""

    reached: str | StdioServerParameters
    headers: dict[str, str] = field(default_factory=dict)

    def tools(self) -> list[Tool]:
        """Which there are."""

        async def work() -> list[Tool]:
            async with AsyncExitStack() as stack:
                return (await (await self._client(stack)).list_tools()).tools

        return uvloop.run(work())

    def call(self, tool: str, **arguments: Any) -> Answer:
        """Call one."""
        return self.calls([(tool, arguments)])[0]

    def calls(self, asked: list[tuple[str, dict[str, Any]]]) -> list[Answer]:
        """Call several, one after the other, in one connection."""

        async def work() -> list[CallToolResult]:
            async with AsyncExitStack() as stack:
                client = await self._client(stack)
                return [await client.call_tool(tool, arguments) for tool, arguments in asked]

        return [
            Answer(
                [block.text for block in result.content if isinstance(block, TextContent)],
                result.structured_content,
                result.is_error,
            )
            for result in uvloop.run(work())
        ]

    async def _client(self, stack: AsyncExitStack) -> Client:
        if isinstance(self.reached, StdioServerParameters):
            return await stack.enter_async_context(Client(self.reached))
        http = await stack.enter_async_context(httpx2.AsyncClient(headers=self.headers, timeout=60))
        transport = streamable_http_client(self.reached, http_client=http)
        return await stack.enter_async_context(Client(transport))


def program(environment: dict[str, str], *options: str) -> Assistant:
    """An assistant that starts `mutuals mcp` itself."""
    words = [*PROGRAM[1:], "mcp", *options]
    return Assistant(StdioServerParameters(command=PROGRAM[0], args=words, env=environment))


@contextmanager
def served(settings: Settings, *, write: bool) -> Iterator[str]:
    """The tools over HTTP for the length of the block; their address."""
    config = uvicorn.Config(create_assistant_app(settings, write=write), port=0, log_level="error")
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run)
    thread.start()
    while not running.started:
        assert thread.is_alive(), "the tools did not start"
        threading.Event().wait(0.01)
    port = running.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}/mcp"
    finally:
        running.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def tools_url(
    api_url: str, server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of the tools, with those that write."""
    del api_url  # its schema is needed
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("tools"),
        neo4j_uri=server.uri,
        neo4j_user=server.user,
        neo4j_password=server.password,
        neo4j_database=server.database,
        secret=SECRET,
    )
    with served(settings, write=True) as url:
        yield url
