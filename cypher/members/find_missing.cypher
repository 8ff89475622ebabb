// name: members.find_missing
// access: read
// rows: many
// param member_ids: list<string>
// column member_id: string
//
// Which of these ids are nobody's.
UNWIND $member_ids AS member_id
OPTIONAL MATCH (member:Member {id: member_id})
WITH member_id, member
  WHERE member IS NULL
RETURN member_id
