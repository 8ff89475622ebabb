// name: snb.add_reactions
// access: write
// rows: one
// param rows: list<map>
// column created: integer
//
// Makes members like posts, where they have not reacted to them yet.
UNWIND $rows AS row
MATCH (member:Member {id: row.member_id})
// Written before it is read: who reacts meanwhile waits.
SET member.updated_at = member.updated_at
WITH row, member
OPTIONAL MATCH (post:Post {id: row.post_id})
WITH row, member, post
WHERE post IS NOT NULL AND NOT EXISTS { (member)-[:REACTED_TO]->(post) }
CREATE
  (member)-[:REACTED_TO {
    member_id: row.member_id,
    kind: 'like',
    posted_at: post.created_at,
    created_at: row.created_at
  }]->(post)
RETURN count(*) AS created
