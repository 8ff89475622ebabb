// The latest posts of all: where most of them are a member's to see, none is looked for one by one.
CREATE INDEX post_order IF NOT EXISTS
FOR (post:Post) ON (post.created_at)
