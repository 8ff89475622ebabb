// name: notifications.follow
// access: read
// rows: many
// param followers: list<map>
// param limit: integer
// column follower: integer
// column items: list<map>
//
// What members were told after a number each, the oldest first, at most so many each: of followers
// with a key, a member_id and an after, those who were told something. Those of members who are
// blocked, either way, are left out.
UNWIND $followers AS entry
MATCH (member:Member {id: entry.member_id})
WHERE member.last_notification > entry.after
CALL (entry, member) {
  MATCH (notification:Notification)
  WHERE
    notification.member_id = entry.member_id AND
    notification.number > entry.after AND
    NOT EXISTS { (member)-[:BLOCKS]-(:Member {id: notification.actor_id}) }
  WITH notification
    ORDER BY notification.member_id, notification.number
    LIMIT $limit
  OPTIONAL MATCH (actor:Member {id: notification.actor_id})
  RETURN
    collect(
      notification {
        .number,
        .kind,
        .step,
        .subject_id,
        actor: actor {.id, .name, .headline},
        created_at: toString(notification.created_at),
        read_at: toString(notification.read_at)
      }) AS items
}
WITH entry, items
  WHERE size(items) > 0
RETURN entry.key AS follower, items
