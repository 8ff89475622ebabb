// name: tokens.create
// access: write
// rows: none
// param token_id: string
// param service: string
// param scopes: list<string>
// param secret_hash: string
// param now: datetime
//
// Remembers a service's token, of its secret only the hash.
CREATE (:ServiceToken {
  id: $token_id,
  service: $service,
  scopes: $scopes,
  secret_hash: $secret_hash,
  created_at: $now
})
