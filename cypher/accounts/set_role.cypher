// name: accounts.set_role
// access: write
// rows: one
// param member_id: string
// param role: string
// column id: string
// column email: string
// column role: string
//
// Gives a member another role. No row when the member has no account.
MATCH (account:Account {id: $member_id})
SET account.role = $role
RETURN account.id AS id, account.email AS email, account.role AS role
