// name: demo.write_posts
// access: write
// rows: none
// param posts: list<map>
//
// Writes the posts that are not there yet, each with its reactions and comments; what a share shares
// is in an earlier batch, or before it in this one.
UNWIND $posts AS row
OPTIONAL MATCH (known:Post {id: row.id})
WITH row, known
  WHERE known IS NULL
MATCH (author:Member {id: row.author_id})
CREATE (post:Post {id: row.id})
CREATE (author)-[:POSTED {author_id: row.author_id, created_at: row.created_at}]->(post)
SET
  post.author_id = row.author_id,
  post.kind = row.kind,
  post.audience = row.audience,
  post.text = row.text,
  post.link = row.link,
  post.created_at = row.created_at
WITH row, post
CALL (row, post) {
  UNWIND row.topics AS named
  MERGE (topic:Interest {id: named.id})
    ON CREATE SET topic.name = named.name
  CREATE (post)-[:ABOUT]->(topic)
}
CALL (row, post) {
  MATCH (group:Group {id: row.group_id})
  CREATE (post)-[:POSTED_IN {group_id: group.id, created_at: row.created_at}]->(group)
}
CALL (row, post) {
  MATCH (shared:Post {id: row.shared_id})
  CREATE (post)-[:SHARES]->(shared)
}
CALL (row, post) {
  UNWIND row.reactions AS reaction
  MATCH (member:Member {id: reaction.member_id})
  CREATE
    (member)-[:REACTED_TO {
      member_id: member.id,
      kind: reaction.kind,
      posted_at: row.created_at,
      created_at: reaction.created_at
    }]->(post)
}
CALL (row, post) {
  UNWIND row.comments AS said
  MATCH (member:Member {id: said.member_id})
  CREATE (comment:Comment {id: said.id})
  CREATE
    (member)-[:COMMENTED {
      member_id: member.id,
      posted_at: row.created_at,
      created_at: said.created_at
    }]->(comment)
  CREATE (comment)-[:COMMENTS_ON]->(post)
  SET comment.text = said.text, comment.created_at = said.created_at
}
