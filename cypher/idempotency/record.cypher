// name: idempotency.record
// access: write
// rows: none
// param id: string
// param result: string
//
// Keeps the result of the request that took a key.
MATCH (key:IdempotencyKey {id: $id})
SET key.result = $result
