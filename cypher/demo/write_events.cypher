// name: demo.write_events
// access: write
// rows: none
// param events: list<map>
// param now: datetime
//
// Writes the events that are not there yet, each with who comes, the organiser first.
UNWIND $events AS row
OPTIONAL MATCH (known:Event {id: row.id})
WITH row, known
  WHERE known IS NULL
CREATE (event:Event {id: row.id})
SET
  event.title = row.title,
  event.place = row.place,
  event.starts_at = row.starts_at,
  event.ends_at = row.starts_at + duration({hours: 2}),
  event.time_zone = 'UTC',
  event.created_at = $now
WITH row, event
CALL (row, event) {
  MATCH (organiser:Member {id: row.member_ids[0]})
  CREATE (organiser)-[:ORGANISES]->(event)
}
UNWIND row.member_ids AS member_id
MATCH (member:Member {id: member_id})
CREATE (member)-[:ATTENDS {since: $now}]->(event)
