// name: idempotency.forget
// access: write
// rows: one
// param before: datetime
// param limit: integer
// column forgotten: integer
//
// Removes up to a limit of the keys that are too old to come again.
MATCH (key:IdempotencyKey)
WHERE key.created_at < $before
WITH key
  LIMIT $limit
DETACH DELETE key
RETURN count(*) AS forgotten
