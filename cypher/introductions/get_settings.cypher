// name: introductions.get_settings
// access: read
// rows: one
// param viewer_id: string
// column paused: boolean
// column cap: integer
//
// Whether the viewer takes introductions as a connector, and how many open ones; null for as many
// as is usual. No row when the viewer does not exist.
MATCH (viewer:Member {id: $viewer_id})
RETURN
  coalesce(viewer.introductions_paused, false) AS paused,
  viewer.introductions_cap AS cap
