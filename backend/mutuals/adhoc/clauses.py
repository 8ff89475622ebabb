"""The clauses a query may have: it reads, and ends with RETURN."""

from mutuals.adhoc.patterns import Patterns
from mutuals.adhoc.sizes import ONE, Size, element, gathered
from mutuals.adhoc.tokens import Kind
from mutuals.errors import QueryRefusedError

MOST_CLAUSES = 30
MOST_SUBQUERIES = 8
MOST_UNIONS = 5
MOST_COLUMNS = 100
MOST_UNWOUND = 100_000
"""Rows that the UNWINDs of a query make of one."""
GATHERED = 300
"""So many count for a list whose length nobody knows."""
CLAUSES = "MATCH, OPTIONAL MATCH, WHERE, UNWIND, WITH, CALL { }, RETURN and UNION"
SUBQUERY_STARTS = {"MATCH", "OPTIONAL", "UNWIND", "WITH", "CALL", "RETURN"}


class Clauses(Patterns):
    """Takes whole queries."""

    clauses = 0
    subqueries = 0
    unions = 0
    unwound = 1

    def whole(self) -> None:
        """Take the query up to its end."""
        self._query()
        if self.at(";"):  # not given on
            if self.peek(1).kind is not Kind.END:
                raise self.refused("clauses", "one query at a time.", self.peek(1))
        elif self.peek().kind is not Kind.END:
            raise self._refused_clause()

    def _query(self, *, returns: bool = True) -> Size:
        size = self._single(returns=returns)
        while self.at("UNION"):
            self.unions += 1
            if self.unions > MOST_UNIONS:
                raise self.refused("clauses", f"over {MOST_UNIONS} UNIONs: ask in several queries.")
            self.take()
            self.take_if("ALL")
            self._single(returns=returns)
        return size

    def _single(self, *, returns: bool) -> Size:
        while not self.at("RETURN"):
            if not returns and self.at("}", "UNION"):
                return ONE
            self._count_clause()
            if self.at("MATCH", "OPTIONAL"):
                self._match()
            elif self.at("UNWIND"):
                self._unwind()
            elif self.at("WITH"):
                self.take()
                self._items()
                if self.take_if("WHERE"):
                    self.expression()
            elif self.at("CALL"):
                self._call_subquery()
            else:
                raise self._refused_clause()
        self.take()
        return self._items()

    def _count_clause(self) -> None:
        self.clauses += 1
        if self.clauses > MOST_CLAUSES:
            raise self.refused("clauses", f"over {MOST_CLAUSES} clauses: ask in several queries.")

    def _refused_clause(self) -> QueryRefusedError:
        token = self.peek()
        if token.kind is Kind.END:
            return self.refused("clauses", "the query has no RETURN: end it with one.")
        return self.refused(
            "clauses", f"{token.value[:40]} is not taken here: there are {CLAUSES}."
        )

    def _match(self) -> None:
        self.take_if("OPTIONAL")
        self.expect("MATCH")
        self.patterns()
        if self.take_if("WHERE"):
            self.expression()

    def _unwind(self) -> None:
        token = self.take()
        size = self.expression()
        self.unwound *= GATHERED if size.is_many else max(1, size.count)
        if self.unwound > MOST_UNWOUND:
            raise self.refused(
                "memory", f"UNWIND in UNWIND makes over {MOST_UNWOUND} rows: make fewer.", token
            )
        self.expect("AS")
        self.know(self.name("a variable"), element(size))

    def _items(self) -> Size:
        """What WITH and RETURN list, with ORDER BY, SKIP and LIMIT."""
        self.take_if("DISTINCT")
        largest = ONE
        if not self.take_if("*"):
            largest = self._item()
        count = 1
        while self.take_if(","):
            count += 1
            if count > MOST_COLUMNS:
                raise self.refused("size", f"over {MOST_COLUMNS} columns: return fewer.")
            self._item()
        if self.take_if("ORDER"):
            self.expect("BY")
            self._order()
            while self.take_if(","):
                self._order()
        for word in ("SKIP", "LIMIT"):
            if self.take_if(word):
                token = self.peek()
                if token.kind is Kind.PARAMETER:
                    self.value_of(token)
                elif token.kind is not Kind.NUMBER:
                    raise self.refused(
                        "syntax", f"behind {word} stands a whole number or a parameter."
                    )
                self.take()
        return largest

    def _item(self) -> Size:
        first = self.peek()
        size = self.expression()
        if self.take_if("AS"):
            self.know(self.name("a column's name"), size)
        elif first.is_name:
            self.know(first.value, size)
        return size

    def _order(self) -> None:
        self.expression()
        self.take_if("ASC", "ASCENDING", "DESC", "DESCENDING")

    def _call_subquery(self) -> None:
        self.take()
        if self.at("("):
            self.take()
            if not self.take_if("*"):
                while not self.at(")"):
                    self.name("a variable")
                    if not self.at(")"):
                        self.expect(",")
            self.expect(")")
        if not self.at("{"):
            raise self.refused(
                "procedures", "no procedure may be called here: CALL takes { a query }."
            )
        self._braced()
        if self.at("IN"):
            raise self.refused("clauses", "IN TRANSACTIONS is not taken: a query reads in one.")

    def _braced(self, *, returns: bool = True) -> Size:
        token = self.expect("{")
        self.subqueries += 1
        if self.subqueries > MOST_SUBQUERIES:
            raise self.refused(
                "clauses", f"over {MOST_SUBQUERIES} subqueries: ask in several.", token
            )
        if returns or self.at(*SUBQUERY_STARTS):
            size = self._query(returns=returns)
        else:
            size = ONE
            self.patterns()
            if self.take_if("WHERE"):
                self.expression()
        self.expect("}")
        return size

    def subquery_expression(self) -> Size:
        """EXISTS { }, COUNT { } and COLLECT { }."""
        if self.at("COLLECT"):
            token = self.take()
            if self.reducing is not None:
                raise self.refused(
                    "memory", "reduce() builds no lists: use a comprehension.", token
                )
            return gathered(self._braced())
        self.take()
        self._braced(returns=False)
        return ONE
