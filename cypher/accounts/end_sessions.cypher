// name: accounts.end_sessions
// access: write
// rows: none
// param member_id: string
// param now: datetime
//
// Ends every session of a member.
MATCH (account:Account {id: $member_id})
// Written before anything is read: a session that starts meanwhile starts after.
SET account.id = $member_id
WITH count(*) AS locked
MATCH (account:Account {id: $member_id})-[:HAS_SESSION]->(session:Session)
WHERE session.revoked_at IS NULL
SET session.revoked_at = $now
