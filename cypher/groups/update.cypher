// name: groups.update
// access: write
// rows: none
// param group_id: string
// param properties: map
//
// Sets a group's own properties, after `lock`; null removes one. Into an open group anybody may come, so that
// nobody shares imports there any more.
MATCH (group:Group {id: $group_id})
SET group += $properties
WITH group
  WHERE group.joining = 'open'
MATCH (:Member)-[part:MEMBER_OF]->(group)
SET part.shares_imports = null
