// name: tokens.list
// access: read
// rows: many
// column id: string
// column service: string
// column scopes: list<string>
// column created_at: datetime
// column revoked_at: datetime
//
// Every service token, the newest first; never a secret. Scopes are null
// where it was made before there were any.
MATCH (token:ServiceToken)
RETURN
  token.id AS id,
  token.service AS service,
  token.scopes AS scopes,
  token.created_at AS created_at,
  token.revoked_at AS revoked_at
  ORDER BY created_at DESC, id
