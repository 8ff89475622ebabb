// name: linkedin.read_unconfirmed
// access: write
// rows: many
// param owner_id: string
// param identity_ids: list<string>
// column identity_id: string
// column id: string
// column name: string
// column company: string
// column company_id: string
// column position: string
// column profile_url: string
// column email: string
// column identity_ids: list<string>
// column since: datetime
// column strength: float
// column context: float
// column forward: float
// column backward: float
// column counted_at: datetime
// column recommended: boolean
// column endorsements: integer
//
// Whom the owner's imports know under these addresses, a row an address, with what they say of the tie.
UNWIND $identity_ids AS identity_id
MATCH (:Identity {id: identity_id})<-[:IDENTIFIED_BY]-(person:UnconfirmedMember)
WHERE person.owner_id = $owner_id
MATCH (:Member)-[knows:KNOWS_UNCONFIRMED]->(person)
RETURN
  identity_id,
  person.id AS id,
  person.name AS name,
  person.company AS company,
  person.company_id AS company_id,
  person.position AS position,
  person.profile_url AS profile_url,
  person.email AS email,
  COLLECT {
    MATCH (person)-[:IDENTIFIED_BY]->(identity:Identity)
    RETURN identity.id
      ORDER BY identity.id
  } AS identity_ids,
  knows.since AS since,
  knows.strength AS strength,
  knows.context AS context,
  knows.forward AS forward,
  knows.backward AS backward,
  knows.counted_at AS counted_at,
  knows.recommended AS recommended,
  knows.endorsements AS endorsements
