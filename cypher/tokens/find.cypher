// name: tokens.find
// access: read
// rows: one
// param token_id: string
// column service: string
// column scopes: list<string>
// column secret_hash: string
//
// A service's token, unless it was revoked. Scopes are null where it was made before there were any.
MATCH (token:ServiceToken {id: $token_id})
WHERE token.revoked_at IS NULL
RETURN token.service AS service, token.scopes AS scopes, token.secret_hash AS secret_hash
