// name: groups.list_mine
// access: read
// rows: many
// param viewer_id: string
// param after: list<string>
// param limit: integer
// column id: string
// column name: string
// column description: string
// column joining: string
// column created_at: datetime
// column size: integer
// column membership: map
// column sort_key: list<string>
//
// The groups that the viewer is in or asks to join, the latest first, after a time and an id. Who has
// a block with the viewer is not counted.
MATCH (viewer:Member {id: $viewer_id})-[part:MEMBER_OF|ASKS_TO_JOIN]->(group:Group)
WHERE
  $after IS NULL OR
  part.since < datetime($after[0]) OR
  (part.since = datetime($after[0]) AND group.id < $after[1])
WITH viewer, part, group
  ORDER BY part.since DESC, group.id DESC
  LIMIT $limit
RETURN
  group.id AS id,
  group.name AS name,
  group.description AS description,
  group.joining AS joining,
  group.created_at AS created_at,
  COUNT { (group)<-[:MEMBER_OF]-() } -
    COUNT { (viewer)-[:BLOCKS]-(:Member)-[:MEMBER_OF]->(group) } AS size,
  {
    state: CASE type(part) WHEN 'MEMBER_OF' THEN 'member' ELSE 'asked' END,
    role: part.role,
    since: part.since
  } AS membership,
  [toString(part.since), group.id] AS sort_key
  ORDER BY part.since DESC, id DESC
