// name: erasure.cancel
// access: write
// rows: one
// param member_id: string
// column id: string
//
// Has a member stay. No row when there is no such member.
MATCH (member:Member {id: $member_id})
// Written before it is read: who is being erased meanwhile is waited for, and then gone.
SET member.id = $member_id
WITH count(*) AS locked
MATCH (member:Member {id: $member_id})
SET member.erase_at = null
RETURN member.id AS id
