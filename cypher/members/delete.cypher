// name: members.delete
// access: write
// rows: one
// param member_id: string
// param now: datetime
// column id: string
//
// Removes a member with all that is theirs: connections, account and sessions, requests,
// introductions and meetups they have a part in, recommendations by and of them, goals, whom their
// imports know, posts with what was said on them, comments, milestones, events they organise, groups
// they are alone in, and notifications to and about them. Conversations and replies stay for the
// others, without what the member wrote; a group that had no other owner goes to its longest-serving
// moderator, or else member. No row when there is no such member.
MATCH (member:Member {id: $member_id})
// Written before anything is read: who changes or deletes the member meanwhile waits.
SET member.connections_changed_at = $now
WITH count(*) AS locked
// Found anew: the member may have been deleted while this waited.
MATCH (member:Member {id: $member_id})
WITH member, member.id AS id
CALL (member) {
  MATCH (account:Account {id: member.id})
  OPTIONAL MATCH (account)-[:HAS_SESSION]->(session:Session)
  DETACH DELETE account, session
}
CALL (member) {
  MATCH (member)-[:SENT|SENT_TO]-(request:ConnectionRequest|MessageRequest)
  DETACH DELETE request
}
CALL (member) {
  MATCH (member)-[:PROPOSED|PROPOSED_TO]-(meetup:Meetup)
  DETACH DELETE meetup
}
CALL (member) {
  MATCH (member)-[:ORGANISES]->(event:Event)
  DETACH DELETE event
}
CALL (member) {
  MATCH (member)-[part:MEMBER_OF {role: 'owner'}]->(group:Group)
  WITH member, group
    ORDER BY group.id
  // Who joins, leaves or leads it meanwhile waits.
  SET group.id = group.id
  WITH member, group
    WHERE NOT EXISTS {
      MATCH (owner:Member)-[:MEMBER_OF {role: 'owner'}]->(group)
      WHERE owner <> member
    }
  CALL (member, group) {
    OPTIONAL MATCH (other:Member)-[part:MEMBER_OF]->(group)
    WHERE other <> member
    WITH group, part
      ORDER BY part.role = 'moderator' DESC, part.since, other.id
      LIMIT 1
    SET part.role = 'owner'
    WITH group, part
      WHERE part IS NULL
    OPTIONAL MATCH (group)<-[:EVENT_OF]-(event:Event)
    DETACH DELETE event, group
  }
}
CALL (member) {
  MATCH (member)-[:ASKED_FOR|VIA|AWAITS|INTRODUCES_TO]-(introduction:Introduction)
  WITH collect(DISTINCT introduction) AS introductions
  CALL (introductions) {
    UNWIND introductions AS introduction
    MATCH (introduction)-[:ASKED_FOR|VIA|INTRODUCES_TO]-(told:Member)
    WITH DISTINCT told, [introduction IN introductions | introduction.id] AS ids
    MATCH (told)<-[:TELLS]-(notification:Notification)
    WHERE notification.subject_id IN ids
    DETACH DELETE notification
  }
  UNWIND introductions AS introduction
  DETACH DELETE introduction
}
CALL (member) {
  MATCH (member)-[:RECOMMENDS|RECOMMENDATION_OF]-(recommendation:Recommendation)
  DETACH DELETE recommendation
}
CALL (member) {
  MATCH (member)-[:HAS_GOAL]->(goal:Goal)
  DETACH DELETE goal
}
CALL (member) {
  MATCH (member)<-[:TELLS]-(notification:Notification)
  DETACH DELETE notification
}
CALL (member) {
  MATCH (notification:Notification {actor_id: member.id})
  DETACH DELETE notification
}
CALL (member) {
  MATCH (member)-[:WROTE]->(message:Message)
  SET message.text = null
  SET message.advice_topic = null
  SET message.deleted_at = coalesce(message.deleted_at, $now)
}
CALL (member) {
  MATCH (member)-[:TAKES_PART_IN]->(conversation:Conversation)<-[part:TAKES_PART_IN]-(other:Member)
  WHERE part.unread > 0
  // Written before anything is read: who reads or writes there meanwhile waits.
  SET part.read_number = part.read_number
  WITH conversation, part, other
  CALL (conversation, part, other) {
    MATCH (message:Message)
    WHERE
      message.conversation_id = conversation.id AND
      message.number > part.read_number AND
      message.deleted_at IS NULL AND
      NOT EXISTS { (other)-[:WROTE]->(message) }
    RETURN count(*) AS unread
  }
  SET part.unread = unread
}
CALL (member) {
  MATCH (member)-[:TAKES_PART_IN]->(conversation:Conversation)
  // Whoever has the member's id later begins another. This also makes the other wait, who is
  // deleted at the same time: the later of the two finds that nobody is left.
  SET conversation.pair = null
}
CALL (member) {
  MATCH (member)-[:TAKES_PART_IN]->(conversation:Conversation)
  WHERE COUNT { (conversation)<-[:TAKES_PART_IN]-(:Member) } = 1
  OPTIONAL MATCH (conversation)<-[:PART_OF]-(message:Message)
  DETACH DELETE message, conversation
}
CALL (member) {
  // Those on the member's own posts go with the posts.
  MATCH (member)-[wrote:COMMENTED]->(comment:Comment)-[edge:COMMENTS_ON]->(:Post)
  WHERE EXISTS { (comment)<-[:REPLIES_TO]-(:Comment) }
  OPTIONAL MATCH (comment)-[answers:REPLIES_TO]->(:Comment)
  SET comment.text = null, comment.deleted_at = $now
  DELETE wrote, edge, answers
}
CALL (member) {
  MATCH (member)-[:COMMENTED]->(comment:Comment)
  OPTIONAL MATCH (comment)-[:REPLIES_TO]->(answered:Comment)
  WHERE
    answered.deleted_at IS NOT NULL AND
    NOT EXISTS { (answered)<-[:REPLIES_TO]-(:Comment)<-[:COMMENTED]-(other:Member WHERE other <> member) }
  DETACH DELETE comment, answered
}
CALL (member) {
  MATCH (member)-[:POSTED]->(post:Post)
  OPTIONAL MATCH (post)<-[:COMMENTS_ON]-(comment:Comment)
  OPTIONAL MATCH (comment)-[:REPLIES_TO]->(answered:Comment)
  DETACH DELETE answered, comment, post
}
CALL (member) {
  MATCH (member)-[:KNOWS_UNCONFIRMED]->(unconfirmed:UnconfirmedMember)
  OPTIONAL MATCH (unconfirmed)-[:IDENTIFIED_BY]->(identity:Identity)
  WITH collect(DISTINCT unconfirmed) AS unconfirmed, collect(DISTINCT identity) AS identities
  CALL (unconfirmed) {
    UNWIND unconfirmed AS person
    DETACH DELETE person
  }
  UNWIND identities AS identity
  WITH identity
    WHERE NOT EXISTS { (identity)<-[:IDENTIFIED_BY]-() }
  DELETE identity
}
CALL (member) {
  MATCH (member)-[known:IDENTIFIED_BY]->(identity:Identity)
  WITH identity, collect(known) AS edges
  FOREACH (known IN edges | DELETE known)
  WITH identity
    WHERE NOT EXISTS { (identity)<-[:IDENTIFIED_BY]-() }
  DELETE identity
}
CALL (member) {
  MATCH (member)-[:REACHED]->(milestone:Milestone)
  DETACH DELETE milestone
}
DETACH DELETE member
RETURN id
