// name: snb.add_comments
// access: write
// rows: one
// param rows: list<map>
// column created: integer
//
// Writes the comments of a batch that are not there yet; what a reply answers is in an earlier
// batch, or before it in this one.
UNWIND $rows AS row
OPTIONAL MATCH (known:Comment {id: row.id})
WITH row, known
WHERE known IS NULL
MATCH (member:Member {id: row.member_id})
OPTIONAL MATCH (post:Post {id: row.post_id})
WITH row, member, post
WHERE post IS NOT NULL
CREATE
  (member)-[:COMMENTED {
    member_id: row.member_id,
    posted_at: post.created_at,
    created_at: row.created_at
  }]->
  (comment:Comment {id: row.id})-[:COMMENTS_ON]->(post)
SET comment.text = row.text, comment.created_at = row.created_at
WITH row, comment
CALL (row, comment) {
  MATCH (answered:Comment {id: row.reply_to_id})
  CREATE (comment)-[:REPLIES_TO]->(answered)
}
RETURN count(comment) AS created
