// name: demo.write_connections
// access: write
// rows: one
// param connections: list<map>
// param now: datetime
// column connections: integer
//
// Connects a batch of pairs with a strength of 0, to be renewed; a pair that is connected already
// keeps what it has.
UNWIND $connections AS row
MATCH (smaller:Member {id: row.smaller_id})
CALL (row, smaller) {
  MATCH (greater:Member {id: row.greater_id})
  MERGE (smaller)-[connection:CONNECTED_TO {pair: row.pair}]->(greater)
    ON CREATE SET
      connection.since = row.since,
      connection.strength = 0.0,
      connection.context = 0.0,
      connection.forward = row.forward,
      connection.backward = row.backward,
      connection.counted_at = CASE WHEN row.forward > 0 THEN $now END
}
RETURN count(*) AS connections
