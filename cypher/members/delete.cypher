// name: members.delete
// access: write
// rows: one
// param member_id: string
// param now: datetime
// column id: string
//
// Removes a member with all relationships. No row when there is no such member.
MATCH (member:Member {id: $member_id})
SET member.connections_changed_at = $now
WITH member, member.id AS id
DETACH DELETE member
RETURN id
