// name: own_data.list_unconfirmed
// access: read
// rows: many
// param viewer_id: string
// param after: string
// param limit: integer
// column key: string
// column entry: map
//
// The people whom the viewer's own imports know, with the ties to them.
MATCH (:Member {id: $viewer_id})-[knows:KNOWS_UNCONFIRMED]->(person:UnconfirmedMember)
WHERE $after IS NULL OR person.id > $after
WITH knows, person
  ORDER BY person.id
  LIMIT $limit
RETURN
  person.id AS key,
  person {
    .*,
    tie: knows {.*},
    identities: [(person)-[:IDENTIFIED_BY]->(identity:Identity) | identity.id]
  } AS entry
  ORDER BY key
