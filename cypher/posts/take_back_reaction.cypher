// name: posts.take_back_reaction
// access: write
// rows: none
// param member_id: string
// param post_id: string
//
// Takes a locked member's reaction to a post back, if there is one. That there was one is remembered:
// the next is news to nobody, and counts for no tie.
MATCH (member:Member {id: $member_id})-[reacted:REACTED_TO]->(post:Post {id: $post_id})
DELETE reacted
CREATE (member)-[:TOOK_BACK]->(post)
