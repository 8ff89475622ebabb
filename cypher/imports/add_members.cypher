// name: imports.add_members
// access: write
// rows: one
// param member_ids: list<string>
// param now: datetime
// column created: integer
//
// Makes the members of a batch of connections that are not there yet.
UNWIND $member_ids AS member_id
MERGE (member:Member {id: member_id})
  ON CREATE SET member.created_at = $now
RETURN sum(CASE WHEN member.created_at = $now THEN 1 ELSE 0 END) AS created
