// name: imports.add_connections
// access: write
// rows: one
// param rows: list<map>
// column created: integer
//
// Connects the pairs of a batch that are not connected yet; of the others nothing changes.
UNWIND $rows AS row
MATCH (smaller:Member {id: row.smaller_id})
MATCH (greater:Member {id: row.greater_id})
MERGE (smaller)-[connection:CONNECTED_TO {pair: row.pair}]->(greater)
  ON CREATE SET
    connection.since = row.since,
    connection.imported_strength = row.strength,
    connection.strength = row.strength
RETURN sum(CASE WHEN connection.strength IS NULL THEN 1 ELSE 0 END) AS created
