// name: connections.relation
// access: read
// rows: one
// param viewer_id: string
// param member_id: string
// column degree: integer
// column mutual_count: integer
//
// The viewer's degree to a member, null out of network, and how many connections both have.
// No row when either does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
OPTIONAL MATCH (member:Member {id: $member_id})
WITH viewer, member
  WHERE viewer IS NOT NULL AND member IS NOT NULL
CALL (viewer, member) {
  // Joined by hash: each side is expanded once, which a hub on either side survives.
  MATCH (viewer)-[:CONNECTED_TO]-(mutual:Member)-[:CONNECTED_TO]-(member)
  USING JOIN ON mutual
  RETURN count(*) AS mutual_count
}
RETURN
  CASE
    WHEN viewer = member THEN 0
    WHEN EXISTS { (viewer)-[:CONNECTED_TO]-(member) } THEN 1
    WHEN mutual_count > 0 THEN 2
    ELSE length(shortestPath((viewer)-[:CONNECTED_TO*..3]-(member)))
  END AS degree,
  mutual_count
