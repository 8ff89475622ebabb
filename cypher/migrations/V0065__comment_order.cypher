// The latest posts that a member commented on.
CREATE INDEX comment_order IF NOT EXISTS
FOR ()-[commented:COMMENTED]-() ON (commented.member_id, commented.posted_at)
