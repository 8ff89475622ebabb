// name: events.create
// access: write
// rows: one
// param id: string
// param organiser_id: string
// param group_id: string
// param properties: map
// param now: datetime
// column made: boolean
//
// Makes an event of a member's, of a group where one is named (null for none); not made where the
// member is not in that group. No row when the member does not exist, or the group.
MATCH (organiser:Member {id: $organiser_id})
// Written before anything is read: who deletes or removes the member meanwhile waits.
SET organiser.connections_changed_at = $now
WITH count(*) AS locked
OPTIONAL MATCH (group:Group {id: $group_id})
// Also locked: who deletes the group meanwhile waits.
SET group.id = $group_id
WITH count(*) AS held
// Found anew: all this may have changed while this waited.
OPTIONAL MATCH (organiser:Member {id: $organiser_id})
OPTIONAL MATCH (group:Group {id: $group_id})
WITH organiser, group
  WHERE organiser IS NOT NULL AND (group IS NOT NULL OR $group_id IS NULL)
WITH *, group IS NULL OR EXISTS { (organiser)-[:MEMBER_OF]->(group) } AS made
CALL (organiser, group, made) {
  WITH *
    WHERE made
  CREATE (organiser)-[:ORGANISES]->(event:Event {id: $id})
  SET event += $properties
  SET event.created_at = $now, event.changed_at = $now, event.sequence = 0
  FOREACH (of IN CASE WHEN group IS NULL THEN [] ELSE [group] END |
    CREATE (event)-[:EVENT_OF]->(of)
  )
}
RETURN made
