// name: posts.comment
// access: write
// rows: one
// param member_id: string
// param post_id: string
// param comment_id: string
// param reply_to_id: string
// param text: string
// param now: datetime
// column author: map
//
// Writes a locked member's comment on a post, as a reply to another where that is given.
MATCH (member:Member {id: $member_id})
// Not in one step with the member: a product of two would be planned.
OPTIONAL MATCH (post:Post {id: $post_id})
CREATE
  (member)-[:COMMENTED {member_id: member.id, posted_at: post.created_at, created_at: $now}]->
  (comment:Comment {id: $comment_id})-[:COMMENTS_ON]->(post)
SET comment.text = $text, comment.created_at = $now
WITH member, comment
CALL (comment) {
  MATCH (answered:Comment {id: $reply_to_id})
  CREATE (comment)-[:REPLIES_TO]->(answered)
}
RETURN member {.id, .name, .headline} AS author
