// name: events.attend
// access: write
// rows: none
// param event_id: string
// param member_id: string
// param now: datetime
//
// Notes that a member attends an event, after `lock`.
MATCH (member:Member {id: $member_id})
CALL (member) {
  MATCH (event:Event {id: $event_id})
  CREATE (member)-[attends:ATTENDS]->(event)
  SET attends.since = $now
}
