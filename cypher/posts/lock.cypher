// name: posts.lock
// access: write
// rows: one
// param member_id: string
// param post_id: string
// param comment_id: string
// param now: datetime
// column post_id: string
// column author_id: string
// column kind: string
// column audience: string
// column created_at: datetime
// column group_role: string
// column author_is_told: boolean
// column reacted_before: boolean
// column commenter_id: string
// column commenter_is_told: boolean
//
// Locks a member with the author of a post, and of a comment on it, and finds what they may do
// there. The post is named, or found by the comment. No row where the member may not see the post,
// or there is no such comment, or a block hides it.
OPTIONAL MATCH (:Comment {id: $comment_id})-[:COMMENTS_ON]->(commented:Post)
WITH coalesce($post_id, commented.id) AS post_id
OPTIONAL MATCH (post:Post {id: post_id})
OPTIONAL MATCH (commenter:Member)-[:COMMENTED]->(:Comment {id: $comment_id})
WITH DISTINCT post_id, [$member_id, post.author_id, commenter.id] AS member_ids
UNWIND member_ids AS member_id
WITH DISTINCT post_id, member_id
  ORDER BY member_id
MATCH (locked:Member {id: member_id})
// Written before anything is read: who writes here, connects, blocks or deletes meanwhile waits.
SET locked.connections_changed_at = $now
WITH post_id, count(*) AS locked
// Found anew: one of them may have been deleted while this waited.
MATCH (member:Member {id: $member_id})
// Not in one step with the member: a product of two would be planned.
OPTIONAL MATCH (post:Post {id: post_id})<-[:POSTED]-(author:Member)
WITH *
  WHERE author IS NOT NULL AND NOT EXISTS { (member)-[:BLOCKS]-(author) }
OPTIONAL MATCH
  (commenter:Member)-[:COMMENTED]->(comment:Comment {id: $comment_id})-[:COMMENTS_ON]->(post)
WITH *
  WHERE
    $comment_id IS NULL OR
    (comment IS NOT NULL AND NOT EXISTS { (member)-[:BLOCKS]-(commenter) })
OPTIONAL MATCH (post)-[:POSTED_IN]->(group:Group)
OPTIONAL MATCH (member)-[membership:MEMBER_OF]->(group)
CALL (member, author, post) {
  WITH *
    WHERE post.audience = 'second_degree'
  // Joined by hash: each side is expanded once, which a hub on either side survives.
  MATCH (member)-[:CONNECTED_TO]-(mutual:Member)-[:CONNECTED_TO]-(author)
  USING JOIN ON mutual
  RETURN count(*) AS mutual_count
}
WITH *
  WHERE
    member = author OR
    CASE post.audience
      WHEN 'everyone' THEN true
      WHEN 'first_degree' THEN EXISTS { (member)-[:CONNECTED_TO]-(author) }
      WHEN 'second_degree' THEN mutual_count > 0 OR EXISTS { (member)-[:CONNECTED_TO]-(author) }
      WHEN 'group' THEN membership IS NOT NULL
      ELSE false
    END
RETURN
  post.id AS post_id,
  author.id AS author_id,
  post.kind AS kind,
  post.audience AS audience,
  post.created_at AS created_at,
  membership.role AS group_role,
  member <> author AND NOT EXISTS { (author)-[:MUTES]->(member) } AS author_is_told,
  EXISTS { (member)-[:REACTED_TO|TOOK_BACK]->(post) } AS reacted_before,
  commenter.id AS commenter_id,
  commenter IS NOT NULL AND
    member <> commenter AND
    NOT EXISTS { (commenter)-[:MUTES]->(member) } AND
    NOT EXISTS { (commenter)-[:BLOCKS]-(author) } AND
    CASE post.audience
      WHEN 'first_degree' THEN commenter = author OR EXISTS { (commenter)-[:CONNECTED_TO]-(author) }
      WHEN 'group' THEN EXISTS { (commenter)-[:MEMBER_OF]->(group) }
      ELSE true
    END AS commenter_is_told
