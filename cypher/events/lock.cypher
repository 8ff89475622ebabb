// name: events.lock
// access: write
// rows: one
// param event_id: string
// param actor_id: string
// param with_attendees: boolean
// param now: datetime
// column starts_at: datetime
// column ends_at: datetime
// column time_zone: string
// column capacity: integer
// column cancelled_at: datetime
// column attending_since: datetime
// column attending_count: integer
// column attendee_ids: list<string>
// column organiser_id: string
// column shown: boolean
// column leads: boolean
//
// Locks who acts, the organiser and the attendees where they are asked for, in the order of their
// ids, and then the event, and finds how it stands: who attends it, whether it is shown to the
// actor whole (an event of a group by approval is to its members), and whether the actor leads its
// group. No row where there is none, or its organiser has a block with the actor.
CALL () {
  MATCH (member:Member {id: $actor_id})
  RETURN member
  UNION
  WITH 1 AS one
    WHERE $with_attendees
  MATCH (:Event {id: $event_id})<-[:ATTENDS|ORGANISES]-(member:Member)
  RETURN member
}
WITH member
  ORDER BY member.id
// Written before anything is read: who blocks or deletes them, or tells them something, waits.
SET member.connections_changed_at = $now
WITH count(*) AS locked
MATCH (event:Event {id: $event_id})
SET event.id = $event_id
WITH count(*) AS held
// Found anew: all this may have changed while this waited.
OPTIONAL MATCH (actor:Member {id: $actor_id})
OPTIONAL MATCH (event:Event {id: $event_id})
OPTIONAL MATCH (organiser:Member)-[:ORGANISES]->(event)
OPTIONAL MATCH (event)-[:EVENT_OF]->(group:Group)
OPTIONAL MATCH (actor)-[own:MEMBER_OF]->(group)
OPTIONAL MATCH (actor)-[attends:ATTENDS]->(event)
WITH *
  WHERE
    actor IS NOT NULL AND
    event IS NOT NULL AND
    NOT EXISTS { (actor)-[:BLOCKS]-(organiser) }
RETURN
  event.starts_at AS starts_at,
  event.ends_at AS ends_at,
  event.time_zone AS time_zone,
  event.capacity AS capacity,
  event.cancelled_at AS cancelled_at,
  attends.since AS attending_since,
  COUNT { (event)<-[:ATTENDS]-() } AS attending_count,
  COLLECT {
    UNWIND CASE WHEN $with_attendees THEN [event] ELSE [] END AS asked
    MATCH (asked)<-[:ATTENDS]-(member:Member)
    RETURN member.id
  } AS attendee_ids,
  organiser.id AS organiser_id,
  coalesce(group.joining, 'open') = 'open' OR own IS NOT NULL OR organiser = actor AS shown,
  coalesce(own.role, '') IN ['owner', 'moderator'] AS leads
