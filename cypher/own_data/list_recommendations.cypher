// name: own_data.list_recommendations
// access: read
// rows: many
// param viewer_id: string
// param after: string
// param limit: integer
// column key: string
// column entry: map
//
// The recommendations that the viewer wrote or is praised by; what an author withdrew the member
// reads no more.
MATCH (viewer:Member {id: $viewer_id})-[part:RECOMMENDS|RECOMMENDATION_OF]-(recommendation:Recommendation)
WHERE $after IS NULL OR recommendation.id > $after
MATCH (recommendation)-[:RECOMMENDS|RECOMMENDATION_OF]-(member:Member)
WHERE member <> viewer AND NOT EXISTS { (viewer)-[:BLOCKS]-(member) }
WITH part, recommendation, member
  ORDER BY recommendation.id
  LIMIT $limit
RETURN
  recommendation.id AS key,
  recommendation {
    .*,
    text:
      CASE
        WHEN
          type(part) = 'RECOMMENDS' OR recommendation.state <> 'withdrawn' THEN recommendation.text
      END,
    role: CASE type(part) WHEN 'RECOMMENDS' THEN 'author' ELSE 'member' END,
    member_id: member.id,
    member_name: member.name
  } AS entry
  ORDER BY key
