// name: exports.count
// access: read
// rows: many
// column count: integer
//
// How many nodes there are, then how many relationships: both are kept by the database.
MATCH (node)
RETURN count(node) AS count
UNION ALL
MATCH ()-[tie]->()
RETURN count(tie) AS count
