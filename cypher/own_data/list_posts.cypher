// name: own_data.list_posts
// access: read
// rows: many
// param viewer_id: string
// param after: string
// param limit: integer
// column key: string
// column entry: map
//
// The posts that the viewer wrote, with their topics, their group and what they share.
MATCH (:Member {id: $viewer_id})-[:POSTED]->(post:Post)
WHERE $after IS NULL OR post.id > $after
WITH post
  ORDER BY post.id
  LIMIT $limit
RETURN
  post.id AS key,
  post {
    .*,
    topics: [(post)-[:ABOUT]->(topic:Interest) | topic.name],
    group_id: [(post)-[:POSTED_IN]->(group:Group) | group.id][0],
    shares_id: [(post)-[:SHARES]->(shared:Post) | shared.id][0]
  } AS entry
  ORDER BY key
