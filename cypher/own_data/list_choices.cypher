// name: own_data.list_choices
// access: read
// rows: many
// param viewer_id: string
// param after: string
// param limit: integer
// column key: string
// column entry: map
//
// Whom the viewer follows, follows no more, mutes, blocks, and was suggested.
MATCH (viewer:Member {id: $viewer_id})-[part:FOLLOWS|UNFOLLOWS|MUTES|BLOCKS|WAS_SUGGESTED]->(member:Member)
WHERE type(part) = 'BLOCKS' OR NOT EXISTS { (member)-[:BLOCKS]->(viewer) }
WITH part, member, member.id + ' ' + type(part) AS key
  WHERE $after IS NULL OR key > $after
WITH part, member, key
  ORDER BY key
  LIMIT $limit
RETURN
  key,
  part {
    .*,
    member_id: member.id,
    member_name: member.name,
    what:
      CASE type(part)
        WHEN 'FOLLOWS' THEN 'follows'
        WHEN 'UNFOLLOWS' THEN 'follows_no_more'
        WHEN 'MUTES' THEN 'mutes'
        WHEN 'BLOCKS' THEN 'blocks'
        ELSE 'was_suggested'
      END
  } AS entry
  ORDER BY key
