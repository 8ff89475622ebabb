// name: linkedin.find_members
// access: write
// rows: many
// param identity_ids: list<string>
// column identity_id: string
// column member_id: string
//
// Which members are known under these addresses, as the operator says; the addresses are held.
UNWIND $identity_ids AS identity_id
MATCH (identity:Identity {id: identity_id})
WITH identity_id, identity
MATCH (identity)<-[:IDENTIFIED_BY]-(member)
WITH identity_id, member
  WHERE member:Member
RETURN identity_id, member.id AS member_id
