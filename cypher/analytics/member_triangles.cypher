// name: analytics.member_triangles
// access: read
// rows: one
// param member_id: string
// column member_id: string
// column name: string
// column connections: integer
// column triangles: integer
// column clustering: float
// example: member_id=ada
//
// How many of a member's connections are connected to each other. Triangles are such pairs, clustering
// their share of all pairs: 1 where everybody knows everybody. No row when there is no such member.
MATCH (member:Member {id: $member_id})
CALL (member) {
  MATCH (member)-[:CONNECTED_TO]-(one:Member)
  RETURN count(*) AS connections
}
CALL (member) {
  // Joined by hash: each side is expanded once, which a hub survives.
  MATCH (member)-[:CONNECTED_TO]-(other:Member)-[:CONNECTED_TO]-(one:Member)-[:CONNECTED_TO]-(member)
  USING JOIN ON one
  // Each was met from both of its ends.
  RETURN count(*) / 2 AS triangles
}
RETURN
  member.id AS member_id,
  member.name AS name,
  connections,
  triangles,
  CASE
    WHEN connections < 2 THEN 0.0
    ELSE 2.0 * triangles / (connections * (connections - 1.0))
  END AS clustering
