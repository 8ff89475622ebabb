// name: own_data.list_notifications
// access: read
// rows: many
// param viewer_id: string
// param after: integer
// param limit: integer
// column key: integer
// column entry: map
//
// What the viewer was told, in order; not of members who are blocked, either way.
MATCH (viewer:Member {id: $viewer_id})
WITH [(viewer)-[:BLOCKS]-(other:Member) | other.id] AS blocked_ids
MATCH (notification:Notification)
WHERE
  notification.member_id = $viewer_id AND
  notification.number > $after AND
  NOT coalesce(notification.actor_id, '') IN blocked_ids
WITH notification
  ORDER BY notification.member_id, notification.number
  LIMIT $limit
RETURN notification.number AS key, notification {.*} AS entry
  ORDER BY key
