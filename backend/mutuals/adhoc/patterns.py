"""The patterns a query may match: every node by a label that may be read, or at the end of a
relationship whose types all may."""

from mutuals.adhoc.functions import Functions
from mutuals.adhoc.readable import readable
from mutuals.adhoc.sizes import AN_ENTITY, ENTITIES_OF_A_PATH, LONGEST_PATH, ONE, Size, gathered
from mutuals.adhoc.tokens import Kind

MOST_RELATIONSHIPS = 10
"""In a query. Neo4j plans 14 to 22 for 3 to 12 s."""
MOST_NODES = 24
MOST_ALONE = 6
"""Nodes without a relationship beside them: 14 of these are planned for 4 s."""
MOST_HOPS = 4
MOST_SHORTEST_HOPS = 8
SHORTEST = {"SHORTESTPATH", "ALLSHORTESTPATHS"}


class Patterns(Functions):
    """Takes patterns."""

    relationships = 0
    nodes = 0
    alone = 0
    hops = 0

    def patterns(self) -> None:
        """Take what stands behind MATCH, up to WHERE."""
        self._pattern()
        while self.take_if(","):
            self._pattern()

    def _pattern(self) -> None:
        if self.peek().is_name and self.at("=", ahead=1):
            self.know(self.name("a path's name"), ENTITIES_OF_A_PATH)
            self.take()
        if self.at(*SHORTEST):
            self.take()
            self.expect("(")
            self._chain(MOST_SHORTEST_HOPS)
            self.expect(")")
        else:
            self._chain(MOST_HOPS)

    def _chain(self, most_hops: int) -> None:
        if not self.at("("):
            raise self.unexpected("a node in brackets is expected, as (m:Member)")
        alone = self.peek(self.after_brackets()).sign not in {"-", "<"}
        self._node(alone=alone)
        while self.at("-", "<"):
            self._relationship(most_hops)
            self._node(alone=False)

    def _node(self, *, alone: bool) -> None:
        opening = self.expect("(")
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise self.refused(
                "patterns", f"over {MOST_NODES} nodes: ask in several queries.", opening
            )
        self.alone += alone
        if self.alone > MOST_ALONE:
            raise self.refused(
                "patterns",
                f"over {MOST_ALONE} nodes alone: connect them, or ask in parts.",
                opening,
            )
        if self.peek().is_name:
            self.know(self.name("a variable"), AN_ENTITY)
        if self.at(":"):
            self._labels()
        elif alone:
            raise self.refused(
                "labels", "a node alone needs its label, each time: (m:Member).", opening
            )
        self._properties_and_condition()
        self.expect(")")

    def _labels(self) -> None:
        """:Member, :Member|Company, :Member&Event: never !, % or a computed name."""
        self.expect(":")
        self._one_of(readable().nodes, "label", "labels")
        while self.at("|", "&", ":"):
            self.take()
            self._one_of(readable().nodes, "label", "labels")

    def label_predicate(self) -> None:
        """As in WHERE n:Company|School."""
        self.expect(":")
        self._one_of(readable().nodes, "label", "labels")
        # In a comprehension a bar also stands before what is listed.
        while self.at("|", "&") and self.peek(1).value in readable().nodes:
            self.take()
            self._one_of(readable().nodes, "label", "labels")

    def _one_of(self, names: dict[str, frozenset[str]], what: str, rule: str) -> None:
        token = self.peek()
        if not token.is_name or token.value not in names:
            shown = token.value[:40] or "the end of the query"
            raise self.refused(rule, f"{shown} is no {what} that may be read here.")
        self.take()

    def _relationship(self, most_hops: int) -> None:
        from_right = self.take_if("<")
        start = self.expect("-")
        if not self.at("["):
            raise self.refused("types", "a relationship needs its types: -[:CONNECTED_TO]-.", start)
        self.take()
        self.relationships += 1
        if self.relationships > MOST_RELATIONSHIPS:
            raise self.refused(
                "patterns",
                f"over {MOST_RELATIONSHIPS} relationships: ask in parts.",
                start,
            )
        variable = self.name("a variable") if self.peek().is_name else None
        if not self.at(":"):
            raise self.refused("types", "a relationship needs its types: -[:CONNECTED_TO]-.", start)
        self.take()
        self._one_of(readable().relationships, "type", "types")
        while self.take_if("|"):
            self.take_if(":")
            self._one_of(readable().relationships, "type", "types")
        hops = self._hops(most_hops) if self.at("*") else 1
        self.hops += hops
        if self.hops > LONGEST_PATH:
            raise self.refused("patterns", f"over {LONGEST_PATH} hops in all: take fewer.", start)
        if variable is not None:
            self.know(variable, AN_ENTITY if hops == 1 else ENTITIES_OF_A_PATH)
        self._properties_and_condition()
        self.expect("]")
        self.expect("-")
        if not from_right:
            self.take_if(">")

    def _hops(self, most: int) -> int:
        """*3, *1..3 or *..3. No hop at all would make any node both ends."""
        start = self.take()
        lowest = highest = self._number() if self.peek().kind is Kind.NUMBER else None
        if self.take_if(".."):
            highest = self._number() if self.peek().kind is Kind.NUMBER else None
        if lowest == 0:
            raise self.refused("patterns", "a pattern has a hop at least: *1..3.", start)
        if highest is None or highest > most:
            raise self.refused("patterns", f"say how many hops, {most} at most: *1..{most}.", start)
        return max(1, highest)

    def _number(self) -> int:
        token = self.take()
        if not token.value.isdecimal():
            raise self.refused("syntax", "a whole number is expected.", token)
        return int(token.value)

    def _properties_and_condition(self) -> None:
        if self.take_if("{"):
            while not self.at("}"):
                self.property_name()
                self.expect(":")
                self.expression()
                if not self.at("}"):
                    self.expect(",")
            self.take()
        if self.take_if("WHERE"):
            self.expression()

    def pattern_is_ahead(self, bracket: int = 0) -> bool:
        """Whether the bracket, so far ahead, is a node's: what follows it starts a relationship.

        Nothing can be subtracted from a list, and two signs in a row are refused elsewhere.
        """
        after = self.after_brackets(bracket)
        if self.at("<", ahead=after):
            return self.at("-", ahead=after + 1) and self.at("[", "-", ahead=after + 2)
        return self.at("-", ahead=after) and self.at("[", "-", ahead=after + 1)

    def pattern_expression(self) -> Size:
        """A pattern as a condition: WHERE (a)-[:CONNECTED_TO]-(b)."""
        self._chain(MOST_HOPS)
        return ONE

    def pattern_comprehension(self) -> Size | None:
        """[(m)-[:WORKS_AT]->(c:Company) | c.name]; None where it is a list of another kind."""
        named = not self.at("(", ahead=1)
        if not named and not self.pattern_is_ahead(1):
            return None
        self.expect("[")
        if named:
            self.know(self.name("a path's name"), ENTITIES_OF_A_PATH)
            self.expect("=")
        self._chain(MOST_HOPS)
        if self.take_if("WHERE"):
            self.expression()
        self.expect("|")
        size = gathered(self.expression())
        self.expect("]")
        return size
