// name: notifications.get_preferences
// access: read
// rows: one
// param viewer_id: string
// column muted: list<string>
// column last_number: integer
//
// Which kinds of notifications the viewer mutes, and the number of the last. No row when the viewer
// does not exist.
MATCH (viewer:Member {id: $viewer_id})
RETURN
  coalesce(viewer.muted_kinds, []) AS muted,
  coalesce(viewer.last_notification, 0) AS last_number
