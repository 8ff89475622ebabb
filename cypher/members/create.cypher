// name: members.create
// access: write
// rows: none
// param member_id: string
// param properties: map
// param now: datetime
//
// Makes a member; the id's constraint refuses a second one.
CREATE (member:Member {id: $member_id, created_at: $now, updated_at: $now})
SET member += $properties
