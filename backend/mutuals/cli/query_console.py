"""The console of `mutuals query`: history, completion, and a query over several lines until `;`."""

import csv
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import FileHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from mutuals.adhoc.answers import Answer, cell
from mutuals.adhoc.readable import readable
from mutuals.adhoc.running import AnalystQueries
from mutuals.cli.console import err, out
from mutuals.cli.query import (
    ANALYST,
    draw_chart,
    draw_plan,
    draw_table,
    interruptible,
    queries_of,
    rows_of,
    value_of,
)
from mutuals.errors import MutualsError
from mutuals.settings import Settings

HELP = """\
Write a query, over as many lines as you like, and end it with ;
  EXPLAIN QUERY;    draw the plan as a tree
  :schema           what may be read
  :param NAME JSON  give $NAME a value
  :csv FILE         write the last answer as CSV
  :chart FILE       draw the last answer's first columns, .svg or .png
  :help  :quit      Ctrl-C cancels, Ctrl-D ends"""
COMMANDS = [":help", ":schema", ":param", ":csv", ":chart", ":quit"]
CLAUSES = [
    "MATCH", "OPTIONAL MATCH", "WHERE", "WITH", "RETURN", "UNWIND", "ORDER BY", "LIMIT", "SKIP",
    "DISTINCT", "UNION", "CALL", "AND", "OR", "NOT", "AS", "DESC", "COUNT", "EXISTS", "EXPLAIN",
]  # fmt: skip


class Words(Completer):
    """Completes by what stands before: a label or type after a colon, a property after a dot."""

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterable[Completion]:
        before = document.text_before_cursor
        del complete_event
        found = re.search(r"(\[[^\]]*[:|]|\([^)]*[:|]|[:.])?(\w*)$", before)
        start, typed = (found[1] or "", found[2]) if found else ("", "")
        names = readable()
        if re.fullmatch(r":\w*", before):
            words = COMMANDS
            typed = before
        elif start.startswith("["):
            words = sorted(names.relationships)
        elif start.endswith((":", "|")):
            words = sorted(names.nodes)
        elif start == ".":
            words = sorted(names.properties)
        else:
            functions = sorted(f"{name}(" for name in names.functions | names.aggregates)
            words = [*CLAUSES, *functions] if typed else []
        for word in words:
            if word.lower().startswith(typed.lower()):
                yield Completion(word, start_position=-len(typed))


class QueryConsole:
    """One sitting: its parameters, and the last answer."""

    def __init__(self, queries: AnalystQueries, parameters: dict[str, Any]) -> None:
        self._queries = queries
        self._parameters = parameters
        self._last: tuple[Answer, list[list[Any]]] | None = None

    async def take(self, text: str) -> bool:
        """Do what a line or a query says, and tell whether to go on."""
        command, _, rest = text.strip().partition(" ")
        match command:
            case ":quit" | ":exit":
                return False
            case ":help":
                out.print(HELP, markup=False)
            case ":schema":
                _draw_schema()
            case ":param":
                name, _, value = rest.strip().partition(" ")
                self._parameters[name.removeprefix("$")] = value_of(value)
            case ":csv" | ":chart":
                self._keep(command, rest.strip())
            case _ if command.startswith(":"):
                err.print(f"There is no {command}: :help lists what there is.", markup=False)
            case _ if command.upper() == "EXPLAIN":
                plan = await interruptible(self._queries.plan(rest, self._parameters))
                if plan is not None:
                    draw_plan(plan)
            case _ if text.strip():
                await interruptible(self._ask(text))
        return True

    async def _ask(self, text: str) -> None:
        answer = await self._queries.ask(ANALYST, text, self._parameters)
        rows = await rows_of(answer)
        self._last = answer, rows
        draw_table(answer, rows)
        if answer.why is not None:
            err.print(answer.why, markup=False)

    def _keep(self, command: str, name: str) -> None:
        file = Path(name).expanduser()
        if self._last is None or not name:
            err.print("Ask something first, and name a file.")
        elif command == ":chart" and file.suffix in {".svg", ".png"}:
            draw_chart(*self._last, file)
        elif command == ":chart":
            err.print("A chart is an .svg or a .png file: end its name so.")
        else:
            answer, rows = self._last
            with file.open("w", newline="", encoding="utf-8") as opened:
                lines = csv.writer(opened)
                lines.writerow([cell(column) for column in answer.columns])
                lines.writerows([cell(value) for value in row] for row in rows)
            err.print(f"Written to {file}.", markup=False)


async def run_console(settings: Settings, parameters: dict[str, Any]) -> None:
    """Ask for queries until Ctrl-D. They are kept in the data folder, for the next sitting."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    session: PromptSession[str] = PromptSession(
        history=FileHistory(str(settings.data_dir / "query_history")),
        completer=Words(),
        complete_while_typing=False,
        multiline=True,
        key_bindings=_enter_ends_what_is_whole(),
        prompt_continuation="   ... ",
    )
    async with queries_of(settings) as queries:
        err.print("Cypher that reads, ended by ; and :help for more.")
        console = QueryConsole(queries, dict(parameters))
        while True:
            try:
                text = await session.prompt_async("cypher> ")
                if not await console.take(text):
                    return
            except KeyboardInterrupt:
                continue
            except EOFError:
                return
            except MutualsError as error:
                err.print(str(error), style="red", markup=False)
            except OSError as error:
                err.print(f"{error.strerror}: {error.filename}", markup=False)


def _enter_ends_what_is_whole() -> KeyBindings:
    from prompt_toolkit.application import get_app

    @Condition
    def is_whole() -> bool:
        text = get_app().current_buffer.text.strip()
        return not text or text.endswith(";") or text.startswith(":")

    bindings = KeyBindings()

    @bindings.add("enter", filter=is_whole)
    def _take(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    return bindings


def _draw_schema() -> None:
    names = readable()
    for label, properties in names.nodes.items():
        out.print(f"(:{label})  {', '.join(sorted(properties))}", markup=False)
    for type_, properties in names.relationships.items():
        out.print(f"-[:{type_}]-  {', '.join(sorted(properties))}", markup=False)
