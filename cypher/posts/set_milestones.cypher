// name: posts.set_milestones
// access: write
// rows: one
// param member_id: string
// param preference: string
// column preference: string
//
// Decides what becomes of a member's milestones from now on. No row when there is no such member.
MATCH (member:Member {id: $member_id})
SET member.milestones = $preference
RETURN member.milestones AS preference
