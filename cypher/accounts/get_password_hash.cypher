// name: accounts.get_password_hash
// access: read
// rows: one
// param viewer_id: string
// column password_hash: string
//
// What the viewer's password is checked against. No row when the viewer has no account.
MATCH (account:Account {id: $viewer_id})
RETURN account.password_hash AS password_hash
