// name: tokens.list
// access: read
// rows: many
// column id: string
// column service: string
// column created_at: datetime
// column revoked_at: datetime
//
// Every service token, the newest first; never a secret.
MATCH (token:ServiceToken)
RETURN
  token.id AS id,
  token.service AS service,
  token.created_at AS created_at,
  token.revoked_at AS revoked_at
  ORDER BY created_at DESC, id
