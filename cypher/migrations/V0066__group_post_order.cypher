// The latest posts of a group.
CREATE INDEX group_post_order IF NOT EXISTS
FOR ()-[posted:POSTED_IN]-() ON (posted.group_id, posted.created_at)
