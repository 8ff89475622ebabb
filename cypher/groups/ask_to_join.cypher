// name: groups.ask_to_join
// access: write
// rows: none
// param group_id: string
// param member_id: string
// param now: datetime
//
// Notes that a member asks to join a group, after `lock`.
MATCH (member:Member {id: $member_id})
CALL (member) {
  MATCH (group:Group {id: $group_id})
  CREATE (member)-[asking:ASKS_TO_JOIN]->(group)
  SET asking.since = $now
}
