// name: members.update
// access: write
// rows: one
// param member_id: string
// param properties: map
// param now: datetime
// column id: string
//
// Sets a member's own properties; null removes one. No row when there is no such member.
MATCH (member:Member {id: $member_id})
SET member.updated_at = $now
WITH count(*) AS locked
// Found anew: the member may have been deleted while this waited.
MATCH (member:Member {id: $member_id})
SET member += $properties
RETURN member.id AS id
