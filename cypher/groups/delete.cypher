// name: groups.delete
// access: write
// rows: one
// param group_id: string
// param most_pairs: integer
// param now: datetime
// column events_to_come: integer
// column pairs: list<string>
//
// Removes a group and its past events, after `lock`, unless it has events to come; says how many it
// has, and which connections, so many at most, were between members of it.
MATCH (group:Group {id: $group_id})
WITH
  group,
  COUNT {
    MATCH (group)<-[:EVENT_OF]-(event:Event)
    WHERE event.cancelled_at IS NULL AND event.ends_at > $now
  } AS events_to_come
CALL (group, events_to_come) {
  WITH *
    WHERE events_to_come = 0
  MATCH (group)<-[:MEMBER_OF]-(one:Member)-[tie:CONNECTED_TO]->(other:Member)
  WHERE EXISTS { (other)-[:MEMBER_OF]->(group) }
  WITH tie.pair AS pair
    LIMIT $most_pairs
  WITH pair
    ORDER BY pair
  RETURN collect(pair) AS pairs
}
CALL (group, events_to_come) {
  WITH *
    WHERE events_to_come = 0
  OPTIONAL MATCH (group)<-[:EVENT_OF]-(event:Event)
  DETACH DELETE event, group
}
RETURN events_to_come, pairs
