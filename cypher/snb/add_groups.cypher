// name: snb.add_groups
// access: write
// rows: one
// param rows: list<map>
// column created: integer
//
// Makes the groups of a batch that are not there yet, each with its owner. Who wants to join asks.
UNWIND $rows AS row
OPTIONAL MATCH (known:Group {id: row.id})
WITH row, known
WHERE known IS NULL
MATCH (owner:Member {id: row.owner_id})
CREATE (owner)-[own:MEMBER_OF {role: 'owner', since: row.created_at}]->(group:Group {id: row.id})
SET
  group.name = row.name,
  group.joining = 'approval',
  group.created_at = row.created_at
RETURN count(*) AS created
