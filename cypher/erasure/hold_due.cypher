// name: erasure.hold_due
// access: write
// rows: one
// param member_id: string
// param now: datetime
// column id: string
//
// Holds a member who is to be erased by now for the rest of the transaction. No row when there is
// none any more: another process was first, or the member stays.
MATCH (member:Member {id: $member_id})
// Written before it is read: who cancels meanwhile waits, and who was quicker is found.
SET member.connections_changed_at = $now
WITH count(*) AS locked
MATCH (member:Member {id: $member_id})
WHERE member.erase_at <= $now
RETURN member.id AS id
