// name: feed.follow
// access: write
// rows: one
// param member_ids: list<string>
// param by_id: string
// param followed_id: string
// param most: integer
// param now: datetime
// column follows: boolean
//
// Lets a member follow another, given the smaller id first; who is connected follows by itself. It is
// refused, and not so, where the member follows as many as allowed. No row when either does not
// exist, or one has blocked the other.
UNWIND $member_ids AS member_id
MATCH (member:Member {id: member_id})
// Written before anything is read: who connects, blocks or deletes them meanwhile waits.
SET member.connections_changed_at = $now
WITH count(*) AS locked
// Found anew: one of them may have been deleted while this waited.
OPTIONAL MATCH (by:Member {id: $by_id})
OPTIONAL MATCH (followed:Member {id: $followed_id})
WITH by, followed
  WHERE by IS NOT NULL AND followed IS NOT NULL AND NOT EXISTS { (by)-[:BLOCKS]-(followed) }
CALL (by, followed) {
  MATCH (by)-[unfollows:UNFOLLOWS]->(followed)
  DELETE unfollows
}
WITH
  by,
  followed,
  EXISTS { (by)-[:CONNECTED_TO]-(followed) } OR EXISTS { (by)-[:FOLLOWS]->(followed) } AS standing,
  COUNT { (by)-[:FOLLOWS]->() } AS count
CALL (by, followed, standing, count) {
  WITH *
    WHERE NOT standing AND count < $most
  CREATE (by)-[follows:FOLLOWS]->(followed)
  SET follows.since = $now
}
RETURN standing OR count < $most AS follows
