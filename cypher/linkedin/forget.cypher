// name: linkedin.forget
// access: write
// rows: one
// param owner_id: string
// param limit: integer
// param now: datetime
// column removed: integer
// column identity_ids: list<string>
//
// Removes so many of those whom the owner's imports know as unconfirmed, and returns under which
// addresses they were known. No row when there is no such member.
MATCH (owner:Member {id: $owner_id})
// Written before anything is read: an import meanwhile waits.
SET owner.connections_changed_at = $now
WITH count(*) AS locked
MATCH (owner:Member {id: $owner_id})
CALL (owner) {
  MATCH (owner)-[:KNOWS_UNCONFIRMED]->(person:UnconfirmedMember)
  WITH person
    LIMIT $limit
  OPTIONAL MATCH (person)-[:IDENTIFIED_BY]->(identity:Identity)
  WITH person, collect(identity.id) AS known_under
  DETACH DELETE person
  RETURN count(*) AS removed, collect(known_under) AS lists
}
RETURN removed, reduce(all = [], known_under IN lists | all + known_under) AS identity_ids
