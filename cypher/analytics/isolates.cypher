// name: analytics.isolates
// access: read
// rows: many
// param limit: integer 1..1000 = 50
// column member_id: string
// column name: string
// column joined_at: datetime
// example: limit=10
//
// Who has no connection at all, the longest first.
MATCH (member:Member)
WHERE NOT EXISTS { (member)-[:CONNECTED_TO]-() }
RETURN member.id AS member_id, member.name AS name, member.created_at AS joined_at
  ORDER BY joined_at, member_id
  LIMIT $limit
