// name: privacy.set_settings
// access: write
// rows: one
// param member_id: string
// param properties: map
// column connections_visible_to: string
// column requests_from: string
// column contact_visible_to: string
// column appears_as_connector: boolean
//
// Sets what a member lets others see and do, of which null takes one back, and returns all of it. No
// row when the member does not exist.
MATCH (member:Member {id: $member_id})
SET member += $properties
RETURN
  member.connections_visible_to AS connections_visible_to,
  member.requests_from AS requests_from,
  member.contact_visible_to AS contact_visible_to,
  member.appears_as_connector AS appears_as_connector
