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
WITH member, collect(entry) AS entries
// Written before it is read: who tells the member something meanwhile waits.
SET member.last_notification = coalesce(member.last_notification, 0)
WITH member, entries, member.last_notification AS before
SET member.last_notification = before + size(entries)
WITH member, entries, before
UNWIND range(0, size(entries) - 1) AS place
WITH member, entries[place] AS entry, before + place + 1 AS number
CREATE (notification:Notification {member_id: member.id, number: number})
CREATE (notification)-[:TELLS]->(member)
SET
  notification.kind = entry.kind,
  notification.step = entry.step,
  notification.actor_id = entry.actor_id,
  notification.subject_id = entry.subject_id,
  notification.created_at = $now
