// name: groups.remove_membership
// access: write
// rows: none
// param group_id: string
// param member_id: string
//
// Ends a member's part in a group, or that they ask for one, after `lock`.
MATCH (:Member {id: $member_id})-[part:MEMBER_OF|ASKS_TO_JOIN]->(:Group {id: $group_id})
DELETE part
