// name: events.list_mine
// access: read
// rows: many
// param viewer_id: string
// param past: boolean
// param after: list<string>
// param limit: integer
// param now: datetime
// column id: string
// column title: string
// column starts_at: datetime
// column ends_at: datetime
// column time_zone: string
// column place: string
// column link: string
// column cancelled_at: datetime
// column organiser: map
// column group: map
// column organising: boolean
// column attending: boolean
// column size: integer
// column sort_key: list<string>
//
// The events that the viewer organises or attends, after a time and an id: those not over yet, the
// next first, or the past ones, the latest first. Those whose organiser has a block with the viewer
// are left out, and who has one is not counted. No row when the viewer does not exist or has none.
MATCH (viewer:Member {id: $viewer_id})-[part:ORGANISES|ATTENDS]->(event:Event)
WHERE
  $past = (event.ends_at <= $now) AND
  NOT EXISTS { (viewer)-[:BLOCKS]-(:Member)-[:ORGANISES]->(event) }
WITH
  viewer,
  event,
  collect(type(part)) AS parts,
  CASE WHEN $past THEN -event.starts_at.epochMillis ELSE event.starts_at.epochMillis END AS rank
  WHERE
    $after IS NULL OR
    rank > toInteger($after[0]) OR
    (rank = toInteger($after[0]) AND event.id > $after[1])
WITH *
  ORDER BY rank, event.id
  LIMIT $limit
OPTIONAL MATCH (organiser:Member)-[:ORGANISES]->(event)
OPTIONAL MATCH (event)-[:EVENT_OF]->(group:Group)
RETURN
  event.id AS id,
  event.title AS title,
  event.starts_at AS starts_at,
  event.ends_at AS ends_at,
  event.time_zone AS time_zone,
  event.place AS place,
  event.link AS link,
  event.cancelled_at AS cancelled_at,
  organiser {.id, .name, .headline} AS organiser,
  group {.id, .name} AS group,
  'ORGANISES' IN parts AS organising,
  'ATTENDS' IN parts AS attending,
  COUNT { (event)<-[:ATTENDS]-() } -
    COUNT { (viewer)-[:BLOCKS]-(:Member)-[:ATTENDS]->(event) } AS size,
  [toString(rank), event.id] AS sort_key
  ORDER BY rank, id
