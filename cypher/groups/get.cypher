// name: groups.get
// access: read
// rows: one
// param viewer_id: string
// param group_id: string
// param most_named: integer
// param hub_size: integer
// column id: string
// column name: string
// column description: string
// column joining: string
// column created_at: datetime
// column size: integer
// column post_count: integer
// column membership: map
// column connection_count: integer
// column connections: list<map>
//
// A group, what the viewer is in it, and who of the viewer's connections is in it, so many named at
// most. The number of its posts is for its members. Who has a block with the viewer is not counted.
// No row when the viewer or the group does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
OPTIONAL MATCH (group:Group {id: $group_id})
WITH viewer, group
  WHERE viewer IS NOT NULL AND group IS NOT NULL
OPTIONAL MATCH (viewer)-[own:MEMBER_OF]->(group)
OPTIONAL MATCH (viewer)-[asking:ASKS_TO_JOIN]->(group)
WITH *, COUNT { (viewer)-[:CONNECTED_TO]-() } > $hub_size AS is_hub
CALL (viewer, group, is_hub) {
  CALL (viewer, group, is_hub) {
    WITH *
      WHERE NOT is_hub
    MATCH (viewer)-[:CONNECTED_TO]-(near:Member)
    // From the viewer's side: a member is in few groups, and a group may have many members.
    WHERE EXISTS { (near)-[:MEMBER_OF]->(group) }
    RETURN near
    UNION ALL
    WITH *
      WHERE is_hub
    // Joined by hash: each side is expanded once, which a hub survives.
    MATCH (viewer)-[:CONNECTED_TO]-(near:Member)-[:MEMBER_OF]->(group)
    USING JOIN ON near
    RETURN near
  }
  WITH near
    ORDER BY toLower(coalesce(near.name, near.id)), near.id
  RETURN collect(near {.id, .name, .headline}) AS near
}
RETURN
  group.id AS id,
  group.name AS name,
  group.description AS description,
  group.joining AS joining,
  group.created_at AS created_at,
  COUNT { (group)<-[:MEMBER_OF]-() } -
    COUNT { (viewer)-[:BLOCKS]-(:Member)-[:MEMBER_OF]->(group) } AS size,
  CASE
    WHEN own IS NOT NULL
      THEN
        COUNT { (group)<-[:POSTED_IN]-() } -
          COUNT { (viewer)-[:BLOCKS]-(:Member)-[:POSTED]->(:Post)-[:POSTED_IN]->(group) }
  END AS post_count,
  CASE
    WHEN own IS NOT NULL THEN {state: 'member', role: own.role, since: own.since}
    WHEN asking IS NOT NULL THEN {state: 'asked', role: null, since: asking.since}
  END AS membership,
  size(near) AS connection_count,
  near[..$most_named] AS connections
