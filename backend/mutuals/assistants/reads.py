"""The tools that only ask: each calls what the route of the same question calls."""

from typing import Annotated, Literal

from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field

from mutuals.approach.company import approach_company
from mutuals.approach.company_models import CompanyApproach
from mutuals.approach.models import Approach
from mutuals.approach.queries import approach_member
from mutuals.assistants.asking import AskingOf, Call
from mutuals.assistants.models import HowConnected
from mutuals.connection_requests.rules import rules_of
from mutuals.connections.models import MutualConnections
from mutuals.connections.pages import mutual_connections_page
from mutuals.connections.queries import relation, tie
from mutuals.introductions.models import IntroductionPaths
from mutuals.introductions.queries import company_introduction_paths, introduction_paths
from mutuals.members.names import MemberId, company_id_of
from mutuals.search.models import LONGEST_QUERY, Employed, FoundMembers, MemberFilters
from mutuals.search.pages import members_page
from mutuals.suggestions.models import Order, Suggestions
from mutuals.suggestions.queries import suggestions

Member = Annotated[MemberId, Field(description="A member's id; search_members finds it by name.")]
Company = Annotated[str, Field(min_length=1, max_length=200, description="A company's name or id.")]
Limit = Annotated[int, Field(ge=1, le=100, description="How many at most.")]
Cursor = Annotated[str | None, Field(description="`next` of the page before.")]
Value = Annotated[str | None, Field(min_length=1, max_length=200)]


class ReadTools:
    """Tools that change nothing."""

    def __init__(self, asking: AskingOf) -> None:
        self._asking = asking

    async def how_am_i_connected(self, call: Call, member_id: Member) -> HowConnected:
        """How the viewer is connected to a member: the degree (1 is a connection, null out of
        network), how many connections both have, and the tie, or the best path with its connector
        and the strength of each hop."""
        asking = self._asking(call)
        reader, viewer_id = asking.graph.reader, asking.viewer_id
        found = await relation(reader, viewer_id, member_id)
        if found.degree == 1:
            explained = await tie(reader, viewer_id, member_id, asking.now)
            return HowConnected(relation=found, tie=explained, best_path=None)
        paths = []
        if found.degree != 0:
            paths = await introduction_paths(
                reader,
                viewer_id,
                member_id,
                3,
                1,
                default_cap=asking.settings.introductions_cap,
                now=asking.now,
            )
        return HowConnected(relation=found, tie=None, best_path=paths[0] if paths else None)

    async def mutual_connections(
        self, call: Call, member_id: Member, limit: Limit = 20, cursor: Cursor = None
    ) -> MutualConnections:
        """Who is connected to both the viewer and a member, by name."""
        asking = self._asking(call)
        return await mutual_connections_page(
            asking.graph.reader, asking.signer, asking.viewer_id, member_id, limit, cursor
        )

    async def introduction_paths(
        self,
        call: Call,
        member_id: Member | None = None,
        company: Company | None = None,
        limit: Annotated[int, Field(ge=1, le=50, description="How many paths at most.")] = 5,
        max_hops: Annotated[int, Field(ge=2, le=4, description="The longest path.")] = 3,
    ) -> IntroductionPaths:
        """Who can introduce the viewer to a member, or to anyone who works at a company: the
        warmest paths first, each with its connector, its ties and which of them is weakest."""
        asking = self._asking(call)
        if member_id is not None and company is None:
            paths = await introduction_paths(
                asking.graph.reader,
                asking.viewer_id,
                member_id,
                max_hops,
                limit,
                default_cap=asking.settings.introductions_cap,
                now=asking.now,
            )
        elif company is not None and member_id is None:
            paths = await company_introduction_paths(
                asking.graph.reader,
                asking.viewer_id,
                company_id_of(company),
                max_hops,
                limit,
                default_cap=asking.settings.introductions_cap,
                now=asking.now,
            )
        else:
            raise ToolError("Name either member_id or company.")
        return IntroductionPaths(paths=paths)

    async def suggestions(
        self,
        call: Call,
        order: Annotated[
            Order, Field(description="By score, or the most mutual connections first.")
        ] = Order.RELEVANCE,
        limit: Limit = 10,
    ) -> Suggestions:
        """Whom the viewer may know or should meet, the best first, each with the reasons."""
        asking = self._asking(call)
        found = await suggestions(asking.graph.reader, asking.viewer_id, order, limit, asking.now)
        return Suggestions(items=found)

    async def approach_member(self, call: Call, member_id: Member) -> Approach:
        """The way to come to know a member, in seven steps: each with its evidence, drafts of what
        to write, and ticked by what happened."""
        asking = self._asking(call)
        return await approach_member(
            asking.graph.reader,
            asking.viewer_id,
            member_id,
            default_cap=asking.settings.introductions_cap,
            cooldown=rules_of(asking.settings).cooldown,
            now=asking.now,
        )

    async def approach_company(self, call: Call, company: Company) -> CompanyApproach:
        """Whom the viewer knows or can reach at a company, by whom, how warmly, and whom to start
        with."""
        asking = self._asking(call)
        return await approach_company(
            asking.graph.reader,
            asking.viewer_id,
            company_id_of(company),
            default_cap=asking.settings.introductions_cap,
            now=asking.now,
        )

    async def search_members(
        self,
        call: Call,
        q: Annotated[
            str | None,
            Field(
                max_length=LONGEST_QUERY,
                description="Words of name, headline, titles, companies, skills; each has to be "
                "there, perhaps with a typo.",
            ),
        ] = None,
        degree: Annotated[
            Literal[1, 2, 3] | None, Field(description="First, second or third degree.")
        ] = None,
        company: Annotated[Value, Field(description="Name or id of an employer.")] = None,
        company_when: Annotated[
            Employed | None, Field(description="An employer now, or before.")
        ] = None,
        title: Annotated[Value, Field(description="Words of a current title.")] = None,
        industry: Annotated[Value, Field(description="An industry.")] = None,
        school: Annotated[Value, Field(description="Name or id of a school.")] = None,
        location: Annotated[Value, Field(description="Words of a location.")] = None,
        skill: Annotated[Value, Field(description="Name or id of a skill.")] = None,
        connections_of: Annotated[
            MemberId | None, Field(description="Id of a member whose connections they are.")
        ] = None,
        limit: Limit = 20,
        cursor: Cursor = None,
    ) -> FoundMembers:
        """Find members by words and filters, the nearest and best first: their ids, degrees and
        mutual connections, and counts of what those found have. Every filter given must fit."""
        asking = self._asking(call)
        filters = MemberFilters(
            q=q,
            degree=degree,
            company=company,
            company_when=company_when,
            title=title,
            industry=industry,
            school=school,
            location=location,
            skill=skill,
            connections_of=connections_of,
        )
        return await members_page(
            asking.graph.reader, asking.signer, asking.viewer_id, filters, limit, cursor
        )
