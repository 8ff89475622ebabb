// name: identities.connect
// access: write
// rows: one
// param rows: list<map>
// param activity_weights: map
// param now: datetime
// column identity_ids: list<string>
//
// Connects pairs, given the smaller id first, whose members are locked, in place of what imports knew
// as unconfirmed, and keeps what those said: since when, the interactions, recommendations and
// endorsements. A tie that stands takes in what it lacks. Whoever introduced two who are now connected
// has led to it, and a request of one to the other is answered by it. Returns the addresses of those
// who were unconfirmed.
UNWIND $rows AS row
MATCH (smaller:Member {id: row.smaller_id})
OPTIONAL MATCH (greater:Member {id: row.greater_id})
WITH row, smaller, greater
  WHERE greater IS NOT NULL
WITH row, smaller, greater, NOT EXISTS { (smaller)-[:CONNECTED_TO {pair: row.pair}]->(greater) } AS created
MERGE (smaller)-[tie:CONNECTED_TO {pair: row.pair}]->(greater)
  ON CREATE SET tie.strength = 0.0, tie.context = 0.0
SET
  tie.since =
    CASE
      WHEN created THEN coalesce(row.since, $now)
      WHEN row.since < tie.since THEN row.since
      ELSE tie.since
    END,
  tie.imported_recommended = coalesce(tie.imported_recommended, false) OR row.recommended,
  tie.imported_endorsements =
    CASE
      WHEN tie.imported_endorsements > row.endorsements THEN tie.imported_endorsements
      ELSE row.endorsements
    END
WITH row, smaller, greater, tie, created
CALL (row, tie) {
  WITH *
    WHERE row.counted_at IS NOT NULL AND (row.later OR tie.imported_until IS NULL)
  WITH row, tie, coalesce(tie.counted_at, row.counted_at) AS before
  WITH *, CASE WHEN before > row.counted_at THEN before ELSE row.counted_at END AS at
  WITH
    *,
    0.5 ^ ((at.epochMillis - before.epochMillis) / $activity_weights.half_life) AS kept,
    0.5 ^ ((at.epochMillis - row.counted_at.epochMillis) / $activity_weights.half_life) AS added
  SET
    tie.forward = coalesce(tie.forward, 0.0) * kept + row.forward * added,
    tie.backward = coalesce(tie.backward, 0.0) * kept + row.backward * added,
    tie.counted_at = at,
    tie.imported_until =
      CASE
        WHEN tie.imported_until > row.counted_at THEN tie.imported_until
        ELSE row.counted_at
      END
}
CALL (row, smaller, greater, created) {
  WITH *
    WHERE created
  MATCH (smaller)-[:ASKED_FOR|INTRODUCES_TO]-(introduction:Introduction)-[:ASKED_FOR|INTRODUCES_TO]-(greater)
  WHERE introduction.state = 'introduced'
  SET introduction.connected_at = coalesce(introduction.connected_at, $now)
}
CALL (row, created) {
  WITH *
    WHERE created
  MATCH (request:ConnectionRequest {open_pair: row.pair})
  // What expires requests locks them alone.
  SET request.pair = row.pair
  WITH request
    WHERE request.state = 'pending' AND request.expires_at > $now
  SET request.state = 'accepted', request.closed_at = $now
  REMOVE request.open_pair, request.answer
}
CALL (row) {
  UNWIND row.unconfirmed_ids AS unconfirmed_id
  MATCH (unconfirmed:UnconfirmedMember {id: unconfirmed_id})
  OPTIONAL MATCH (unconfirmed)-[:IDENTIFIED_BY]->(identity:Identity)
  WITH unconfirmed, collect(identity.id) AS known_under
  DETACH DELETE unconfirmed
  RETURN collect(known_under) AS known_under
}
UNWIND known_under + [[]] AS identity_ids
UNWIND identity_ids + [null] AS identity_id
RETURN collect(DISTINCT identity_id) AS identity_ids
