// name: notifications.read
// access: write
// rows: one
// param member_id: string
// param up_to: integer
// param now: datetime
// column unread: integer
//
// Marks a member's notifications as read up to a number, and counts those that are not. No row when
// there is no such member.
MATCH (member:Member {id: $member_id})
// Written before it is read: who tells the member something, or marks it as read, meanwhile waits.
SET member.last_read_notification = coalesce(member.last_read_notification, 0)
WITH
  member,
  member.last_read_notification AS before,
  [(member)-[:BLOCKS]-(other:Member) | other.id] AS blocked_ids
WITH
  *,
  CASE
    WHEN $up_to > coalesce(member.last_notification, 0) THEN coalesce(member.last_notification, 0)
    ELSE $up_to
  END AS asked
WITH *, CASE WHEN asked > before THEN asked ELSE before END AS read_up_to
SET member.last_read_notification = read_up_to
WITH before, read_up_to, blocked_ids
CALL (before, read_up_to) {
  MATCH (notification:Notification)
  WHERE
    notification.member_id = $member_id AND
    notification.number > before AND
    notification.number <= read_up_to
  SET notification.read_at = $now
}
CALL (read_up_to, blocked_ids) {
  MATCH (notification:Notification)
  WHERE
    notification.member_id = $member_id AND
    notification.number > read_up_to AND
    NOT coalesce(notification.actor_id, '') IN blocked_ids
  RETURN count(*) AS unread
}
RETURN unread
