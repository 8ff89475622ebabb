// name: events.get
// access: read
// rows: one
// param viewer_id: string
// param event_id: string
// param most_named: integer
// param hub_size: integer
// column id: string
// column title: string
// column description: string
// column starts_at: datetime
// column ends_at: datetime
// column time_zone: string
// column place: string
// column link: string
// column capacity: integer
// column created_at: datetime
// column changed_at: datetime
// column cancelled_at: datetime
// column sequence: integer
// column organiser: map
// column group: map
// column organising: boolean
// column attending: boolean
// column size: integer
// column connection_count: integer
// column connections: list<map>
//
// An event, what it is to the viewer, and who of the viewer's connections attends it, so many named
// at most. Where it is, of a group by approval, is for the group's members and who attends. Who has a
// block with the viewer is not counted. No row when the viewer or the event does not exist, or its
// organiser has a block with the viewer.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
OPTIONAL MATCH (event:Event {id: $event_id})
OPTIONAL MATCH (organiser:Member)-[:ORGANISES]->(event)
OPTIONAL MATCH (event)-[:EVENT_OF]->(group:Group)
WITH viewer, event, organiser, group
  WHERE
    viewer IS NOT NULL AND
    event IS NOT NULL AND
    NOT EXISTS { (viewer)-[:BLOCKS]-(organiser) }
WITH *, EXISTS { (viewer)-[:ATTENDS]->(event) } AS attending
WITH
  *,
  coalesce(group.joining, 'open') = 'open' OR
    attending OR
    organiser = viewer OR
    EXISTS { (viewer)-[:MEMBER_OF]->(group) } AS shown
WITH *, COUNT { (viewer)-[:CONNECTED_TO]-() } > $hub_size AS is_hub
CALL (viewer, event, is_hub) {
  CALL (viewer, event, is_hub) {
    WITH *
      WHERE NOT is_hub
    MATCH (viewer)-[:CONNECTED_TO]-(near:Member)
    // From the viewer's side: a member attends few events, and an event may have many attendees.
    WHERE EXISTS { (near)-[:ATTENDS]->(event) }
    RETURN near
    UNION ALL
    WITH *
      WHERE is_hub
    // Joined by hash: each side is expanded once, which a hub survives.
    MATCH (viewer)-[:CONNECTED_TO]-(near:Member)-[:ATTENDS]->(event)
    USING JOIN ON near
    RETURN near
  }
  WITH near
    ORDER BY toLower(coalesce(near.name, near.id)), near.id
  RETURN collect(near {.id, .name, .headline}) AS near
}
RETURN
  event.id AS id,
  event.title AS title,
  event.description AS description,
  event.starts_at AS starts_at,
  event.ends_at AS ends_at,
  event.time_zone AS time_zone,
  CASE WHEN shown THEN event.place END AS place,
  CASE WHEN shown THEN event.link END AS link,
  event.capacity AS capacity,
  event.created_at AS created_at,
  event.changed_at AS changed_at,
  event.cancelled_at AS cancelled_at,
  event.sequence AS sequence,
  organiser {.id, .name, .headline} AS organiser,
  group {.id, .name} AS group,
  coalesce(organiser = viewer, false) AS organising,
  attending,
  COUNT { (event)<-[:ATTENDS]-() } -
    COUNT { (viewer)-[:BLOCKS]-(:Member)-[:ATTENDS]->(event) } AS size,
  size(near) AS connection_count,
  near[..$most_named] AS connections
