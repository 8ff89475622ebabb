// name: identities.hold
// access: write
// rows: none
// param identity_ids: list<string>
//
// Makes the identities that are missing, given in their order, and keeps others from using any of them
// meanwhile: whose they are is read after this.
UNWIND $identity_ids AS identity_id
MERGE (identity:Identity {id: identity_id})
SET identity.id = identity_id
WITH count(*) AS locked
// Made anew: one may have been forgotten while this waited.
UNWIND $identity_ids AS identity_id
MERGE (:Identity {id: identity_id})
