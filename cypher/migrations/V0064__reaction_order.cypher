// The latest posts that a member reacted to.
CREATE INDEX reaction_order IF NOT EXISTS
FOR ()-[reacted:REACTED_TO]-() ON (reacted.member_id, reacted.posted_at)
