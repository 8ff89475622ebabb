// name: posts.reach_milestones
// access: write
// rows: many
// param entries: list<map>
// param now: datetime
// column member_id: string
// column id: string
// column state: string
//
// Remembers what members have reached, each once, as a draft or as posted to their connections, and
// says what is new. Entries are in the order of their members.
UNWIND $entries AS entry
MATCH (member:Member {id: entry.member_id})
// Written before anything is read: who blocks or deletes the member meanwhile waits.
SET member.connections_changed_at = $now
MERGE (milestone:Milestone {id: entry.id})
  ON CREATE SET
    milestone.kind = entry.kind,
    milestone.state = entry.state,
    milestone.text = entry.text,
    milestone.post_id = entry.post_id,
    milestone.created_at = $now
WITH entry, member, milestone
  WHERE milestone.post_id = entry.post_id
CREATE (member)-[:REACHED]->(milestone)
FOREACH (posted IN CASE entry.state WHEN 'posted' THEN [1] ELSE [] END |
  CREATE (member)-[:POSTED {author_id: member.id, created_at: $now}]->(post:Post {id: entry.post_id})
  SET
    post.author_id = member.id,
    post.kind = 'milestone',
    post.audience = 'first_degree',
    post.text = entry.text,
    post.created_at = $now
)
RETURN member.id AS member_id, milestone.id AS id, milestone.state AS state
