// name: graph_runs.count_connections
// access: read
// rows: one
// column connections: integer
//
// How many connections there are.
MATCH ()-[tie:CONNECTED_TO]->()
RETURN count(tie) AS connections
