// name: connections.reach
// access: read
// rows: one
// param viewer_id: string
// column first: integer
// column second: integer
// column third: integer
//
// How many members the viewer has at the first, second and third degree, none of whom has a
// block with the viewer. No row when the viewer does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
WITH viewer, COLLECT { MATCH (viewer)-[:BLOCKS]-(member:Member) RETURN member } AS blocked
  WHERE viewer IS NOT NULL
CALL (viewer, blocked) {
  // The shortest length alone lets Neo4j visit each member once, breadth first.
  MATCH path = (viewer)-[:CONNECTED_TO*1..3]-(member:Member)
  WHERE none(between IN nodes(path) WHERE between IN blocked)
  WITH member, min(length(path)) AS degree
  RETURN
    count(CASE WHEN degree = 1 THEN 1 END) AS first,
    count(CASE WHEN degree = 2 AND member <> viewer THEN 1 END) AS second,
    count(CASE WHEN degree = 3 AND member <> viewer THEN 1 END) AS third
}
RETURN first, second, third
