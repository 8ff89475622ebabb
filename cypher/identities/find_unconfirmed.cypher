// name: identities.find_unconfirmed
// access: write
// rows: many
// param member_id: string
// param identity_ids: list<string>
// param owner_ids: list<string>
// column unconfirmed_id: string
// column owner_id: string
// column since: datetime
// column forward: float
// column backward: float
// column counted_at: datetime
// column recommended: boolean
// column endorsements: integer
//
// Whom the imports of these owners, or of all where none are given, know under these addresses of a
// member, with what they say of the tie; nobody whose other address is another member's.
UNWIND $identity_ids AS identity_id
MATCH (:Identity {id: identity_id})<-[:IDENTIFIED_BY]-(unconfirmed:UnconfirmedMember)
WHERE
  unconfirmed.owner_id <> $member_id AND
  ($owner_ids IS NULL OR unconfirmed.owner_id IN $owner_ids)
WITH DISTINCT unconfirmed
  WHERE
    NOT EXISTS {
      MATCH (unconfirmed)-[:IDENTIFIED_BY]->(:Identity)<-[:IDENTIFIED_BY]-(other:Member)
      WHERE other.id <> $member_id
    }
MATCH (owner:Member)-[knows:KNOWS_UNCONFIRMED]->(unconfirmed)
RETURN
  unconfirmed.id AS unconfirmed_id,
  owner.id AS owner_id,
  knows.since AS since,
  knows.forward AS forward,
  knows.backward AS backward,
  knows.counted_at AS counted_at,
  knows.recommended AS recommended,
  knows.endorsements AS endorsements
  ORDER BY owner_id, unconfirmed_id
