// name: recommendations.list
// access: read
// rows: many
// param viewer_id: string
// param filters: map
// param limit: integer
// column id: string
// column state: string
// column role: string
// column author: map
// column member: map
// column relationship: string
// column text: string
// column note: string
// column wish: string
// column created_at: datetime
// column written_at: datetime
// column accepted_at: datetime
// column closed_at: datetime
//
// The recommendations that the viewer wrote or is praised by, the newest first, after an id: all, or
// the one with an id, those in a role, those in a state. Those with a block between the two are not
// there, and what an author withdrew the member reads no more.
MATCH (viewer:Member {id: $viewer_id})-[part:RECOMMENDS|RECOMMENDATION_OF]-(recommendation:Recommendation)
WHERE
  ($filters.id IS NULL OR recommendation.id = $filters.id) AND
  ($filters.after IS NULL OR recommendation.id < $filters.after) AND
  ($filters.state IS NULL OR recommendation.state = $filters.state)
WITH
  viewer,
  recommendation,
  CASE type(part) WHEN 'RECOMMENDS' THEN 'author' ELSE 'member' END AS role
  WHERE $filters.role IS NULL OR role = $filters.role
MATCH (author:Member)-[:RECOMMENDS]->(recommendation)-[:RECOMMENDATION_OF]->(member:Member)
WHERE NOT EXISTS { (author)-[:BLOCKS]-(member) }
RETURN
  recommendation.id AS id,
  recommendation.state AS state,
  role,
  author {.id, .name, .headline} AS author,
  member {.id, .name, .headline} AS member,
  recommendation.relationship AS relationship,
  CASE
    WHEN role = 'author' OR recommendation.state <> 'withdrawn' THEN recommendation.text
  END AS text,
  recommendation.note AS note,
  recommendation.wish AS wish,
  recommendation.created_at AS created_at,
  recommendation.written_at AS written_at,
  recommendation.accepted_at AS accepted_at,
  recommendation.closed_at AS closed_at
  ORDER BY id DESC
  LIMIT $limit
