// name: introductions.set_settings
// access: write
// rows: one
// param member_id: string
// param properties: map
// param now: datetime
// column id: string
//
// Sets which introductions a member takes as a connector. No row when there is no such member.
MATCH (member:Member {id: $member_id})
// Written before anything is read: who asks the member for one meanwhile waits.
SET member.connections_changed_at = $now
WITH count(*) AS locked
// Found anew: the member may have been deleted while this waited.
MATCH (member:Member {id: $member_id})
SET member += $properties
RETURN member.id AS id
