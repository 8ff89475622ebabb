// name: linkedin.write_unconfirmed
// access: write
// rows: one
// param owner_id: string
// param rows: list<map>
// param now: datetime
// column identity_ids: list<string>
//
// Makes or changes whom the owner's import knows, who is locked, with what it says of the ties; the
// addresses are held. Returns those under which somebody is not known any more.
MATCH (owner:Member {id: $owner_id})
UNWIND $rows AS row
MERGE (person:UnconfirmedMember {id: row.id})
  ON CREATE SET person.owner_id = $owner_id, person.created_at = $now
SET
  person.name = row.name,
  person.company = row.company,
  person.company_id = row.company_id,
  person.position = row.position,
  person.profile_url = row.profile_url,
  person.email = row.email,
  person.updated_at = $now
MERGE (owner)-[knows:KNOWS_UNCONFIRMED]->(person)
SET
  knows.since = row.since,
  knows.strength = row.strength,
  knows.context = row.context,
  knows.forward = row.forward,
  knows.backward = row.backward,
  knows.counted_at = row.counted_at,
  knows.recommended = row.recommended,
  knows.endorsements = row.endorsements
WITH row, person
CALL (row, person) {
  MATCH (person)-[old:IDENTIFIED_BY]->(identity:Identity)
  WHERE NOT identity.id IN row.identity_ids
  WITH old, identity.id AS identity_id
  DELETE old
  RETURN collect(identity_id) AS removed
}
CALL (row, person) {
  UNWIND row.identity_ids AS identity_id
  MATCH (identity:Identity {id: identity_id})
  WHERE NOT EXISTS { (person)-[:IDENTIFIED_BY]->(identity) }
  CREATE (person)-[:IDENTIFIED_BY]->(identity)
}
WITH collect(removed) AS lists
UNWIND lists + [[]] AS removed
UNWIND removed + [null] AS identity_id
RETURN collect(DISTINCT identity_id) AS identity_ids
