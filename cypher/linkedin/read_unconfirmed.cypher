// name: linkedin.read_unconfirmed
// access: write
// rows: one
// param owner_id: string
// param identity_ids: list<string>
// column people: list<map>
//
// Whom the owner's imports know under these addresses, an entry an address, with what they say of the
// tie. All in one row, as a row each is slow to receive.
UNWIND $identity_ids AS identity_id
MATCH (identity:Identity {id: identity_id})
WITH identity_id, identity
MATCH (identity)<-[:IDENTIFIED_BY]-(person)
// Said apart, so that nobody is looked for from the owner's end, where in time there are thousands.
WITH identity_id, person
  WHERE person:UnconfirmedMember AND person.owner_id = $owner_id
MATCH (person)<-[knows:KNOWS_UNCONFIRMED]-(:Member)
RETURN collect({
  identity_id: identity_id,
  id: person.id,
  name: person.name,
  company: person.company,
  company_id: person.company_id,
  position: person.position,
  profile_url: person.profile_url,
  email: person.email,
  identity_ids: COLLECT {
    MATCH (person)-[:IDENTIFIED_BY]->(identity:Identity)
    RETURN identity.id
      ORDER BY identity.id
  },
  since: knows.since,
  strength: knows.strength,
  context: knows.context,
  forward: knows.forward,
  backward: knows.backward,
  counted_at: knows.counted_at,
  recommended: knows.recommended,
  endorsements: knows.endorsements
}) AS people
