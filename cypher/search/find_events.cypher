// name: search.find_events
// access: read
// rows: one
// param viewer_id: string
// param query: string
// param after: list<string>
// param limit: integer
// column items: list<map>
//
// A page of the events that a Lucene query finds, the best first, and how many of the viewer's
// connections attend. Left out are cancelled ones, those of a member who has a block with the viewer,
// and those of a group that takes members by approval and has not taken the viewer.
// No row when the viewer does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
WITH viewer
  WHERE viewer IS NOT NULL
CALL (viewer) {
  CALL db.index.fulltext.queryNodes('event_search', $query)
    YIELD node AS event, score
  WHERE
    event.cancelled_at IS NULL AND
    NOT EXISTS { (event)<-[:ORGANISES]-(:Member)-[:BLOCKS]-(viewer) } AND
    (NOT EXISTS {
        MATCH (event)-[:EVENT_OF]->(group:Group)
        WHERE group.joining = 'approval'
      } OR
      EXISTS { (event)-[:EVENT_OF]->(:Group)<-[:MEMBER_OF]-(viewer) }) AND
    ($after IS NULL OR
      score < toFloat($after[0]) OR
      score = toFloat($after[0]) AND event.id > $after[1])
  WITH viewer, event, score
    ORDER BY score DESC, event.id
    LIMIT $limit
  RETURN
    collect({
      id: event.id,
      title: event.title,
      description: event.description,
      starts_at: event.starts_at,
      connection_count: COUNT {
        MATCH (viewer)-[:CONNECTED_TO]-(member)-[:ATTENDS]->(event)
      },
      score: score
    }) AS items
}
RETURN items
