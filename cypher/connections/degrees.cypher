// name: connections.degrees
// access: read
// rows: many
// param viewer_id: string
// param member_ids: list<string>
// param hub_size: integer
// column degree: integer
//
// The viewer's degree to each of many members, in the order given; null out of network, and for
// members who have a block with the viewer, and through whom nothing is found; -1 for ids that are no
// member's. No row when the viewer does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
WITH viewer, COLLECT { MATCH (viewer)-[:BLOCKS]-(member:Member) RETURN member } AS blocked
  WHERE viewer IS NOT NULL
CALL (viewer) {
  MATCH (viewer)-[:CONNECTED_TO]-(near:Member)
  RETURN collect(near) AS first
}
CALL (first) {
  // A hub's second degree is most of the graph; the members' own sides are expanded below.
  WITH first
    WHERE size(first) <= $hub_size
  UNWIND first AS near
  MATCH (near)-[:CONNECTED_TO]-(far:Member)
  RETURN collect(DISTINCT far) AS reached
}
WITH
  viewer,
  blocked,
  first,
  CASE
    WHEN blocked = [] THEN reached
    ELSE [far IN reached WHERE NOT far IN blocked]
  END AS second
UNWIND range(0, size($member_ids) - 1) AS position
OPTIONAL MATCH (member:Member {id: $member_ids[position]})
WITH
  position,
  CASE
    WHEN member IS NULL THEN -1
    WHEN member IN blocked THEN null
    WHEN member = viewer THEN 0
    WHEN member IN first THEN 1
    WHEN size(first) <= $hub_size THEN
      CASE
        WHEN member IN second THEN 2
        WHEN EXISTS {
          MATCH (member)-[:CONNECTED_TO]-(between:Member)
          WHERE between IN second
        } THEN 3
      END
    WHEN EXISTS {
      MATCH (member)-[:CONNECTED_TO]-(between:Member)
      WHERE between IN first
    } THEN 2
    WHEN EXISTS {
      MATCH (member)-[:CONNECTED_TO]-(far:Member)-[:CONNECTED_TO]-(between:Member)
      WHERE NOT far IN blocked AND between IN first
    } THEN 3
  END AS degree
RETURN degree
  ORDER BY position
