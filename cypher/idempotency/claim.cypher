// name: idempotency.claim
// access: write
// rows: one
// param id: string
// param fingerprint: string
// param now: datetime
// column fingerprint: string
// column result: string
//
// Takes a key for a request, or finds the request that took it and, once that is done, its result.
MERGE (key:IdempotencyKey {id: $id})
  ON CREATE SET key.created_at = $now, key.fingerprint = $fingerprint
// Written before it is read: of two requests under one key the second waits for the first.
SET key.id = $id
RETURN key.fingerprint AS fingerprint, key.result AS result
