// name: imports.add_connections
// access: write
// rows: none
// param rows: list<map>
// param now: datetime
//
// Connects the pairs of a batch that are not connected yet, making members that are missing. Of a
// connection that exists nothing changes; two with a block between them stay unconnected.
UNWIND $rows AS row
MERGE (smaller:Member {id: row.smaller_id})
  ON CREATE SET smaller.created_at = $now, smaller.updated_at = $now
MERGE (greater:Member {id: row.greater_id})
  ON CREATE SET greater.created_at = $now, greater.updated_at = $now
WITH row, smaller, greater
  WHERE NOT EXISTS { (smaller)-[:BLOCKS]-(greater) }
MERGE (smaller)-[connection:CONNECTED_TO {pair: row.pair}]->(greater)
  ON CREATE SET
    connection.since = row.since,
    connection.imported_strength = row.strength,
    connection.strength = coalesce(row.strength, 0.0),
    connection.context = coalesce(row.strength, 0.0)
