// The latest posts of an author are read from this index, however many there are.
CREATE INDEX posted_order IF NOT EXISTS
FOR ()-[posted:POSTED]-() ON (posted.author_id, posted.created_at)
