// name: accounts.start_session
// access: write
// rows: one
// param member_id: string
// param password_hash: string
// param session_id: string
// param now: datetime
// param expires_at: datetime
// column role: string
//
// Signs in, and forgets the account's sessions that have ended. No row when the password, which was
// checked before, is not the account's any more.
MATCH (account:Account {id: $member_id})
// Written before it is read: who changes the password or ends all sessions comes before or after.
SET account.id = $member_id
WITH count(*) AS locked
MATCH (account:Account {id: $member_id, password_hash: $password_hash})
CALL (account) {
  MATCH (account)-[:HAS_SESSION]->(ended:Session)
  WHERE ended.expires_at <= $now OR ended.revoked_at IS NOT NULL
  DETACH DELETE ended
}
CREATE (account)-[:HAS_SESSION]->(:Session {
  id: $session_id,
  generation: 0,
  created_at: $now,
  expires_at: $expires_at
})
RETURN account.role AS role
