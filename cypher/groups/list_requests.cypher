// name: groups.list_requests
// access: read
// rows: one
// param viewer_id: string
// param group_id: string
// param after: list<string>
// param limit: integer
// column role: string
// column items: list<map>
//
// The viewer's role in a group, and, where that is owner or moderator, a page of who asks to join
// it, the longest waiting first, after a time and an id. Who has a block with the viewer is left out.
// No row when the viewer or the group does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
OPTIONAL MATCH (group:Group {id: $group_id})
WITH viewer, group
  WHERE viewer IS NOT NULL AND group IS NOT NULL
OPTIONAL MATCH (viewer)-[own:MEMBER_OF]->(group)
CALL (viewer, group, own) {
  WITH *
    WHERE own.role IN ['owner', 'moderator']
  MATCH (member:Member)-[asking:ASKS_TO_JOIN]->(group)
  WHERE
    NOT EXISTS { (viewer)-[:BLOCKS]-(member) } AND
    ($after IS NULL OR
      asking.since > datetime($after[0]) OR
      (asking.since = datetime($after[0]) AND member.id > $after[1]))
  WITH viewer, member, asking
    ORDER BY asking.since, member.id
    LIMIT $limit
  CALL (viewer, member) {
    MATCH (viewer)-[:CONNECTED_TO]-(mutual:Member)-[:CONNECTED_TO]-(member)
    USING JOIN ON mutual
    RETURN count(*) AS mutual_count
  }
  RETURN
    collect({
      member: member {.id, .name, .headline},
      since: asking.since,
      mutual_count: mutual_count,
      sort_key: [toString(asking.since), member.id]
    }) AS items
}
RETURN own.role AS role, items
