// name: accounts.create
// access: write
// rows: one
// param member_id: string
// param email: string
// param password_hash: string
// param role: string
// param now: datetime
// column id: string
//
// Gives a member an account; the constraints refuse a second one, and an email address that is
// somebody's. No row when there is no such member.
MATCH (member:Member {id: $member_id})
// Written before anything is read: who deletes the member meanwhile waits.
SET member.connections_changed_at = $now
WITH count(*) AS locked
MATCH (member:Member {id: $member_id})
CREATE (account:Account {
  id: member.id,
  email: $email,
  password_hash: $password_hash,
  role: $role,
  created_at: $now
})
RETURN account.id AS id
