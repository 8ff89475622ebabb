// name: posts.react
// access: write
// rows: one
// param member_id: string
// param post_id: string
// param kind: string
// param now: datetime
// column kind: string
// column created_at: datetime
//
// Puts a locked member's reaction to a post in place of another of theirs.
MATCH (member:Member {id: $member_id})
// Not in one step with the member: a product of two would be planned.
OPTIONAL MATCH (post:Post {id: $post_id})
CALL (member, post) {
  MATCH (member)-[took:TOOK_BACK]->(post)
  DELETE took
}
MERGE (member)-[reacted:REACTED_TO]->(post)
  ON CREATE SET
    reacted.member_id = member.id,
    reacted.posted_at = post.created_at,
    reacted.created_at = $now
SET reacted.kind = $kind
RETURN reacted.kind AS kind, reacted.created_at AS created_at
