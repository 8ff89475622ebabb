// name: identities.lock_members
// access: write
// rows: none
// param member_ids: list<string>
// param now: datetime
//
// Keeps others from connecting, blocking or deleting these members, given in their order, meanwhile.
UNWIND $member_ids AS member_id
MATCH (member:Member {id: member_id})
SET member.connections_changed_at = $now
