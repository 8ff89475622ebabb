// name: groups.set_membership
// access: write
// rows: none
// param group_id: string
// param member_id: string
// param role: string
// param now: datetime
//
// Makes a member one of a group, or gives them another role in it, after `lock`. Nobody who is in it
// asks to join it.
MATCH (member:Member {id: $member_id})
CALL (member) {
  MATCH (group:Group {id: $group_id})
  MERGE (member)-[part:MEMBER_OF]->(group)
    ON CREATE SET part.since = $now
  SET part.role = $role
}
CALL (member) {
  MATCH (member)-[asking:ASKS_TO_JOIN]->(:Group {id: $group_id})
  DELETE asking
}
