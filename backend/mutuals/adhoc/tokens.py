"""A query's tokens, read once. What is not one of these is refused, so nothing is left to guess.

Strings become parameters and comments are dropped, so that Neo4j is never given text whose reading
could be disputed: it gets names, numbers and signs.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

from mutuals.errors import QueryRefusedError

LARGEST_QUERY = 4096
"""Bytes of UTF-8."""
DEEPEST = 30
"""Brackets inside brackets. Neo4j's own parser hangs for minutes at 200."""
MOST_SIGNS = 200
"""Operators in a query: a sum of 1,000 terms hangs Neo4j's parser for minutes."""

ESCAPES = {"\\": "\\", "'": "'", '"': '"', "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
PAIRS = {"(": ")", "[": "]", "{": "}"}

TOKEN = re.compile(
    r"""
      (?P<gap>[ \t\r\n]+ | //[^\r\n]* | /\*.*?\*/)
    | (?P<number>(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,20})?(?:[eE][+-]?[0-9]{1,3})?(?![0-9A-Za-z_]))
    | (?P<word>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<parameter>\$[A-Za-z][A-Za-z0-9_]*)
    | (?P<quoted>`(?:[^`\\]|``)+`)
    | (?P<string>'(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*")
    | (?P<sign><=|>=|<>|\.\.|/(?![/*])|[()\[\]{},.:|+\-*%^=<>&;])
    """,
    re.VERBOSE | re.DOTALL,
)
OPERATORS = {"+", "-", "*", "/", "%", "^", "=", "<", ">", "<=", ">=", "<>"}
HINTS = {
    "'": "the string is not ended by another quote",
    '"': "the string is not ended by another quote",
    "`": "between backticks stands a name without a backslash",
    "$": "a parameter is $ and a name of A-Z a-z 0-9 _ that starts with a letter",
    "\\": "a backslash stands in strings only",
    "/": "the comment is not ended by */",
    "!": "labels and types are named, not excluded; of conditions write NOT",
    "~": "patterns of =~ can take for ever: use CONTAINS, STARTS WITH or ENDS WITH",
}


class Kind(StrEnum):
    """What a token is."""

    NUMBER = "number"
    WORD = "word"
    PARAMETER = "parameter"
    QUOTED = "quoted"
    STRING = "string"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True)
class Token:
    """A token, what it stands for, where, and what was between it and the one before."""

    kind: Kind
    value: str
    """Of a string its characters, of a quoted name the name, of a parameter its name."""
    offset: int
    gap: str

    @property
    def sign(self) -> str:
        """A sign, or a word in capitals, for keywords have no case; of others nothing."""
        if self.kind is Kind.WORD:
            return self.value.upper()
        return self.value if self.kind is Kind.SIGN else ""

    @property
    def is_name(self) -> bool:
        return self.kind in {Kind.WORD, Kind.QUOTED}


@dataclass
class Tokens:
    """All tokens of a query, and for each opening bracket the place of the one that closes it."""

    query: str
    items: list[Token] = field(default_factory=list)
    closing: dict[int, int] = field(default_factory=dict)

    def refused(self, rule: str, offset: int, why: str) -> QueryRefusedError:
        """The error that names the rule, the place and what to do."""
        before = self.query[:offset]
        line = before.count("\n") + 1
        column = offset - (before.rfind("\n") + 1) + 1
        return QueryRefusedError(rule, line, column, why)


def tokens_of(query: str) -> Tokens:
    """Read a query.

    Raises:
        QueryRefusedError: it is too long, or holds what is no token, or brackets do not match.
    """
    found = Tokens(query)
    if len(query.encode("utf-8", "replace")) > LARGEST_QUERY:
        raise found.refused(
            "size", 0, f"the query is over {LARGEST_QUERY} bytes: send values as parameters."
        )
    place, gap = 0, ""
    opened: list[int] = []
    signs = 0
    while place < len(query):
        match = TOKEN.match(query, place)
        if match is None:
            hint = HINTS.get(query[place])
            if hint is None and query[place] in "0123456789":
                hint = "a number is written like 12, 0.5 or 1e9, without other letters"
            elif hint is None:
                hint = "no such character stands outside strings; names with it go in backticks"
            raise found.refused("tokens", place, f"{_shown(query[place])}: {hint}.")
        kind, text = str(match.lastgroup), match[0]
        if kind == "gap":
            # A comment is as good as a space, and lines stay lines: Neo4j says where by them.
            gap = "\n" * (gap + text).count("\n") or " "
        else:
            token = Token(Kind(kind), _value(found, kind, text, place), place, gap)
            signs += token.sign in OPERATORS | {"AND", "OR", "NOT"}
            if token.kind is Kind.SIGN:
                _match_brackets(found, token, opened)
            found.items.append(token)
            gap = ""
        place = match.end()
    if opened:
        bracket = found.items[opened[-1]]
        raise found.refused("tokens", bracket.offset, f"{bracket.value} is not closed.")
    if signs > MOST_SIGNS:
        raise found.refused("size", 0, f"over {MOST_SIGNS} operators: use lists and IN.")
    found.items.append(Token(Kind.END, "", len(query), gap))
    return found


def _match_brackets(found: Tokens, token: Token, opened: list[int]) -> None:
    if token.value in PAIRS:
        opened.append(len(found.items))
        if len(opened) > DEEPEST:
            raise found.refused(
                "nesting", token.offset, f"over {DEEPEST} brackets in brackets: use WITH."
            )
    elif token.value in PAIRS.values():
        if not opened or PAIRS[found.items[opened[-1]].value] != token.value:
            raise found.refused("tokens", token.offset, f"{token.value} closes nothing.")
        found.closing[opened.pop()] = len(found.items)


def _value(found: Tokens, kind: str, text: str, place: int) -> str:
    if kind == "string":
        return _unescaped(found, text[1:-1], place)
    if kind == "quoted":
        name = text[1:-1].replace("``", "`")
        if "`" in name or len(name) > 100 or not name.isprintable():
            raise found.refused(
                "tokens", place, "between backticks stands a name of 1 to 100 printable characters."
            )
        # Neo4j reads \u0060 as a backtick, and might compare what looks alike: neither can be here.
        if unicodedata.normalize("NFC", name) != name:
            raise found.refused("tokens", place, "the name is not in Unicode's normal form C.")
        return name
    return text[1:] if kind == "parameter" else text


def _unescaped(found: Tokens, text: str, place: int) -> str:
    if "\\" not in text:
        value = text
    else:

        def escaped(match: re.Match[str]) -> str:
            if match[1] is not None:
                return chr(int(match[1], 16))
            if match[2] not in ESCAPES:
                raise found.refused("tokens", place, f"\\{match[2]} is no escape: write \\\\.")
            return ESCAPES[match[2]]

        value = re.sub(r"\\(?:u([0-9A-Fa-f]{4})|(.))", escaped, text, flags=re.DOTALL)
    if any("\ud800" <= character <= "\udfff" for character in value) or "\0" in value:
        raise found.refused("tokens", place, "the string has a character that no text has.")
    return value


def _shown(character: str) -> str:
    return character if character.isprintable() else f"U+{ord(character):04X}"
