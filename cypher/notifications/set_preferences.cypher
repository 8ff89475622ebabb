// name: notifications.set_preferences
// access: write
// rows: one
// param member_id: string
// param muted: list<string>
// column muted: list<string>
//
// Which kinds of notifications a member mutes from now on. No row when there is no such member.
MATCH (member:Member {id: $member_id})
SET member.muted_kinds = $muted
RETURN member.muted_kinds AS muted
