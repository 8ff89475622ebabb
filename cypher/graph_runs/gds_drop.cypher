// name: graph_runs.gds_drop
// access: read
// rows: many
// needs: gds
// param graph: string
// column graph: string
//
// Frees a graph of the Graph Data Science library, if there is one of that name.
CALL gds.graph.drop($graph, false)
YIELD graphName
RETURN graphName AS graph
