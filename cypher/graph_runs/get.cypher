// name: graph_runs.get
// access: read
// rows: one
// param id: string
// column run: map
//
// A run of the graph algorithms; with id null the one whose results are read. No row where there is none.
MATCH (found:AnalyticsRun)
WHERE found.id = $id OR ($id IS NULL AND found.state = 'complete')
WITH found
  ORDER BY found.number DESC
  LIMIT 1
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
