// name: own_data.list_reactions
// access: read
// rows: many
// param viewer_id: string
// param after: string
// param limit: integer
// column key: string
// column entry: map
//
// The viewer's reactions to posts, those that they took back, and the posts that they hid.
MATCH (:Member {id: $viewer_id})-[part:REACTED_TO|TOOK_BACK|HIDES]->(post:Post)
WITH part, post, post.id + ' ' + type(part) AS key
  WHERE $after IS NULL OR key > $after
WITH part, post, key
  ORDER BY key
  LIMIT $limit
RETURN
  key,
  part {
    .*,
    post_id: post.id,
    what:
      CASE type(part)
        WHEN 'REACTED_TO' THEN 'reacted'
        WHEN 'TOOK_BACK' THEN 'took_back'
        ELSE 'hid'
      END
  } AS entry
  ORDER BY key
