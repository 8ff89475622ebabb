// name: posts.update
// access: write
// rows: none
// param post_id: string
// param properties: map
// param topics: list<map>
// param now: datetime
//
// Changes a post whose author is locked; topics take the place of the old ones where they are given.
MATCH (post:Post {id: $post_id})
SET post += $properties
SET post.edited_at = $now
WITH post
  WHERE $topics IS NOT NULL
CALL (post) {
  MATCH (post)-[about:ABOUT]->(:Interest)
  DELETE about
}
WITH post
UNWIND $topics AS topic
MERGE (interest:Interest {id: topic.id})
  ON CREATE SET interest.name = topic.name
CREATE (post)-[:ABOUT]->(interest)
