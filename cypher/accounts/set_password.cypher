// name: accounts.set_password
// access: write
// rows: one
// param member_id: string
// param password_hash: string
// column id: string
//
// Gives an account another password, whatever it had. No row when the member has no account.
MATCH (account:Account {id: $member_id})
SET account.password_hash = $password_hash
RETURN account.id AS id
