// name: imports.disconnect_blocked
// access: write
// rows: one
// column removed: integer
//
// Ends the connections between members who have a block: a batch that was being written while one of
// them blocked the other did not see it.
MATCH (by:Member)-[block:BLOCKS]->(blocked:Member)
MATCH (by)-[tie:CONNECTED_TO]-(blocked)
DELETE tie
RETURN count(tie) AS removed
