// name: notifications.list
// access: read
// rows: one
// param viewer_id: string
// param unread: boolean
// param before: integer
// param limit: integer
// column unread_count: integer
// column items: list<map>
//
// A page of the viewer's notifications, the newest first, and how many of all are unread. Those of
// members who are blocked, either way, are left out. No row when the viewer does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
WITH viewer
  WHERE viewer IS NOT NULL
WITH
  coalesce(viewer.last_read_notification, 0) AS read_up_to,
  [(viewer)-[:BLOCKS]-(other:Member) | other.id] AS blocked_ids
CALL (read_up_to, blocked_ids) {
  MATCH (notification:Notification)
  WHERE
    notification.member_id = $viewer_id AND
    notification.number < coalesce($before, 9223372036854775807) AND
    notification.number > CASE WHEN $unread THEN read_up_to ELSE 0 END AND
    NOT coalesce(notification.actor_id, '') IN blocked_ids
  WITH notification
    ORDER BY notification.member_id DESC, notification.number DESC
    LIMIT $limit
  OPTIONAL MATCH (actor:Member {id: notification.actor_id})
  RETURN
    collect(
      notification {
        .number,
        .kind,
        .step,
        .subject_id,
        actor: actor {.id, .name, .headline},
        created_at: toString(notification.created_at),
        read_at: toString(notification.read_at)
      }) AS items
}
CALL (read_up_to, blocked_ids) {
  MATCH (notification:Notification)
  WHERE
    notification.member_id = $viewer_id AND
    notification.number > read_up_to AND
    NOT coalesce(notification.actor_id, '') IN blocked_ids
  RETURN count(*) AS unread_count
}
RETURN unread_count, items
