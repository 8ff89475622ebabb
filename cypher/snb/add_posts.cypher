// name: snb.add_posts
// access: write
// rows: one
// param rows: list<map>
// column created: integer
//
// Writes the posts of a batch that are not there yet, each into its group.
UNWIND $rows AS row
OPTIONAL MATCH (known:Post {id: row.id})
WITH row, known
WHERE known IS NULL
MATCH (author:Member {id: row.author_id})
OPTIONAL MATCH (group:Group {id: row.group_id})
WITH row, author, group
WHERE group IS NOT NULL
CREATE
  (author)-[:POSTED {author_id: row.author_id, created_at: row.created_at}]->
  (post:Post {id: row.id})
CREATE (post)-[:POSTED_IN {group_id: row.group_id, created_at: row.created_at}]->(group)
SET
  post.author_id = row.author_id,
  post.kind = 'update',
  post.audience = 'group',
  post.text = row.text,
  post.created_at = row.created_at
WITH row, post
CALL (row, post) {
  UNWIND row.topics AS topic
  MERGE (interest:Interest {id: topic.id})
    ON CREATE SET interest.name = topic.name
  CREATE (post)-[:ABOUT]->(interest)
}
RETURN count(post) AS created
