"""Joins the files of an SNB data set: a table a kind of what is to be stored, each thing once and
with all it names in the files."""

from mutuals.snb.files import SnbFiles

TABLES = {
    "members": """
        SELECT a AS id, b AS first, c AS last, min(d) AS created, e AS languages, f AS emails
        FROM person GROUP BY a
    """,
    "positions": """
        SELECT members.id AS member, organisation.b AS company, min(work.c) AS year
        FROM person_workAt_organisation work
        JOIN members ON members.id = work.a JOIN organisation ON organisation.a = work.b
        GROUP BY work.a, work.b
    """,
    "schools": """
        SELECT members.id AS member, organisation.b AS school, min(study.c) AS year
        FROM person_studyAt_organisation study
        JOIN members ON members.id = study.a JOIN organisation ON organisation.a = study.b
        GROUP BY study.a, study.b
    """,
    "interests": """
        SELECT DISTINCT members.id AS member, tag.b AS name FROM person_hasInterest_tag interest
        JOIN members ON members.id = interest.a JOIN tag ON tag.a = interest.b
    """,
    # Ids are compared as text, as the graph does.
    "connections": """
        SELECT
          CASE WHEN cast(a AS TEXT) < cast(b AS TEXT) THEN a ELSE b END AS smaller,
          CASE WHEN cast(a AS TEXT) < cast(b AS TEXT) THEN b ELSE a END AS greater,
          min(c) AS since
        FROM person_knows_person
        JOIN members one ON one.id = a JOIN members other ON other.id = b
        WHERE a <> b GROUP BY 1, 2
    """,
    "groups": """
        SELECT forum.a AS id, forum.b AS name, min(forum.c) AS created, min(members.id) AS owner
        FROM forum
        JOIN forum_hasModerator_person moderator ON moderator.a = forum.a
        JOIN members ON members.id = moderator.b
        GROUP BY forum.a
    """,
    # Of the owner, who is one by moderating, it says nothing new.
    "memberships": """
        SELECT groups.id AS group_id, members.id AS member, min(joined.c) AS since
        FROM forum_hasMember_person joined
        JOIN groups ON groups.id = joined.a JOIN members ON members.id = joined.b
        WHERE members.id <> groups.owner
        GROUP BY 1, 2
    """,
    "posts": """
        SELECT post.a AS id, min(members.id) AS author, min(groups.id) AS group_id,
          min(post.c) AS created, coalesce(nullif(post.d, ''), nullif(post.b, '')) AS text
        FROM post
        JOIN post_hasCreator_person creator ON creator.a = post.a
        JOIN members ON members.id = creator.b
        JOIN forum_containerOf_post container ON container.b = post.a
        JOIN groups ON groups.id = container.a
        GROUP BY post.a
    """,
    # From the comments on posts to the replies to those, to the replies to these, ...
    "comments": """
        WITH RECURSIVE thread (id, post, reply_to, depth) AS (
          SELECT a, posts.id, NULL, 0 FROM comment_replyOf_post JOIN posts ON posts.id = b
          UNION
          SELECT reply.a, thread.post, thread.id, thread.depth + 1
          FROM thread JOIN comment_replyOf_comment reply ON reply.b = thread.id
        )
        SELECT comment.a AS id, min(members.id) AS author, min(thread.post) AS post,
          min(thread.reply_to) AS reply_to, min(comment.b) AS created, comment.c AS text,
          min(thread.depth) AS depth
        FROM thread
        JOIN comment ON comment.a = thread.id
        JOIN comment_hasCreator_person creator ON creator.a = comment.a
        JOIN members ON members.id = creator.b
        GROUP BY comment.a
    """,
    "reactions": """
        SELECT members.id AS member, posts.id AS post, min(liked.c) AS created
        FROM person_likes_post liked
        JOIN members ON members.id = liked.a JOIN posts ON posts.id = liked.b
        GROUP BY 1, 2
    """,
    # A comment speaks to the post's author and to whom it answers, nobody to themselves.
    "interactions": """
        WITH done (one, other, kind, at) AS (
          SELECT comments.author, posts.author, 'comment', comments.created
          FROM comments JOIN posts ON posts.id = comments.post
          UNION ALL
          SELECT comments.author, answered.author, 'comment', comments.created
          FROM comments
          JOIN comments answered ON answered.id = comments.reply_to
          JOIN posts ON posts.id = comments.post
          WHERE answered.author <> posts.author
          UNION ALL
          SELECT reactions.member, posts.author, 'like', reactions.created
          FROM reactions JOIN posts ON posts.id = reactions.post
        )
        SELECT
          CASE WHEN cast(one AS TEXT) < cast(other AS TEXT) THEN one ELSE other END AS smaller,
          CASE WHEN cast(one AS TEXT) < cast(other AS TEXT) THEN other ELSE one END AS greater,
          cast(one AS TEXT) < cast(other AS TEXT) AS forward,
          kind,
          at
        FROM done WHERE one <> other
    """,
}
"""In the order of what they build on."""

FILE_OF = {
    "members": "person",
    "positions": "person_workAt_organisation",
    "schools": "person_studyAt_organisation",
    "interests": "person_hasInterest_tag",
    "connections": "person_knows_person",
    "groups": "forum",
    "memberships": "forum_hasMember_person",
    "posts": "post",
    "comments": "comment",
    "reactions": "person_likes_post",
}
"""Whose lines each kind's are."""

INDEXED = {
    "members": ["id"],
    "positions": ["member"],
    "schools": ["member"],
    "interests": ["member"],
    "connections": ["smaller", "greater"],
    "groups": ["id"],
    "posts": ["id"],
    "comments": ["id"],
}


def join(files: SnbFiles) -> None:
    """Make the tables of what is to be stored."""
    for kind, statement in TABLES.items():
        files.database.execute(f"CREATE TABLE {kind} AS {statement}")
        if kind in INDEXED:
            columns = ", ".join(INDEXED[kind])
            files.database.execute(f"CREATE INDEX {kind}_by_key ON {kind} ({columns})")
