// name: identities.replace_of_member
// access: write
// rows: one
// param member_id: string
// param replaced: list<string>
// param identity_ids: list<string>
// param may_add: boolean
// column added: list<string>
// column removed: list<string>
//
// Lets a member be known under these addresses, in place of others that begin with what is replaced;
// the email address of the member's account stays. Adds none unless it may. No row when there is no
// such member.
MATCH (member:Member {id: $member_id})
// Written before anything is read: who else writes the member meanwhile waits.
SET member.updated_at = member.updated_at
WITH member
OPTIONAL MATCH (account:Account {id: $member_id})
WITH member, 'email:' + account.email AS account_address
CALL (member, account_address) {
  MATCH (member)-[old:IDENTIFIED_BY]->(identity:Identity)
  WHERE
    any(start IN $replaced WHERE identity.id STARTS WITH start) AND
    NOT identity.id IN $identity_ids AND
    NOT identity.id = coalesce(account_address, '')
  WITH old, identity.id AS identity_id
  DELETE old
  RETURN collect(identity_id) AS removed
}
CALL (member) {
  UNWIND $identity_ids AS identity_id
  MATCH (identity:Identity {id: identity_id})
  WHERE $may_add AND NOT EXISTS { (member)-[:IDENTIFIED_BY]->(identity) }
  CREATE (member)-[:IDENTIFIED_BY]->(identity)
  RETURN collect(identity_id) AS added
}
RETURN added, removed
