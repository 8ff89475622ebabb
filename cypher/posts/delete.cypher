// name: posts.delete
// access: write
// rows: none
// param post_id: string
//
// Removes a post whose author is locked, with its comments and reactions. Shares of it stay, without
// it.
MATCH (post:Post {id: $post_id})
CALL (post) {
  MATCH (post)<-[:COMMENTS_ON]-(comment:Comment)
  OPTIONAL MATCH (comment)-[:REPLIES_TO]->(answered:Comment)
  WITH collect(comment) + collect(answered) AS comments
  UNWIND comments AS comment
  WITH DISTINCT comment
  DETACH DELETE comment
}
DETACH DELETE post
