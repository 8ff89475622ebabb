// name: posts.create
// access: write
// rows: one
// param author_id: string
// param post_id: string
// param kind: string
// param audience: string
// param text: string
// param link: string
// param topics: list<map>
// param group_id: string
// param now: datetime
// column id: string
//
// Writes a post, into a group where one is given. No row when its author does not exist, or is no
// member of the group.
MATCH (author:Member {id: $author_id})
// Written before anything is read: who blocks or deletes the author meanwhile waits.
SET author.connections_changed_at = $now
WITH count(*) AS locked
MATCH (author:Member {id: $author_id})
OPTIONAL MATCH (author)-[:MEMBER_OF]->(group:Group {id: $group_id})
WITH author, group
  WHERE $group_id IS NULL OR group IS NOT NULL
CREATE (author)-[:POSTED {author_id: author.id, created_at: $now}]->(post:Post {id: $post_id})
SET
  post.kind = $kind,
  post.audience = $audience,
  post.text = $text,
  post.link = $link,
  post.created_at = $now,
  post.author_id = author.id
FOREACH (into IN CASE WHEN group IS NULL THEN [] ELSE [group] END |
  CREATE (post)-[:POSTED_IN {group_id: into.id, created_at: $now}]->(into)
)
WITH post
CALL (post) {
  UNWIND $topics AS topic
  MERGE (interest:Interest {id: topic.id})
    ON CREATE SET interest.name = topic.name
  CREATE (post)-[:ABOUT]->(interest)
}
RETURN post.id AS id
