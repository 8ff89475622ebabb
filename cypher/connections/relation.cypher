// name: connections.relation
// access: read
// rows: one
// param viewer_id: string
// param member_id: string
// column degree: integer
// column mutual_count: integer
//
// The viewer's degree to a member, null out of network, and how many connections both have.
// Neither goes through a member who has a block with the viewer. No row when either does not exist, or
// one has blocked the other.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
OPTIONAL MATCH (member:Member {id: $member_id})
WITH viewer, member
  WHERE viewer IS NOT NULL AND member IS NOT NULL AND NOT EXISTS { (viewer)-[:BLOCKS]-(member) }
CALL (viewer, member) {
  // Joined by hash: each side is expanded once, which a hub on either side survives.
  MATCH (viewer)-[:CONNECTED_TO]-(mutual:Member)-[:CONNECTED_TO]-(member)
  USING JOIN ON mutual
  RETURN count(*) AS mutual_count
}
WITH
  viewer,
  member,
  mutual_count,
  CASE
    WHEN viewer = member THEN 0
    WHEN EXISTS { (viewer)-[:CONNECTED_TO]-(member) } THEN 1
    WHEN mutual_count > 0 THEN 2
  END AS near_degree
CALL (viewer, member, near_degree) {
  WITH *
    WHERE near_degree IS NULL
  // Only where the nearest path meets a block are all others looked at.
  WITH viewer, member, shortestPath((viewer)-[:CONNECTED_TO*..3]-(member)) AS nearest
  RETURN
    count(
      CASE
        WHEN nearest IS NULL THEN null
        WHEN NOT EXISTS { (viewer)-[:BLOCKS]-(:Member) } THEN 3
        WHEN none(between IN nodes(nearest) WHERE EXISTS { (viewer)-[:BLOCKS]-(between) }) THEN 3
        WHEN EXISTS {
          MATCH (viewer)-[:CONNECTED_TO]-(:Member)-[:CONNECTED_TO]-(b:Member)-[:CONNECTED_TO]-(member)
          WHERE NOT EXISTS { (viewer)-[:BLOCKS]-(b) }
        } THEN 3
      END) AS found
}
RETURN coalesce(near_degree, CASE found WHEN 1 THEN 3 END) AS degree, mutual_count
