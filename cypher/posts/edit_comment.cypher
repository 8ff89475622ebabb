// name: posts.edit_comment
// access: write
// rows: one
// param comment_id: string
// param text: string
// param now: datetime
// column author: map
// column reply_to_id: string
// column created_at: datetime
//
// Puts another text in place of a comment's, whose author is locked.
MATCH (member:Member)-[:COMMENTED]->(comment:Comment {id: $comment_id})
SET comment.text = $text, comment.edited_at = $now
RETURN
  member {.id, .name, .headline} AS author,
  [(comment)-[:REPLIES_TO]->(answered:Comment) | answered.id][0] AS reply_to_id,
  comment.created_at AS created_at
