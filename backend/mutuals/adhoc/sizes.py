"""How large a value can get, known before the query runs.

Neo4j counts the memory of rows, of collect() and of sorting, and ends a transaction that takes too
much. It does not count what one expression builds: a list comprehension, s + s under WITH after
WITH, a list of lists of the same list. So each expression has an upper bound here, and one that
could outgrow it is refused.
"""

from dataclasses import dataclass

SCALAR = 16
LARGEST_VALUE = 32_000_000
"""Bytes of one value, and of all that a query builds for a row."""
MOST_COPIES = 8
"""Of what collect() gathered, in one value."""
MANY = -1
"""As many as were gathered: Neo4j counts those, and nobody knows here."""


@dataclass(frozen=True)
class Size:
    """An upper bound: of how many elements, each of how many bytes. A value that is none but itself
    has one element."""

    count: int = 1
    each: int = SCALAR
    copies: int = 0
    """How often it holds all of what collect() gathered."""
    inner: int = 0
    """The same of one element."""

    @property
    def is_many(self) -> bool:
        return self.count == MANY

    @property
    def total(self) -> int:
        """Bytes of it all; of what collect() gathered, of one element."""
        return self.each if self.is_many else max(1, self.count) * self.each

    @property
    def is_too_large(self) -> bool:
        return self.total > LARGEST_VALUE or self.copies > MOST_COPIES


ONE = Size()
A_PROPERTY = Size(100, 50)
"""As text up to 5,000 characters, or a list of up to 100."""
AN_ENTITY = Size(1, 20_000)
LONGEST_PATH = 30
ENTITIES_OF_A_PATH = Size(LONGEST_PATH + 1, AN_ENTITY.each)


def joined(sizes: list[Size]) -> Size:
    """Of a + b: of all together."""
    if len(sizes) == 1:
        return sizes[0]
    many = any(size.is_many for size in sizes)
    return Size(
        MANY if many else sum(max(1, size.count) for size in sizes),
        max(size.each for size in sizes),
        sum(size.copies for size in sizes),
        max(size.inner for size in sizes),
    )


def either(sizes: list[Size]) -> Size:
    """Of one of these, nobody knows which."""
    many = any(size.is_many for size in sizes)
    return Size(
        MANY if many else max(size.count for size in sizes),
        max(size.each for size in sizes),
        max(size.copies for size in sizes),
        max(size.inner for size in sizes),
    )


def listed(sizes: list[Size]) -> Size:
    """Of a list or a map of these."""
    if not sizes:
        return Size(0)
    return Size(
        len(sizes),
        max(size.total for size in sizes) + SCALAR,
        sum(size.copies for size in sizes),
        max(size.copies for size in sizes),
    )


def repeated(count: int, size: Size) -> Size:
    """Of a list of so many of these."""
    return Size(count, size.total + SCALAR, count * size.copies, size.copies)


def gathered(size: Size) -> Size:
    """Of collect() of these; Neo4j counts what stands in them too."""
    return Size(MANY, size.total, 1, min(1, size.copies))


def element(of: Size) -> Size:
    """Of one element of a list, or one entry of a map."""
    return Size(max(1, of.each // SCALAR), SCALAR, of.inner, of.inner)


def sliced(of: Size, count: int) -> Size:
    """Of the first so many elements of a list."""
    count = count if of.is_many else min(count, of.count)
    return Size(count, of.each, count * of.inner, of.inner)
