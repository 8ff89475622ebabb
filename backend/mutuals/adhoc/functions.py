"""The functions a query may call, and those that have rules of their own."""

from collections.abc import Callable

from mutuals.adhoc.expressions import Expressions
from mutuals.adhoc.readable import readable
from mutuals.adhoc.sizes import (
    ENTITIES_OF_A_PATH,
    MANY,
    ONE,
    Size,
    element,
    gathered,
    joined,
)
from mutuals.adhoc.tokens import Kind

LONGEST_RANGE = 10_000
MOST_GROWTH = 100
"""How much longer the replace() calls of a query, one in another, can make a text."""
INSTEAD = {
    "properties": "name the properties that you need",
    "keys": "name the properties that you need",
    "id": "use the property id, or elementId()",
    "exists": "write n.name IS NOT NULL, or EXISTS { (a)-[:TYPE]-(b) }",
    "shortestpath": "write MATCH p = shortestPath((a)-[:CONNECTED_TO*..6]-(b))",
}
BUILDING = {"reduce", "replace", "split"}
SCALARS = {"size", "length", "type", "count", "sum", "avg", "elementid", "isempty", "abs", "sign"}


class Functions(Expressions):
    """Takes calls of functions."""

    growth = 1

    def function(self) -> Size:
        first = self.peek()
        if first.kind is Kind.QUOTED:
            raise self.refused("functions", "functions are written without backticks.")
        name, ahead = first.value, 1
        while self.at(".", ahead=ahead):
            name, ahead = f"{name}.{self.peek(ahead + 1).value}", ahead + 2
        lower = name.lower()
        special = self._specials().get(lower)
        if special is None and lower not in readable().functions | readable().aggregates:
            instead = INSTEAD.get(lower)
            hint = f": {instead}" if instead else ""
            raise self.refused(
                "functions", f"{name}() is no function that may be called here{hint}."
            )
        for _ in range(ahead):
            self.take()
        self.expect("(")
        size: Size = special() if special else self._call(lower)
        self.expect(")")
        return self._built(size, first) if lower in BUILDING else self._checked(size, first)

    def _specials(self) -> dict[str, Callable[[], Size]]:
        each = dict.fromkeys(("all", "any", "none", "single"), self._call_any)
        return each | {
            "count": self._call_count,
            "range": self._call_range,
            "reduce": self._call_reduce,
            "replace": self._call_replace,
            "round": self._call_round,
            "split": self._call_split,
        }

    def _call(self, name: str) -> Size:
        sizes = []
        if name in readable().aggregates:
            self.take_if("DISTINCT")
        while not self.at(")"):
            sizes.append(self.expression())
            if not self.at(")"):
                self.expect(",")
        if name in SCALARS:
            return ONE
        if name == "collect":
            return gathered(joined(sizes or [ONE]))
        if name in {"nodes", "relationships"}:
            return ENTITIES_OF_A_PATH
        if name == "labels":
            return Size(10, 50)
        if name in {"head", "last"}:
            return element(joined(sizes or [ONE]))
        return joined(sizes or [ONE])

    def _call_count(self) -> Size:
        if not self.take_if("*"):
            self.take_if("DISTINCT")
            self.expression()
        return ONE

    def _call_any(self) -> Size:
        """any(x IN list WHERE condition), and the same of all, none and single."""
        count, _ = self.loop()
        self.expect("WHERE")
        self.expression()
        self.end_loop(count)
        return ONE

    def _call_reduce(self) -> Size:
        """What is carried along may grow by what each round adds, and never double."""
        if self.reducing is not None:
            raise self.refused("memory", "a reduce() stands in no other: use WITH.")
        carried = self.name("what is carried along")
        self.expect("=")
        start = self.expression()
        self.expect(",")
        count, _ = self.loop()
        self.expect("|")
        self.know(carried, start)
        self.reducing, self.carried, before, self.additions = carried, 0, self.additions, 0
        token = self.peek()
        body = self.expression()
        if self.additions and self.carried > 1:
            raise self.refused(
                "memory",
                f"with +, {carried} stands once: it could double each round.",
                token,
            )
        self.reducing, self.additions = None, before
        self.end_loop(count)
        return Size(
            MANY if start.is_many or body.is_many else start.count + count * body.count,
            max(start.each, body.each),
            start.copies + count * body.copies,
            max(start.inner, body.inner),
        )

    def _call_range(self) -> Size:
        """Between whole numbers that are known, or to the size of a list."""
        token = self.peek()
        numbers = [self._whole_number()]
        while self.take_if(","):
            if len(numbers) == 1 and self.at("SIZE"):
                self._size_of_a_list()
                return Size(MANY, 16, 1)
            numbers.append(self._whole_number())
        if len(numbers) not in {2, 3}:
            raise self.refused("syntax", "range() takes two or three whole numbers.", token)
        first, last, *step = numbers
        count = abs(last - first) // (abs(step[0]) if step and step[0] else 1) + 1
        if count > LONGEST_RANGE:
            raise self.refused("memory", f"a range has {LONGEST_RANGE} numbers at most.", token)
        return Size(count)

    def _size_of_a_list(self) -> None:
        self.take()
        self.expect("(")
        self.name("a list's name")
        self.expect(")")
        if self.at("-", "+"):
            self.take()
            self._whole_number()

    def _whole_number(self) -> int:
        negative = self.take_if("-")
        token = self.peek()
        if token.kind is Kind.NUMBER and token.value.isdecimal():
            self.take()
            return -int(token.value) if negative else int(token.value)
        if token.kind is Kind.PARAMETER and type(self.value_of(token)) is int:
            self.take()
            value: int = self.value_of(token)
            return -value if negative else value
        raise self.refused("memory", "a whole number stands here, so that its size is known.")

    def _call_replace(self) -> Size:
        size = self.expression()
        self.expect(",")
        sought, by = self._string(), ""
        self.expect(",")
        by = self._string(may_be_empty=True)
        self.growth *= max(1, -(-len(by) // len(sought)))
        if self.growth > MOST_GROWTH or self.reducing is not None:
            raise self.refused("memory", "replace() could make the text too long: replace by less.")
        return Size(size.count, size.each * max(1, -(-len(by) // len(sought))))

    def _string(self, *, may_be_empty: bool = False) -> str:
        token = self.peek()
        if token.kind is not Kind.STRING or not (token.value or may_be_empty):
            raise self.refused(
                "memory", "a string stands here as it is, so that its length is known."
            )
        return self.take().value

    def _call_split(self) -> Size:
        if self.reducing is not None:
            raise self.refused("memory", "reduce() builds no lists: use a comprehension.")
        size = self.expression()
        self.expect(",")
        self.expression()
        return Size(size.total, 48, size.copies, size.inner)

    def _call_round(self) -> Size:
        self.expression()
        if self.take_if(","):
            token = self.peek()
            if self._whole_number() not in range(16):
                raise self.refused("memory", "round() takes 0 to 15 digits.", token)
            if self.take_if(","):
                self.expression()
        return ONE
