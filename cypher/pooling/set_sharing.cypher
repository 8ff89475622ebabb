// name: pooling.set_sharing
// access: write
// rows: none
// param group_id: string
// param member_id: string
// param shares: boolean
//
// Has a member of a group share imports in it (true), or no more (null), after `groups.lock`.
MATCH (:Member {id: $member_id})-[part:MEMBER_OF]->(:Group {id: $group_id})
SET part.shares_imports = $shares
