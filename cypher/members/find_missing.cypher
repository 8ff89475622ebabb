// name: members.find_missing
// access: read
// rows: many
// param member_ids: list<string>
// column member_id: string
//
// Which of these ids are nobody's to the first of them: no member's, or of one with a block between
// the two.
OPTIONAL MATCH (viewer:Member {id: $member_ids[0]})
UNWIND $member_ids AS member_id
OPTIONAL MATCH (member:Member {id: member_id})
WITH viewer, member_id, member
  WHERE member IS NULL OR EXISTS { (viewer)-[:BLOCKS]-(member) }
RETURN member_id
