// name: linkedin.read_owner
// access: write
// rows: one
// param owner_id: string
// column identity_ids: list<string>
//
// Under which addresses the owner of an import is known. No row when there is no such member.
MATCH (owner:Member {id: $owner_id})
RETURN
  COLLECT { MATCH (owner)-[:IDENTIFIED_BY]->(identity:Identity) RETURN identity.id } AS identity_ids
