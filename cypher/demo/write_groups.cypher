// name: demo.write_groups
// access: write
// rows: none
// param groups: list<map>
//
// Writes the groups that are not there yet, each with its members, the owner first.
UNWIND $groups AS row
OPTIONAL MATCH (known:Group {id: row.id})
WITH row, known
  WHERE known IS NULL
CREATE (group:Group {id: row.id})
SET
  group.name = row.name,
  group.description = row.description,
  group.joining = 'open',
  group.created_at = row.created_at
WITH row, group
UNWIND row.member_ids AS member_id
MATCH (member:Member {id: member_id})
CREATE
  (member)-[:MEMBER_OF {
    role: CASE member_id WHEN row.member_ids[0] THEN 'owner' ELSE 'member' END,
    since: row.created_at
  }]->(group)
