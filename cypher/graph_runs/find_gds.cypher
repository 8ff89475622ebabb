// name: graph_runs.find_gds
// access: read
// rows: one
// column procedures: integer
//
// How many of the procedures of Neo4j's Graph Data Science that a run calls the server has.
SHOW PROCEDURES
YIELD name
WHERE
  name IN [
    'gds.graph.drop',
    'gds.pageRank.stream',
    'gds.leiden.stream',
    'gds.betweenness.stream',
    'gds.kcore.stream',
    'gds.wcc.stream'
  ]
RETURN count(*) AS procedures
