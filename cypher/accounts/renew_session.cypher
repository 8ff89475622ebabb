// name: accounts.renew_session
// access: write
// rows: one
// param session_id: string
// param generation: integer
// param now: datetime
// column renewed: boolean
// column member_id: string
// column role: string
// column expires_at: datetime
//
// Renews a session for who has its newest refresh token. An older one was used before, perhaps by a
// thief: then nothing is renewed and the session ends. No row when it has ended already.
MATCH (session:Session {id: $session_id})
// Written before it is read: of two who renew it the second waits for the first.
SET session.id = $session_id
WITH count(*) AS locked
MATCH (account:Account)-[:HAS_SESSION]->(session:Session {id: $session_id})
WHERE session.revoked_at IS NULL AND session.expires_at > $now
WITH account, session, session.generation = $generation AS renewed
SET
  session.generation = session.generation + CASE WHEN renewed THEN 1 ELSE 0 END,
  session.revoked_at = CASE WHEN NOT renewed THEN $now END
RETURN
  renewed,
  account.id AS member_id,
  account.role AS role,
  session.expires_at AS expires_at
