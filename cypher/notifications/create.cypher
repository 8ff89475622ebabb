// name: notifications.create
// access: write
// rows: none
// param entries: list<map>
// param now: datetime
//
// Tells members something, numbered for each in the order it happened; not those who mute the kind.
UNWIND $entries AS entry
MATCH (member:Member {id: entry.member_id})
WHERE NOT entry.kind IN coalesce(member.muted_kinds, [])
// Written before it is read: who tells the member something meanwhile waits.
SET member.last_notification = coalesce(member.last_notification, 0)
WITH entry, member
SET member.last_notification = member.last_notification + 1
CREATE (notification:Notification {member_id: member.id, number: member.last_notification})
CREATE (notification)-[:TELLS]->(member)
SET
  notification.kind = entry.kind,
  notification.step = entry.step,
  notification.actor_id = entry.actor_id,
  notification.subject_id = entry.subject_id,
  notification.created_at = $now
