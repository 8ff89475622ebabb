// name: posts.share
// access: write
// rows: one
// param author_id: string
// param post_id: string
// param shared_id: string
// param audience: string
// param text: string
// param now: datetime
// column shared_author_id: string
//
// Writes a share of a post, for its author who is locked and may see it; of a share it is the post
// inside that is shared, where it is still there. Says whose that is.
MATCH (author:Member {id: $author_id})
// Not in one step with the author: a product of two would be planned.
OPTIONAL MATCH (named:Post {id: $shared_id})
OPTIONAL MATCH (named)-[:SHARES]->(inside:Post)
WITH author, coalesce(inside, named) AS shared
CREATE (author)-[:POSTED {author_id: author.id, created_at: $now}]->(post:Post {id: $post_id})
SET
  post.kind = 'share',
  post.audience = $audience,
  post.text = $text,
  post.created_at = $now,
  post.author_id = author.id
CREATE (post)-[:SHARES]->(shared)
RETURN shared.author_id AS shared_author_id
