// name: groups.update
// access: write
// rows: none
// param group_id: string
// param properties: map
//
// Sets a group's own properties, after `lock`; null removes one.
MATCH (group:Group {id: $group_id})
SET group += $properties
