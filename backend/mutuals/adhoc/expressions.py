"""The expressions a query may have. What binds how tightly does not matter here: each part is
checked, and how large the whole can get."""

from typing import Any

from mutuals.adhoc.cursor import Cursor
from mutuals.adhoc.readable import readable
from mutuals.adhoc.sizes import (
    A_PROPERTY,
    LARGEST_VALUE,
    ONE,
    Size,
    either,
    element,
    joined,
    listed,
    repeated,
    sliced,
)
from mutuals.adhoc.tokens import DEEPEST, Kind, Token

MOST_ITERATIONS = 200_000
"""Of loops in loops, for one row."""
LONGEST_LOOP = 10_000
CONSTANTS = {"TRUE", "FALSE", "NULL"}
COMPARISONS = {"AND", "OR", "=", "<", ">", "<=", ">=", "<>", "IN"}
ARITHMETIC = {"+", "-", "*", "/", "%", "^"}
SAY_HOW_MANY = "say how many at most, as in xs[..1000], or use UNWIND"


class Expressions(Cursor):
    """Takes expressions; classes built on this take what else they are made of."""

    depth = 0
    built = 0
    iterations = 1
    reducing: str | None = None
    """Whose reduce() is under way, by the name of what it carries along."""
    carried = 0
    additions = 0

    def expression(self) -> Size:
        """Take an expression, and tell how large it can get."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.refused("nesting", f"over {DEEPEST} expressions in each other: use WITH.")
        size = self._operators()
        self.depth -= 1
        return size

    def _operators(self) -> Size:
        parts: list[Size] = []
        compared = added = False
        while True:
            self._prefixes()
            parts.append(self._postfixed())
            token = self.peek()
            if self.at("-") and self.at("[", "-", ">", ahead=1):
                raise self.refused("patterns", "a pattern starts with a node: (a)-[:TYPE]-(b).")
            if self.at("<") and self.at("-", ahead=1) and self.at("[", "-", ahead=2):
                raise self.refused("patterns", "a pattern starts with a node: (a)<-[:TYPE]-(b).")
            if token.sign in ARITHMETIC:
                self.additions += token.sign == "+"
                added |= token.sign == "+"
                self.take()
            elif token.sign in COMPARISONS or token.sign in {"STARTS", "ENDS", "CONTAINS"}:
                (self._built if added else self._checked)(joined(parts), token)
                parts, compared, added = [], True, False
                self.take()
                if token.sign in {"STARTS", "ENDS"}:
                    self.expect("WITH")
            else:
                break
        if self.at("XOR"):
            raise self.refused("syntax", "XOR doubles what is to be planned: write a <> b.")
        size = (self._built if added else self._checked)(joined(parts), token)
        return ONE if compared else size

    def _built(self, size: Size, token: Token) -> Size:
        """Of a value that is made anew: for a row all of them may be there at once."""
        self.built += size.total
        if self.built > LARGEST_VALUE:
            raise self.refused(
                "memory", "the values could outgrow the server's memory: build less.", token
            )
        return self._checked(size, token)

    def _checked(self, size: Size, token: Token) -> Size:
        if size.is_too_large:
            raise self.refused(
                "memory", "the value could outgrow the server's memory: build less.", token
            )
        return size

    def _prefixes(self) -> None:
        count = 0
        while self.at("NOT", "-", "+"):
            if self.at("-") and self.at("-", ahead=1):
                raise self.refused(
                    "syntax", "two minus signs in a row start a pattern: write -(-x)."
                )
            count += 1
            if count > 3:
                raise self.refused(
                    "nesting", "over three signs or NOTs in a row: write one, or none."
                )
            self.take()

    def _postfixed(self) -> Size:
        is_name = self.peek().is_name
        size = self._operand()
        while True:
            if self.at("."):
                self.take()
                self.property_name(or_part_of_time=True)
                size = either([A_PROPERTY, element(size)])
            elif self.at("["):
                size = self._index(size)
            elif self.at(":") and is_name:
                self.label_predicate()
                size = ONE
            elif self.at("IS"):
                self.take()
                self.take_if("NOT")
                self.expect("NULL")
                size = ONE
            else:
                return size
            is_name = False

    def _operand(self) -> Size:
        token = self.peek()
        following = self.peek(1)
        if token.kind is Kind.NUMBER:
            self.take()
            return ONE
        if token.kind is Kind.STRING:
            self.take()
            return Size(1, max(16, 2 * len(token.value)))
        if token.kind is Kind.PARAMETER:
            self.take()
            return size_of_value(self.value_of(token))
        if token.sign in CONSTANTS:
            self.take()
            return ONE
        if token.sign == "CASE":
            return self._case()
        if token.sign in {"EXISTS", "COUNT", "COLLECT"} and following.sign == "{":
            return self.subquery_expression()
        if token.sign == "(":
            if self.pattern_is_ahead():
                return self.pattern_expression()
            self.take()
            size = self.expression()
            self.expect(")")
            return size
        if token.sign in {"[", "{"}:
            if self.reducing is not None:
                raise self.refused(
                    "memory", "reduce() builds no lists or maps: use a comprehension."
                )
            return self._list() if token.sign == "[" else self._map()
        if token.is_name:
            if following.sign == "(" or self._namespaced():
                return self.function()
            return self._variable()
        raise self.unexpected("a value is expected")

    def _namespaced(self) -> bool:
        return (
            self.peek(1).sign == "."
            and self.peek(2).is_name
            and (self.peek(3).sign == "(" or (self.peek(3).sign == "." and self.at("(", ahead=5)))
        )

    def _variable(self) -> Size:
        name = self.name("a value")
        self.carried += name == self.reducing
        if self.at("{"):
            return self._projection(name)
        return self.size_of(name)

    def _index(self, of: Size) -> Size:
        """[3], [-1], [2..4], [..5]: never [expression], which reads a property by any name."""
        opening = self.expect("[")
        ahead = 1 if self.at("-") else 0
        is_number = self.peek(ahead).kind is Kind.NUMBER and self.peek(ahead).value.isdecimal()
        if is_number and self.at("]", ahead=ahead + 1):
            for _ in range(ahead + 2):
                self.take()
            return element(of)
        highest = None
        if not self.at(".."):
            self._bound()
        if not self.at(".."):
            raise self.refused(
                "properties",
                "between [ and ] stands a whole number or a slice as [0..5]: "
                "what is read by a computed name cannot be checked.",
                opening,
            )
        self.take()
        if not self.at("]"):
            highest = self._bound()
        self.expect("]")
        if highest is None:
            return of
        return sliced(of, highest)

    def _bound(self) -> int | None:
        token = self.peek()
        if token.kind is Kind.NUMBER and token.value.isdecimal() and self.at("..", "]", ahead=1):
            self.take()
            return int(token.value)
        self.expression()
        return None

    def _case(self) -> Size:
        self.take()
        if not self.at("WHEN"):
            self.expression()
        sizes = [ONE]
        while self.at("WHEN"):
            self.take()
            self.expression()
            self.expect("THEN")
            sizes.append(self.expression())
        if self.take_if("ELSE"):
            sizes.append(self.expression())
        self.expect("END")
        return either(sizes)

    def _map(self) -> Size:
        self.take()
        sizes = []
        while not self.at("}"):
            self.name("a key")
            self.expect(":")
            sizes.append(self.expression())
            if not self.at("}"):
                self.expect(",")
        token = self.take()
        return self._built(listed(sizes), token)

    def _projection(self, name: str) -> Size:
        """member {.name, since: tie.since, skills}"""
        if self.reducing is not None:
            raise self.refused("memory", "reduce() builds no lists or maps: use a comprehension.")
        self.take()
        sizes = []
        of = either([A_PROPERTY, element(self.size_of(name))])
        while not self.at("}"):
            if self.at("."):
                self.take()
                if self.at("*"):
                    raise self.refused(
                        "properties", ".* reads all properties: name those that you need."
                    )
                self.property_name(or_part_of_time=True)
                sizes.append(of)
            else:
                entry = self.name("a property or a key")
                sizes.append(self.expression() if self.take_if(":") else self.size_of(entry))
            if not self.at("}"):
                self.expect(",")
        token = self.take()
        return self._built(listed(sizes), token)

    def _list(self) -> Size:
        if self.at("(", ahead=1) or (self.at("=", ahead=2) and self.at("(", ahead=3)):
            found = self.pattern_comprehension()
            if found is not None:
                return found
        token = self.take()
        if self.peek().is_name and self.at("IN", ahead=1):
            size = self._comprehension()
        else:
            sizes = []
            while not self.at("]"):
                sizes.append(self.expression())
                if not self.at("]"):
                    self.expect(",")
            size = listed(sizes)
        self.expect("]")
        return self._built(size, token)

    def _comprehension(self) -> Size:
        count, variable = self.loop()
        body = self.size_of(variable)
        if self.take_if("WHERE"):
            self.expression()
        if self.take_if("|"):
            body = self.expression()
        self.end_loop(count)
        return repeated(count, body)

    def loop(self) -> tuple[int, str]:
        """Take `x IN list`: how often it goes round at most, and the variable. Call end_loop()."""
        variable = self.name("a variable")
        self.expect("IN")
        token = self.peek()
        source = self.expression()
        if source.is_many:
            raise self.refused(
                "memory", f"nobody knows how long this list is: {SAY_HOW_MANY}.", token
            )
        if source.count > LONGEST_LOOP:
            raise self.refused(
                "memory", f"a loop goes round {LONGEST_LOOP} times at most: {SAY_HOW_MANY}.", token
            )
        count = max(1, source.count)
        self.iterations *= count
        if self.iterations > MOST_ITERATIONS:
            raise self.refused(
                "memory",
                f"loops in loops go round {MOST_ITERATIONS} times: {SAY_HOW_MANY}.",
                token,
            )
        self.know(variable, element(source))
        return count, variable

    def end_loop(self, count: int) -> None:
        self.iterations //= count

    def property_name(self, *, or_part_of_time: bool = False) -> None:
        """Take the name of a property that may be read."""
        token = self.peek()
        if not token.is_name:
            raise self.unexpected("the name of a property is expected")
        known = readable().properties
        if token.value not in known and not (
            or_part_of_time and token.value in readable().parts_of_times
        ):
            raise self.refused("properties", f"{token.value} is no property that may be read here.")
        self.take()

    def label_predicate(self) -> None:
        raise NotImplementedError

    def subquery_expression(self) -> Size:
        raise NotImplementedError

    def pattern_is_ahead(self, bracket: int = 0) -> bool:
        raise NotImplementedError

    def pattern_expression(self) -> Size:
        raise NotImplementedError

    def pattern_comprehension(self) -> Size | None:
        raise NotImplementedError

    def function(self) -> Size:
        raise NotImplementedError


def size_of_value(value: Any) -> Size:
    """The bound of a parameter."""
    if isinstance(value, list):
        return listed([size_of_value(item) for item in value])
    if isinstance(value, dict):
        return listed([size_of_value(item) for item in value.values()])
    return Size(1, max(16, 2 * len(value))) if isinstance(value, str) else ONE
