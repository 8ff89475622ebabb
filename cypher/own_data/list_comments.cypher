// name: own_data.list_comments
// access: read
// rows: many
// param viewer_id: string
// param after: string
// param limit: integer
// column key: string
// column entry: map
//
// The comments that the viewer wrote.
MATCH (:Member {id: $viewer_id})-[:COMMENTED]->(comment:Comment)
WHERE $after IS NULL OR comment.id > $after
WITH comment
  ORDER BY comment.id
  LIMIT $limit
RETURN
  comment.id AS key,
  comment {
    .*,
    post_id: [(comment)-[:COMMENTS_ON]->(post:Post) | post.id][0],
    reply_to_id: [(comment)-[:REPLIES_TO]->(answered:Comment) | answered.id][0]
  } AS entry
  ORDER BY key
