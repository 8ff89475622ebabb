"""Takes text apart into words, for what is indexed and for what is asked alike, and makes Lucene
queries of words.

A query is data: it is taken apart into words, and of these, escaped, the Lucene query is built.
Nothing that a caller writes is ever read as an operator.
"""

import re
import unicodedata

MOST_WORDS = 10
"""So many words of a query count."""
LONGEST_WORD = 60
SHORTEST_FORGIVEN = 4
"""From this length on a typo is forgiven."""
FIELDS = {"search_name": 4.0, "search_headline": 2.0, "search_work": 2.0, "search_skills": 1.5}
"""What of a member is searched, and how much a hit there counts."""
PERSON_FIELDS = {"name": 4.0, "company": 2.0, "position": 2.0}
"""The same of an unconfirmed member."""
EXACT, PREFIX, TYPO = 3.0, 1.0, 0.3

# What NFKD does not take apart.
LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
    | {"\u0131": "i", "ħ": "h", "ŋ": "n", "\u2019": "'"}
)
ACCENTS = dict.fromkeys(range(0x300, 0x370))
# Written without spaces, so that each character is a word.
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
UNSPACED = re.compile(f"([\u3040-\u30ff{HAN}])")
# Neo4j's analyzer leaves Katakana together.
HAN_OR_HIRAGANA = re.compile(f"([\u3040-\u309f{HAN}])")
# English words that Neo4j's standard-folding analyzer passes over.
UNINDEXED = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be but by for if in into is it no not of on or such that the their "
        "then there these they this to was will with",
    )
)


def words(text: str) -> list[str]:
    """The words of a member's text, in small letters without accents: `C++` and `C#` are words."""
    text = UNSPACED.sub(r" \1 ", _letters(text, "+#"))
    return [word[:LONGEST_WORD] for word in re.findall(r"[^\s+#]+[+#]*", text)]


def indexed_text(*texts: str | None) -> str:
    """What stands in an index of Neo4j's whitespace analyzer for these texts."""
    return " ".join(word for text in texts if text for word in words(text))


def member_query(query: str) -> str | None:
    """Finds members of whom all words of the query are written; None where it has no word."""
    asked = [*dict.fromkeys(words(query))][:MOST_WORDS]
    return " ".join(f"+({_anywhere(word)})" for word in asked) or None


def name_query(query: str, fields: list[str]) -> str | None:
    """The same for an index of Neo4j's standard-folding analyzer, which takes `O'Brien` and
    `Node.js` for one word each."""
    return _in_any_of(query, dict.fromkeys(fields, 1.0))


def person_query(query: str) -> str | None:
    """The same for unconfirmed members, whose names and work count as members' do."""
    return _in_any_of(query, PERSON_FIELDS)


def title_query(title: str) -> str | None:
    """The same for the position of an unconfirmed member."""
    return _in_any_of(title, {"position": 1.0})


def _in_any_of(query: str, fields: dict[str, float]) -> str | None:
    text = HAN_OR_HIRAGANA.sub(r" \1 ", _letters(query, "'."))
    found = [word.strip("'.")[:LONGEST_WORD] for word in text.split()]
    asked = [word for word in dict.fromkeys(found) if word and word not in UNINDEXED][:MOST_WORDS]
    return (
        " ".join(
            f"+({' '.join(_in_field(word, field, boost) for field, boost in fields.items())})"
            for word in asked
        )
        or None
    )


def escaped(word: str) -> str:
    """The word as Lucene's query parser reads it back."""
    return re.sub(r"([^\w])", r"\\\1", word)


def _letters(text: str, kept: str) -> str:
    """Small letters, digits, marks and what is kept; all else is space."""
    folded = unicodedata.normalize("NFKD", text.casefold()).translate(ACCENTS).casefold()
    return "".join(
        letter
        if letter.isalnum() or letter in kept or unicodedata.category(letter).startswith("M")
        else " "
        for letter in folded.translate(LETTERS)
    )


def _anywhere(word: str) -> str:
    return " ".join(_in_field(word, field, boost) for field, boost in FIELDS.items())


def _in_field(word: str, field: str, boost: float) -> str:
    own = f"{field}:{escaped(word)}"
    found = [f"{own}^{boost * EXACT}", f"{own}*^{boost * PREFIX}"]
    if len(word) >= SHORTEST_FORGIVEN:
        found.append(f"{own}~1^{boost * TYPO}")
    return " ".join(found)
