// name: snb.add_memberships
// access: write
// rows: one
// param rows: list<map>
// column created: integer
//
// Makes members of groups those of a batch who are not in them yet.
UNWIND $rows AS row
MATCH (group:Group {id: row.group_id})
// Written before it is read: who makes the same membership meanwhile waits.
SET group.created_at = group.created_at
WITH row, group
OPTIONAL MATCH (member:Member {id: row.member_id})
WITH row, group, member
WHERE member IS NOT NULL AND NOT EXISTS { (member)-[:MEMBER_OF]->(group) }
CREATE (member)-[:MEMBER_OF {role: 'member', since: row.since}]->(group)
RETURN count(*) AS created
