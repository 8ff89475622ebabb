// name: network_report.list_ties_between
// access: read
// rows: one
// param viewer_id: string
// param limit: integer
// column members: list<map>
// column pairs: list<string>
//
// The viewer's connections of the strongest ties, at most limit, and the pairs of those of them who are
// connected to one another, which the viewer may see: each is a mutual connection of the viewer and
// the other. No row when the viewer does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
WITH viewer
  WHERE viewer IS NOT NULL
CALL (viewer) {
  MATCH (viewer)-[tie:CONNECTED_TO]-(member:Member)
  WITH member, tie.strength AS strength
    ORDER BY strength DESC, member.id
    LIMIT $limit
  RETURN collect(member) AS near
}
CALL (near) {
  UNWIND near AS one
  MATCH (one)-[tie:CONNECTED_TO]->(other:Member)
  WHERE other IN near
  RETURN collect(tie.pair) AS pairs
}
RETURN [member IN near | member {.id, .name, .headline}] AS members, pairs
