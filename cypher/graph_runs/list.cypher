// name: graph_runs.list
// access: read
// rows: many
// param limit: integer
// column run: map
//
// The latest runs of the graph algorithms, the newest first.
MATCH (found:AnalyticsRun)
WITH found
  ORDER BY found.number DESC
  LIMIT $limit
RETURN
  found {
    .id,
    .number,
    .slot,
    .state,
    .stage,
    .done,
    .problem,
    .started_at,
    .seen_at,
    .ended_at,
    .engine,
    .members,
    .connections,
    .communities,
    .modularity,
    .components,
    .betweenness_error
  } AS run
  ORDER BY found.number DESC
