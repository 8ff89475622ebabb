// name: posts.list_of_member
// access: read
// rows: one
// param viewer_id: string
// param member_id: string
// param after: list<string>
// param limit: integer
// column items: list<map>
//
// The ids of a member's latest posts, after one, and when they were written. No row when either does
// not exist, or one has blocked the other.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
OPTIONAL MATCH (member:Member {id: $member_id})
WITH viewer, member
  WHERE viewer IS NOT NULL AND member IS NOT NULL AND NOT EXISTS { (viewer)-[:BLOCKS]-(member) }
CALL (member) {
  MATCH ()-[posted:POSTED]->(post:Post)
  // Read from its index in this order, so that a page is all that is read of many.
  USING INDEX posted:POSTED(author_id, created_at)
  WHERE
    posted.author_id = $member_id AND
    posted.created_at <= coalesce(datetime($after[0]), datetime('9999-12-31T00:00:00Z')) AND
    ($after IS NULL OR posted.created_at < datetime($after[0]) OR post.id < $after[1])
  WITH posted, post
    ORDER BY posted.author_id DESC, posted.created_at DESC, post.id DESC
    LIMIT $limit
  RETURN collect({id: post.id, created_at: toString(posted.created_at)}) AS items
}
RETURN items
