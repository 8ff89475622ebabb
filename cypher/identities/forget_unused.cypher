// name: identities.forget_unused
// access: write
// rows: none
// param identity_ids: list<string>
//
// Removes those of these identities, given in their order, that are nobody's.
UNWIND $identity_ids AS identity_id
MATCH (identity:Identity {id: identity_id})
WHERE NOT EXISTS { (identity)<-[:IDENTIFIED_BY]-() }
// Written before it is read again: who begins to use it meanwhile waits, or has done so.
SET identity.id = identity_id
WITH collect(identity) AS identities
UNWIND identities AS identity
WITH identity
  WHERE NOT EXISTS { (identity)<-[:IDENTIFIED_BY]-() }
DELETE identity
