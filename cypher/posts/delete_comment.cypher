// name: posts.delete_comment
// access: write
// rows: none
// param comment_id: string
// param now: datetime
//
// Removes a comment on a post whose author is locked. Where it was answered, its place is kept for
// the replies, without text, author and post; with the last of them it goes.
MATCH (comment:Comment {id: $comment_id})
OPTIONAL MATCH (comment)-[:REPLIES_TO]->(answered:Comment)
WHERE
  answered.deleted_at IS NOT NULL AND
  COUNT { (answered)<-[:REPLIES_TO]-(:Comment) } = 1
WITH comment, answered, EXISTS { (comment)<-[:REPLIES_TO]-(:Comment) } AS is_answered
CALL (comment, answered, is_answered) {
  WITH *
    WHERE is_answered
  MATCH (comment)<-[wrote:COMMENTED]-(:Member)
  MATCH (comment)-[edge:COMMENTS_ON|REPLIES_TO]->()
  SET comment.text = null, comment.deleted_at = $now
  DELETE edge, wrote
}
CALL (comment, is_answered) {
  WITH *
    WHERE NOT is_answered
  DETACH DELETE comment
}
DETACH DELETE answered
