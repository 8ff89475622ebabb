"""Walks over a query's tokens, and writes down what Neo4j is given of those that were taken."""

from typing import Any

from mutuals.adhoc.readable import readable
from mutuals.adhoc.sizes import AN_ENTITY, Size, either
from mutuals.adhoc.tokens import Kind, Token, Tokens
from mutuals.errors import QueryRefusedError


class Cursor:
    """The place in the tokens, the text so far, and what is known of names."""

    def __init__(self, tokens: Tokens, parameters: dict[str, Any]) -> None:
        self._tokens = tokens
        self._place = 0
        self._text: list[str] = []
        self._strings: dict[str, str] = {}
        self._given = parameters
        self.used: dict[str, Any] = {}
        self.sizes: dict[str, Size] = {}

    @property
    def text(self) -> str:
        return "".join(self._text)

    @property
    def strings(self) -> dict[str, str]:
        """The strings of the query by the names of the parameters they became."""
        return {name: value for value, name in self._strings.items()}

    def peek(self, ahead: int = 0) -> Token:
        return self._tokens.items[min(self._place + ahead, len(self._tokens.items) - 1)]

    def at(self, *signs: str, ahead: int = 0) -> bool:
        return self.peek(ahead).sign in signs

    def take(self) -> Token:
        """Take the token, and give it to Neo4j."""
        token = self.peek()
        match token.kind:
            case Kind.STRING:
                name = self._strings.setdefault(token.value, f"_{len(self._strings) + 1}")
                text = f"${name}"
            case Kind.PARAMETER:
                text = f"${token.value}"
            case Kind.QUOTED:
                text = f"`{token.value}`"
            case _:
                text = token.value
        # What was apart for a quote between them stays apart.
        apart = self._text and _is_of_a_word(self._text[-1][-1]) and _is_of_a_word(text[0])
        self._text += [token.gap or (" " if apart else ""), text]
        self._place += 1
        return token

    def take_if(self, *signs: str) -> bool:
        """Take the token if it is one of these, and say whether it was."""
        if not self.at(*signs):
            return False
        self.take()
        return True

    def expect(self, sign: str) -> Token:
        if not self.at(sign):
            raise self.unexpected(f"{sign} is expected")
        return self.take()

    def name(self, what: str) -> str:
        """Take a name of the query's own: a variable, or what a column is called."""
        token = self.peek()
        if not token.is_name:
            raise self.unexpected(f"{what} is expected")
        if token.sign in readable().reserved:
            raise self.refused("syntax", f"{token.value} is a word of Cypher: put it in backticks.")
        self.take()
        return token.value

    def after_brackets(self, ahead: int = 0) -> int:
        """How far ahead stands what follows the bracket that closes the one at the cursor."""
        return self._tokens.closing[self._place + ahead] - self._place + 1

    def value_of(self, token: Token) -> Any:
        """The value that was sent for a parameter; from now on it is needed."""
        if token.value not in self._given:
            raise self.refused(
                "parameters", f"${token.value} has no value: send it as well.", token
            )
        value = self._given[token.value]
        self.used[token.value] = value
        return value

    def size_of(self, name: str) -> Size:
        """The bound of a variable; of what MATCH finds, of one entity."""
        return self.sizes.get(name, AN_ENTITY)

    def know(self, name: str, size: Size) -> None:
        """A variable may have this size: of several of one name, the largest counts everywhere."""
        before = self.sizes.get(name)
        self.sizes[name] = size if before is None else either([before, size])

    def unexpected(self, what: str) -> QueryRefusedError:
        token = self.peek()
        found = "the end of the query" if token.kind is Kind.END else token.value[:40]
        return self.refused("syntax", f"{what}, not {found}.")

    def refused(self, rule: str, why: str, token: Token | None = None) -> QueryRefusedError:
        """The error that says which rule, where (at the cursor, or at a token) and what to do."""
        return self._tokens.refused(rule, (token or self.peek()).offset, why)


def _is_of_a_word(character: str) -> bool:
    return character.isalnum() or character in "_$`"
