// name: privacy.get_settings
// access: read
// rows: one
// param viewer_id: string
// column connections_visible_to: string
// column requests_from: string
// column contact_visible_to: string
// column appears_as_connector: boolean
//
// What the viewer lets others see and do; null where they never said. No row when the viewer does
// not exist.
MATCH (viewer:Member {id: $viewer_id})
RETURN
  viewer.connections_visible_to AS connections_visible_to,
  viewer.requests_from AS requests_from,
  viewer.contact_visible_to AS contact_visible_to,
  viewer.appears_as_connector AS appears_as_connector
