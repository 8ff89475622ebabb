// name: posts.list_comments
// access: read
// rows: one
// param viewer_id: string
// param post_id: string
// param after: list<string>
// param limit: integer
// column items: list<map>
//
// A page of the comments on a post that the viewer may see, the oldest first. Those of members who
// have a block with the viewer are left out. No row when the viewer does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
WITH viewer
  WHERE viewer IS NOT NULL
WITH [(viewer)-[:BLOCKS]-(other:Member) | other.id] AS blocked_ids
CALL (blocked_ids) {
  MATCH (:Post {id: $post_id})<-[:COMMENTS_ON]-(comment:Comment)
  WHERE
    $after IS NULL OR
    comment.created_at > datetime($after[0]) OR
    (comment.created_at = datetime($after[0]) AND comment.id > $after[1])
  MATCH (comment)<-[:COMMENTED]-(author:Member)
  WHERE NOT author.id IN blocked_ids
  WITH comment, author
    ORDER BY comment.created_at, comment.id
    LIMIT $limit
  RETURN
    collect(
      comment {
        .id,
        .text,
        post_id: $post_id,
        reply_to_id: [(comment)-[:REPLIES_TO]->(answered:Comment) | answered.id][0],
        author: author {.id, .name, .headline},
        created_at: toString(comment.created_at),
        edited_at: toString(comment.edited_at)
      }) AS items
}
RETURN items
