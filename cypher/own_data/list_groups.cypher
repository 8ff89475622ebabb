// name: own_data.list_groups
// access: read
// rows: many
// param viewer_id: string
// param after: string
// param limit: integer
// column key: string
// column entry: map
//
// The groups that the viewer is in, or asks to join.
MATCH (:Member {id: $viewer_id})-[part:MEMBER_OF|ASKS_TO_JOIN]->(group:Group)
WITH part, group, group.id + ' ' + type(part) AS key
  WHERE $after IS NULL OR key > $after
WITH part, group, key
  ORDER BY key
  LIMIT $limit
RETURN
  key,
  part {
    .*,
    group_id: group.id,
    group_name: group.name,
    // An owner's words; of another's group they are the group's.
    group: CASE WHEN part.role = 'owner' THEN group {.*} END,
    asks_to_join: type(part) = 'ASKS_TO_JOIN'
  } AS entry
  ORDER BY key
