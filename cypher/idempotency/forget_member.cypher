// name: idempotency.forget_member
// access: write
// rows: none
// param member_id: string
//
// Removes the Idempotency-Keys whose kept results name a member, by an id that stands in quotes.
MATCH (key:IdempotencyKey)
WHERE key.result CONTAINS '"' + $member_id + '"'
DETACH DELETE key
