CREATE CONSTRAINT comment_id_unique IF NOT EXISTS
FOR (comment:Comment) REQUIRE comment.id IS UNIQUE
