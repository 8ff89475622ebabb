// name: groups.list_members
// access: read
// rows: one
// param viewer_id: string
// param group_id: string
// param degree: integer
// param after: list<string>
// param hub_size: integer
// param limit: integer
// column shown: boolean
// column total: integer
// column counts: map
// column items: list<map>
//
// A page of a group's members, the nearest to the viewer first, then by name and id: all, or those
// at a degree; and how many there are in all and at each degree. Of a group by approval, who is not
// in it finds their own connections alone: shown is false. Who has a block with the viewer is left
// out. No row when the viewer or the group does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
OPTIONAL MATCH (group:Group {id: $group_id})
WITH viewer, group
  WHERE viewer IS NOT NULL AND group IS NOT NULL
WITH
  viewer,
  group,
  group.joining = 'open' OR EXISTS { (viewer)-[:MEMBER_OF]->(group) } AS shown,
  COLLECT { MATCH (viewer)-[:BLOCKS]-(blocked:Member) RETURN blocked } AS blocked,
  COLLECT { MATCH (viewer)-[:CONNECTED_TO]-(near:Member) RETURN near } AS first
CALL (first, blocked) {
  // As connections.degrees does: a hub's second degree is most of the graph.
  WITH *
    WHERE size(first) <= $hub_size
  UNWIND first AS near
  MATCH (near)-[:CONNECTED_TO]-(far:Member)
  WHERE NOT far IN blocked
  RETURN collect(DISTINCT far) AS second
}
CALL (viewer, group, shown, blocked, first, second) {
  MATCH (member:Member)-[part:MEMBER_OF]->(group)
  WHERE (shown OR member IN first) AND NOT member IN blocked
  WITH
    member,
    part,
    CASE
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
  RETURN collect({member: member, part: part, degree: degree}) AS found
}
CALL (found) {
  UNWIND found AS entry
  WITH
    entry,
    entry.member AS member,
    entry.part AS part,
    [
      toString(coalesce(entry.degree, 4)),
      toLower(coalesce(entry.member.name, entry.member.id)),
      entry.member.id
    ] AS sort_key
    WHERE
      ($degree IS NULL OR entry.degree = $degree) AND
      ($after IS NULL OR sort_key > $after)
  WITH *
    ORDER BY sort_key
    LIMIT $limit
  RETURN
    collect(
      member {
        .id,
        .name,
        .headline,
        role: part.role,
        since: part.since,
        degree: entry.degree,
        sort_key: sort_key
      }) AS items
}
RETURN
  shown,
  size(found) AS total,
  {
    first: size([entry IN found WHERE entry.degree = 1]),
    second: size([entry IN found WHERE entry.degree = 2]),
    third: size([entry IN found WHERE entry.degree = 3])
  } AS counts,
  items
