// name: own_data.list_events
// access: read
// rows: many
// param viewer_id: string
// param after: string
// param limit: integer
// column key: string
// column entry: map
//
// The events that the viewer organises, and those that they attend.
MATCH (viewer:Member {id: $viewer_id})-[part:ORGANISES|ATTENDS]->(event:Event)
WHERE NOT EXISTS { (viewer)-[:BLOCKS]-(:Member)-[:ORGANISES]->(event) }
WITH part, event, event.id + ' ' + type(part) AS key
  WHERE $after IS NULL OR key > $after
WITH part, event, key
  ORDER BY key
  LIMIT $limit
RETURN
  key,
  event {
    .*,
    attends_since: part.since,
    organises: type(part) = 'ORGANISES',
    group_id: [(event)-[:EVENT_OF]->(group:Group) | group.id][0]
  } AS entry
  ORDER BY key
