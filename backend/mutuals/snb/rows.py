"""What the joined files say of each kind, as rows for the Cypher files of snb."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from mutuals.connections.strength import COMMENT_WEIGHT, REACTION_WEIGHT, decayed
from mutuals.graph.driver import Row
from mutuals.imports.edge_lines import EdgeLine
from mutuals.members.names import named_id
from mutuals.snb.files import SnbFiles

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
WEIGHTS = {"comment": COMMENT_WEIGHT, "like": REACTION_WEIGHT}
LONGEST_NAME = 200


def members(files: SnbFiles) -> Iterator[Row]:
    """Each member, with what is made together with them."""
    for id_, first, last, created, spoken, emails, location in files.database.execute(
        """
        SELECT id, first, last, created,
          coalesce(languages,
            (SELECT group_concat(b, ';') FROM person_speaks_language WHERE a = id)),
          coalesce(emails,
            (SELECT group_concat(b, ';') FROM person_email_emailaddress WHERE a = id)),
          (SELECT city.b || coalesce(', ' || country.b, '')
           FROM person_isLocatedIn_place located
           JOIN place city ON city.a = located.b
           LEFT JOIN place_isPartOf_place part ON part.a = city.a
           LEFT JOIN place country ON country.a = part.b
           WHERE located.a = id)
        FROM members ORDER BY id
        """
    ):
        created_at = _time(created)
        yield {
            "id": str(id_),
            "properties": {
                "name": f"{first} {last}".strip()[:LONGEST_NAME] or None,
                "location": location,
                "languages": [*filter(None, (spoken or "").split(";"))] or None,
                "contact_email": (emails or "").split(";")[0] or None,
                "created_at": created_at,
                "updated_at": created_at,
            },
            "positions": [
                {
                    "member_id": str(id_),
                    "company_id": named_id(company),
                    "company": company,
                    "started_on": date(year, 1, 1),
                }
                for company, year in _of(files, "positions", "company, year", id_)
            ],
            # The class of a year leaves in it.
            "schools": [
                {
                    "member_id": str(id_),
                    "school_id": named_id(school),
                    "school": school,
                    "ended_on": date(year, 12, 31),
                }
                for school, year in _of(files, "schools", "school, year", id_)
            ],
            "interests": [
                {"member_id": str(id_), "id": named_id(name), "name": name}
                for (name,) in _of(files, "interests", "name", id_)
            ],
        }


def connections(files: SnbFiles) -> Iterator[EdgeLine]:
    select = "SELECT smaller, greater, since FROM connections ORDER BY 1, 2"
    for place, (smaller, greater, since) in enumerate(files.database.execute(select)):
        yield EdgeLine(place, str(smaller), str(greater), _time(since), None)


def groups(files: SnbFiles) -> Iterator[Row]:
    select = "SELECT id, name, created, owner FROM groups ORDER BY id"
    for id_, name, created, owner in files.database.execute(select):
        yield {
            "id": str(id_),
            "name": name[:LONGEST_NAME] or str(id_),
            "created_at": _time(created),
            "owner_id": str(owner),
        }


def memberships(files: SnbFiles) -> Iterator[Row]:
    select = "SELECT group_id, member, since FROM memberships ORDER BY 1, 2"
    for group, member, since in files.database.execute(select):
        yield {"group_id": str(group), "member_id": str(member), "since": _time(since)}


def posts(files: SnbFiles) -> Iterator[Row]:
    """Each post, into its group; a picture's text is its name."""
    select = "SELECT id, author, group_id, created, text FROM posts ORDER BY id"
    topics = (
        "SELECT DISTINCT tag.b FROM post_hasTag_tag topic JOIN tag ON tag.a = topic.b "
        "WHERE topic.a = ? ORDER BY 1"
    )
    for id_, author, group, created, text in files.database.execute(select):
        named = {named_id(name): name for (name,) in files.database.execute(topics, (id_,))}
        yield {
            "id": str(id_),
            "author_id": str(author),
            "group_id": str(group),
            "created_at": _time(created),
            "text": text,
            "topics": [{"id": topic_id, "name": named[topic_id]} for topic_id in sorted(named)],
        }


def comments(files: SnbFiles) -> Iterator[Row]:
    """Each comment, behind the one that it answers."""
    select = "SELECT id, author, post, reply_to, created, text FROM comments ORDER BY depth, id"
    for id_, author, post, reply_to, created, text in files.database.execute(select):
        yield {
            "id": str(id_),
            "member_id": str(author),
            "post_id": str(post),
            "reply_to_id": None if reply_to is None else str(reply_to),
            "created_at": _time(created),
            "text": text,
        }


def reactions(files: SnbFiles) -> Iterator[Row]:
    select = "SELECT member, post, created FROM reactions ORDER BY 1, 2"
    for member, post, created in files.database.execute(select):
        yield {"member_id": str(member), "post_id": str(post), "created_at": _time(created)}


def interactions(files: SnbFiles) -> Iterator[Row]:
    """The counters of each tie whose ends did something with each other, as of the last time."""
    select = """
        SELECT smaller, greater, forward, kind, at FROM interactions
        JOIN connections USING (smaller, greater)
        ORDER BY smaller, greater, at
    """
    for (smaller, greater), done in groupby(files.database.execute(select), itemgetter(0, 1)):
        counts = {True: 0.0, False: 0.0}
        counted_at = EPOCH
        for _, _, is_forward, kind, at in done:
            now = _time(at)
            counts = {way: decayed(count, now - counted_at) for way, count in counts.items()}
            counts[bool(is_forward)] += WEIGHTS[kind]
            counted_at = now
        yield {
            "pair": f"{smaller}|{greater}",
            "forward": counts[True],
            "backward": counts[False],
            "counted_at": counted_at,
        }


def _time(milliseconds: int) -> datetime:
    return EPOCH + timedelta(milliseconds=milliseconds)


def _of(files: SnbFiles, table: str, columns: str, member: int) -> list[tuple[Any, ...]]:
    """What a table has of a member."""
    select = f"SELECT DISTINCT {columns} FROM {table} WHERE member = ? ORDER BY 1"  # noqa: S608 - ours
    return files.database.execute(select, (member,)).fetchall()
