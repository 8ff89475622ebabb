// name: members.delete
// access: write
// rows: one
// param member_id: string
// param now: datetime
// column id: string
//
// Removes a member with all relationships. No row when there is no such member.
MATCH (member:Member {id: $member_id})
// Written before anything is read: who changes or deletes the member meanwhile waits.
SET member.connections_changed_at = $now
WITH count(*) AS locked
// Found anew: the member may have been deleted while this waited.
MATCH (member:Member {id: $member_id})
WITH member, member.id AS id
DETACH DELETE member
RETURN id
