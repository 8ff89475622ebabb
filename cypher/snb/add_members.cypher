// name: snb.add_members
// access: write
// rows: one
// param rows: list<map>
// column created_ids: list<string>
//
// Makes the members of a batch who are not there yet, with their properties; one who is keeps what
// they have.
UNWIND $rows AS row
OPTIONAL MATCH (known:Member {id: row.id})
WITH row, known
WHERE known IS NULL
CREATE (member:Member {id: row.id})
SET member += row.properties
RETURN collect(member.id) AS created_ids
