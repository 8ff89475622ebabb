// name: accounts.change_password
// access: write
// rows: one
// param member_id: string
// param old_hash: string
// param new_hash: string
// column id: string
//
// Replaces a password. No row when the old one, which was checked before, is not the account's any
// more.
MATCH (account:Account {id: $member_id})
// Written before it is read: of two who change it the second waits for the first.
SET account.id = $member_id
WITH count(*) AS locked
MATCH (account:Account {id: $member_id, password_hash: $old_hash})
SET account.password_hash = $new_hash
RETURN account.id AS id
