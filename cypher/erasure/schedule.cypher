// name: erasure.schedule
// access: write
// rows: one
// param member_id: string
// param erase_at: datetime
// column erase_at: datetime
//
// Says when a member shall be erased; one who asked before keeps the first date. No row when there
// is no such member.
MATCH (member:Member {id: $member_id})
// Written before it is read: of two who ask at once, the later finds the date.
SET member.id = $member_id
WITH count(*) AS locked
MATCH (member:Member {id: $member_id})
SET member.erase_at = coalesce(member.erase_at, $erase_at)
RETURN member.erase_at AS erase_at
