"""The tools for analysts: questions about the whole network."""

from typing import Annotated, Any

from pydantic import Field

from mutuals.adhoc.models import LONGEST_QUERY, QuerySummary, Table
from mutuals.analytics import queries
from mutuals.analytics.models import Answer, CatalogueQueries
from mutuals.assistants.asking import AskingOf, Call

Values = Annotated[dict[str, Any], Field(max_length=100, description="Values by name.")]


class AnalystTools:
    """Tools that show more than any one member may see."""

    def __init__(self, asking: AskingOf) -> None:
        self._asking = asking

    async def list_analytics(self, call: Call) -> CatalogueQueries:
        """The questions about the whole network that run_analytics answers: what each takes and
        returns, with an example."""
        self._asking(call).analyst()
        return queries.listed()

    async def run_analytics(
        self,
        call: Call,
        name: Annotated[str, Field(max_length=100, description="Of a question, as listed.")],
        parameters: Values | None = None,
    ) -> Answer:
        """Answer a question about the whole network that list_analytics lists."""
        asking = self._asking(call)
        asking.analyst()
        return await queries.run(asking.graph.reader, name, parameters or {}, now=asking.now)

    async def run_cypher(
        self,
        call: Call,
        query: Annotated[
            str,
            Field(
                min_length=1,
                max_length=LONGEST_QUERY,
                description="One query in Cypher 5 that reads; an error says what it may not have.",
            ),
        ],
        parameters: Values | None = None,
        limit: Annotated[int, Field(ge=1, le=1000, description="How many rows at most.")] = 100,
    ) -> Table:
        """Ask the whole network in Cypher what list_analytics does not list. Members are (:Member)
        with id, name, headline and industry; (:Member)-[:CONNECTED_TO]-(:Member) has since and
        strength."""
        asking = self._asking(call)
        answer = await asking.analyst_queries.ask(asking.analyst(), query, parameters or {})
        try:
            rows: list[list[Any]] = []
            more = False
            async for row in answer.rows():
                more = len(rows) == limit
                if more:
                    break
                rows.append(row)
        finally:
            answer.close()
        return Table(
            columns=answer.columns,
            rows=rows,
            truncated=more or answer.stopped is not None,
            summary=QuerySummary(
                rows=len(rows), seconds=answer.seconds, stopped=answer.stopped, why=answer.why
            ),
        )
