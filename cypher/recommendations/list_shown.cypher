// name: recommendations.list_shown
// access: read
// rows: one
// param viewer_id: string
// param member_id: string
// param after: string
// param limit: integer
// column items: list<map>
//
// A page of what is written about a member and shown, the newest first, after an id; not what
// somebody wrote who has a block with the viewer. No row when either does not exist, or one has
// blocked the other.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
OPTIONAL MATCH (member:Member {id: $member_id})
WITH viewer, member
  WHERE viewer IS NOT NULL AND member IS NOT NULL AND NOT EXISTS { (viewer)-[:BLOCKS]-(member) }
CALL (viewer, member) {
  MATCH (author:Member)-[:RECOMMENDS]->(recommendation:Recommendation)-[:RECOMMENDATION_OF]->(member)
  WHERE
    recommendation.state = 'accepted' AND
    ($after IS NULL OR recommendation.id < $after) AND
    NOT EXISTS { (viewer)-[:BLOCKS]-(author) }
  WITH author, recommendation
    ORDER BY recommendation.id DESC
    LIMIT $limit
  RETURN
    collect(
      recommendation {
        .id,
        .relationship,
        .text,
        .accepted_at,
        author: author {.id, .name, .headline}
      }) AS items
}
RETURN items
