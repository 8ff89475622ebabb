// name: accounts.forget_sessions
// access: write
// rows: one
// param now: datetime
// param limit: integer
// column forgotten: integer
//
// Removes up to a limit of the sessions that have expired.
MATCH (session:Session)
WHERE session.expires_at <= $now
WITH session
  LIMIT $limit
DETACH DELETE session
RETURN count(*) AS forgotten
