// name: events.list_attendees
// access: read
// rows: one
// param viewer_id: string
// param event_id: string
// param degree: integer
// param after: list<string>
// param hub_size: integer
// param limit: integer
// column total: integer
// column counts: map
// column items: list<map>
//
// A page of the attendees whom the viewer knows, the nearest first, then by name and id: up to the
// third degree, or those at a degree, and how many at each; the organiser finds all. Of an event of a
// group by approval, who is not in the group finds their own connections alone. The total is that of
// all attendees. Who has a block with the viewer is left out. No row when the viewer or the event
// does not exist, or its organiser has a block with the viewer.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
OPTIONAL MATCH (event:Event {id: $event_id})
OPTIONAL MATCH (organiser:Member)-[:ORGANISES]->(event)
OPTIONAL MATCH (event)-[:EVENT_OF]->(group:Group)
WITH viewer, event, organiser, group
  WHERE
    viewer IS NOT NULL AND
    event IS NOT NULL AND
    NOT EXISTS { (viewer)-[:BLOCKS]-(organiser) }
WITH
  viewer,
  event,
  coalesce(organiser = viewer, false) AS organising,
  coalesce(group.joining, 'open') = 'open' OR
    organiser = viewer OR
    EXISTS { (viewer)-[:MEMBER_OF]->(group) } AS shown,
  COLLECT { MATCH (viewer)-[:BLOCKS]-(blocked:Member) RETURN blocked } AS blocked,
  COLLECT { MATCH (viewer)-[:CONNECTED_TO]-(near:Member) RETURN near } AS first
CALL (first, blocked) {
  // As connections.degrees does: a hub's second degree is most of the graph.
  WITH *
    WHERE size(first) <= $hub_size
  UNWIND first AS near
  MATCH (near)-[:CONNECTED_TO]-(far:Member)
  WHERE NOT far IN blocked
  RETURN collect(DISTINCT far) AS second
}
CALL (viewer, event, shown, blocked, first, second) {
  MATCH (member:Member)-[part:ATTENDS]->(event)
  WHERE (shown OR member IN first) AND NOT member IN blocked
  WITH
    member,
    part,
    CASE
      WHEN member = viewer THEN 0
      WHEN member IN first THEN 1
      WHEN size(first) <= $hub_size THEN
        CASE
          WHEN member IN second THEN 2
          WHEN EXISTS {
            MATCH (member)-[:CONNECTED_TO]-(between:Member)
            WHERE between IN second
          } THEN 3
        END
      WHEN EXISTS {
        MATCH (member)-[:CONNECTED_TO]-(between:Member)
        WHERE between IN first
      } THEN 2
      WHEN EXISTS {
        MATCH (member)-[:CONNECTED_TO]-(far:Member)-[:CONNECTED_TO]-(between:Member)
        WHERE NOT far IN blocked AND between IN first
      } THEN 3
    END AS degree
  RETURN collect({member: member, part: part, degree: degree}) AS found
}
CALL (organising, found) {
  UNWIND found AS entry
  WITH
    entry,
    entry.member AS member,
    entry.part AS part,
    [
      toString(coalesce(entry.degree, 4)),
      toLower(coalesce(entry.member.name, entry.member.id)),
      entry.member.id
    ] AS sort_key
    WHERE
      (organising OR entry.degree <= 3) AND
      ($degree IS NULL OR entry.degree = $degree) AND
      ($after IS NULL OR sort_key > $after)
  WITH *
    ORDER BY sort_key
    LIMIT $limit
  RETURN
    collect(
      member {
        .id,
        .name,
        .headline,
        since: part.since,
        degree: entry.degree,
        sort_key: sort_key
      }) AS items
}
RETURN
  COUNT { (event)<-[:ATTENDS]-() } -
    COUNT { (viewer)-[:BLOCKS]-(:Member)-[:ATTENDS]->(event) } AS total,
  {
    first: size([entry IN found WHERE entry.degree = 1]),
    second: size([entry IN found WHERE entry.degree = 2]),
    third: size([entry IN found WHERE entry.degree = 3])
  } AS counts,
  items
