// name: tokens.revoke
// access: write
// rows: one
// param token_id: string
// param now: datetime
// column id: string
//
// Ends a service token; the first time counts. No row when there is no such token.
MATCH (token:ServiceToken {id: $token_id})
SET token.revoked_at = coalesce(token.revoked_at, $now)
RETURN token.id AS id
