// name: accounts.find_by_email
// access: read
// rows: one
// param email: string
// column id: string
// column password_hash: string
//
// The account that an email address signs in to.
MATCH (account:Account {email: $email})
RETURN account.id AS id, account.password_hash AS password_hash
