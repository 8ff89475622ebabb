// name: feed.hide_post
// access: write
// rows: none
// param member_id: string
// param post_id: string
// param now: datetime
//
// Hides a post from the feed of a member who is locked.
MATCH (member:Member {id: $member_id})
// Not in one step with the member: a product of two would be planned.
OPTIONAL MATCH (post:Post {id: $post_id})
MERGE (member)-[hides:HIDES]->(post)
  ON CREATE SET hides.since = $now
